"""What every function asks of its arguments, said once: shapes, indices, finite numbers.

The objectives run on numbers, on 50-digit numbers, on symbols and on arrays of symbolic size.
Shapes are compared for all of them; values are looked at only where they are numbers.
"""

from functools import wraps

import numpy as np


def is_numeric(x):
    """Whether `x` is an array of machine numbers, whose values can be looked at."""
    return isinstance(x, np.ndarray | np.generic | complex | float | int) and np.asarray(x).dtype.kind in "fcui"


def finite(name, x):
    """Return `x`, or raise if it holds NaN or infinity.

    Raises
    ------
    ValueError
        Naming the first entry that is not finite.
    """
    if is_numeric(x) and not np.isfinite(x).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(np.atleast_1d(x)))[0])
        raise ValueError(f"expected finite numbers in {name}; got {np.atleast_1d(x)[where]} at {list(where)}")
    return x


def as_array(name, x):
    """Return numbers as an array that can hold fractions; arrays of symbolic size stay as they are.

    Raises
    ------
    TypeError
        If these are no numbers.
    ValueError
        If rows differ in length.
    """
    x = array(name, x)
    if not isinstance(x, np.ndarray):
        return x
    if x.dtype.kind not in "fcuiO":
        raise TypeError(f"expected an array of numbers for {name}; got {x.dtype}")
    strangers = [e for e in x.flat if e is None or isinstance(e, str | list | dict | set)] if x.dtype == object else []
    if strangers:
        raise TypeError(f"expected an array of numbers for {name}; got {strangers[0]!r}")
    return x.astype(float) if x.dtype.kind in "ui" else x


def array(name, x):
    """Return an array; one of symbolic size, which NumPy cannot hold, stays as it is.

    Raises
    ------
    TypeError
        If it is sparse, or entries are masked, which NumPy would bring back.
    ValueError
        If rows differ in length.
    """
    if hasattr(x, "tocsr"):
        raise TypeError(f"expected a dense array for {name}; got a {type(x).__name__}, which .toarray() makes dense")
    if hasattr(x, "mask") and hasattr(x, "filled"):
        raise TypeError(f"expected a plain array for {name}; got a masked one: what should stand in its holes?")
    if hasattr(x, "shape") and not hasattr(x, "__array__"):
        return x
    try:
        return np.asarray(x)
    except ValueError:
        raise ValueError(f"expected rows of one length in {name}; got {x!r}") from None


def one_type(x, y):
    """Return two arrays of machine numbers in the wider of their types."""
    if is_numeric(x) and is_numeric(y) and x.dtype != y.dtype:
        wider = np.result_type(x, y)
        return x.astype(wider), y.astype(wider)
    return x, y


def vectors(v_w, C, batch=False):
    """Check one word vector against a matrix of context vectors.

    Parameters
    ----------
    v_w : array, (d,), or (d, B) where batches are taken
        The word vector; a trailing axis holds a batch, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors, one row each.
    batch : bool
        Whether a trailing axis is taken.

    Returns
    -------
    v_w, C : arrays
        The same, as arrays.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a number is not finite.
    """
    v_w, C = as_array("v_w", v_w), as_array("C", C)
    allowed = ((1, "(d,)"), (2, "(d, B)")) if batch else ((1, "(d,)"),)
    if len(v_w.shape) not in dict(allowed):
        raise ValueError(f"expected v_w of shape {' or '.join(text for _, text in allowed)}; got {tuple(v_w.shape)}")
    if len(C.shape) != len(v_w.shape) + 1 or tuple(C.shape[1:]) != tuple(v_w.shape):
        wanted = ", ".join(["n", *(str(size) for size in v_w.shape)])
        raise ValueError(f"expected C of shape ({wanted}), its rows like v_w; got {tuple(C.shape)}")
    if 0 in C.shape[:2]:
        raise ValueError(f"expected at least one context of at least one component; got C of shape {tuple(C.shape)}")
    return one_type(finite("v_w", v_w), finite("C", C))


def matrices(W, C):
    """Check a matrix of word vectors (|V|, d) against one of context vectors (n, d).

    Raises
    ------
    ValueError
        If they are not matrices over the same d, or a number is not finite.
    """
    W, C = as_array("W", W), as_array("C", C)
    if len(W.shape) != 2 or len(C.shape) != 2:
        raise ValueError(f"expected matrices W (|V|, d) and C (n, d); got shapes {W.shape} and {C.shape}")
    if W.shape[1] != C.shape[1]:
        raise ValueError(f"expected C of shape (n, {W.shape[1]}), like W {W.shape}; got {C.shape}")
    if 0 in (*W.shape, *C.shape):
        raise ValueError(f"expected at least one word, context and component; got shapes {W.shape} and {C.shape}")
    return one_type(finite("W", W), finite("C", C))


def index(name, i, n):
    """Return `i`, one index into `n` rows, or raise.

    Raises
    ------
    TypeError
        If it is not a whole number.
    IndexError
        If it is not in 0 … n − 1; counting from the end is not offered.
    """
    if isinstance(i, np.ndarray) and (i.ndim or i.dtype.kind not in "iu"):
        raise TypeError(f"expected one whole number for {name}; got an array of shape {i.shape} and type {i.dtype}")
    if hasattr(i, "free_symbols"):  # one of sympy's, which may be left open
        return i
    if isinstance(i, bool) or not isinstance(i, int | np.integer | np.ndarray):
        raise TypeError(f"expected one whole number for {name}; got {i!r}")
    if not 0 <= i < n:
        raise IndexError(f"expected {name} in 0 … {n - 1}, a row of C; got {int(i)}")
    return i


def whole(name, x, least, most=None):
    """Return `x`, one whole number that is a size or a number of things, as an int of Python.

    Parameters
    ----------
    name : str
        What is expected, to go on after "a whole number", such as "of words".
    x : object
        What came.
    least, most : int
        Its bounds; without the second there is none above.

    Raises
    ------
    ValueError
        If it is no whole number, or out of its bounds.

    Examples
    --------
    >>> whole("of words", np.uint8(200), least=1) + 100  # no small type is left to overflow
    300
    """
    if isinstance(x, bool) or not isinstance(x, int | np.integer) or x < least or (most is not None and x > most):
        bounds = f"≥ {least}" if most is None else f"from {least} to {most}"
        raise ValueError(f"expected a whole number {name} {bounds}; got {x!r}")
    return int(x)


def indices(name, ids, n):
    """Return `ids`, a list of indices into `n` rows, as an array; an empty list is allowed.

    Raises
    ------
    TypeError
        If they are not whole numbers.
    ValueError
        If they are not one list.
    IndexError
        If one is not in 0 … n − 1.
    """
    ids = array(name, ids)
    if not isinstance(ids, np.ndarray):
        return ids  # an index map of symbolic size speaks for itself
    if ids.size == 0:
        ids = ids.astype(int)
    if ids.dtype.kind not in "iu":
        raise TypeError(f"expected whole numbers for {name}; got {ids.dtype}")
    if ids.ndim != 1:
        raise ValueError(f"expected one list of indices for {name}, shape (k,); got shape {ids.shape}")
    outside = ids[(ids < 0) | (ids >= n)]
    if outside.size:
        raise IndexError(f"expected {name} in 0 … {n - 1}; got {outside[0]}")
    return ids


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


def scores(x):
    """Return the scores v_c·v_w, or raise where finite vectors make them overflow.

    Raises
    ------
    OverflowError
        If a score is not finite.
    """
    if is_numeric(x) and not np.isfinite(x).all():
        raise OverflowError("a score v_c·v_w is too large for its number type; expected smaller vectors")
    return x


def table(name, counts, shape):
    """Check a table of counts #(w, c): its shape, no negative and no infinite entry.

    Raises
    ------
    ValueError
        Naming what was expected and what came.
    """
    counts = as_array(name, counts)
    if tuple(counts.shape) != tuple(shape):
        raise ValueError(f"expected {name} of shape {tuple(shape)}; got {tuple(counts.shape)}")
    finite(name, counts)
    if is_numeric(counts) and counts.dtype.kind != "c" and (counts < 0).any():
        raise ValueError(f"expected no negative number in {name}; got {counts.min()}")
    return counts


def distribution(name, p, n):
    """Check a probability distribution over `n` outcomes: shape (n,), no negative entry, sum one.

    Raises
    ------
    ValueError
        Naming what was expected and what came.
    """
    return probabilities(name, table(name, p, (n,)))


def probabilities(name, p):
    """Check a probability distribution over outcomes laid out in any shape: no negative entry, sum one.

    Raises
    ------
    ValueError
        Naming what was expected and what came.
    """
    p = as_array(name, p)
    p = table(name, p, p.shape)
    with np.errstate(over="ignore"):
        total = p.sum()
    if is_numeric(p) and not abs(total - 1) <= 1e-6:
        raise ValueError(f"expected {name} to sum to 1; got {total:.6g}")
    return p


def probability(name, x):
    """Check one probability, or an array of them: each from 0 to 1.

    Raises
    ------
    ValueError
        Naming what was expected and what came.
    """
    x = as_array(name, x)
    if is_numeric(x) and not ((x >= 0) & (x <= 1)).all():
        raise ValueError(f"expected {name} from 0 to 1; got {x[~((x >= 0) & (x <= 1))][0]}")
    return x


def positive_distribution(name, p, n):
    """Check a probability distribution whose logarithm is taken: no outcome may have probability zero.

    Raises
    ------
    ValueError
        Naming the first outcome of probability zero.
    """
    p = distribution(name, p, n)
    if is_numeric(p) and not (p.real > 0).all():
        raise ValueError(f"expected {name} > 0 for every context; got 0 for context {int(np.argmin(p.real > 0))}")
    return p


def negatives_per_pair(k):
    """Check k, the number of negatives for each pair: not negative; 0 means none.

    Raises
    ------
    TypeError
        If it is not one number.
    ValueError
        If it is negative or not finite.
    """
    one_number("k of negatives for each pair", k)
    if is_numeric(k) and not (np.isfinite(k) and k >= 0):
        raise ValueError(f"expected k ≥ 0 negatives for each pair; got {k}")
    return k


def one_number(name, x):
    """Return `x`, one real number or a symbol for one, or raise.

    Raises
    ------
    TypeError
        If it is something else.
    OverflowError
        If it is a whole number beyond all floats.
    """
    strangers = str | bool | np.bool_ | list | tuple | dict | set | complex | np.complexfloating
    if x is None or isinstance(x, strangers) or getattr(x, "ndim", 0):
        raise TypeError(f"expected one number {name}; got {x!r}")
    if isinstance(x, int) and abs(x) > float(np.finfo(float).max):
        raise OverflowError(f"expected a number {name} below 1e308; got one of {x.bit_length()} bits")
    return x


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


def overflow_raises(function):
    """Make a function raise where finite arguments overflow, instead of returning infinity or NaN.

    Raises
    ------
    OverflowError
        Naming the function.
    """

    @wraps(function)
    def checked(*arguments, **named):
        with np.errstate(over="ignore", invalid="ignore"):  # said by an error of our own
            results = function(*arguments, **named)
        for x in results if isinstance(results, tuple) else (results,):
            if is_numeric(x) and not np.isfinite(x).all():
                raise OverflowError(f"{function.__name__} is too large for its number type; expected smaller arguments")
        return results

    return checked
