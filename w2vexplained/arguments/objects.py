"""What is no number: where randomness comes from, sentences, names."""


def generator(rng, draws="random"):
    """Return `rng`, where randomness comes from, or raise unless it has the method that draws.

    Raises
    ------
    TypeError
        If it is no generator of random numbers.
    """
    if not hasattr(rng, draws):
        raise TypeError(f"expected a generator such as numpy.random.default_rng(0) for rng; got {rng!r}")
    return rng


def a_list(words):
    """Return what holds words, or raise for a string, which would fall apart into letters.

    Raises
    ------
    TypeError
        If it is one string.
    """
    if isinstance(words, str | bytes):
        raise TypeError(f"expected sentences that are each a list of words; got the string {words!r}")
    return words


def one_of(name, given, known):
    """Return a name that is one of those known, or raise.

    Raises
    ------
    ValueError
        If it is none of them.
    """
    if not isinstance(given, str) or given not in known:
        raise ValueError(f"expected {name} to be one of {', '.join(map(repr, known))}; got {given!r}")
    return str(given)
