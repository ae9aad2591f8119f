"""Pairs and likelihood of a text as the note defines them, counted out in plain Python."""


def pairs(sentences, window):
    """List D by walking through the text: at each place a word w, in its window the contexts C(w).

    Parameters
    ----------
    sentences : list of lists
        The text; no window reaches from one sentence into another.
    window : int
        The largest distance between a word and its context.

    Returns
    -------
    list of tuples
        The pairs (w, c), each as often as it occurs.
    """
    D = []
    for words in sentences:
        for place, w in enumerate(words):
            D += [(w, c) for other, c in enumerate(words) if other != place and abs(other - place) <= window]
    return D


def likelihood(sentences, window, p):
    """GL2014 (1): multiply p(c | w) up along the text.

    Parameters
    ----------
    sentences : list of lists of int
        The text, in numbers of words.
    window : int
        The largest distance between a word and its context.
    p : list of lists of Fraction
        p(c | w) at [w][c].

    Returns
    -------
    Fraction
        The likelihood.
    """
    product = 1
    for words in sentences:
        for place, w in enumerate(words):
            for c in words[max(0, place - window) : place] + words[place + 1 : place + window + 1]:
                product *= p[w][c]
    return product
