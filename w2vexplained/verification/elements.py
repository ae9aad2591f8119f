"""Array elements that are symbols or 50-digit numbers.

On an object array NumPy's ``exp``, ``log``, ``log1p`` and ``sqrt`` call the element's method of that name.
An element with those methods and arithmetic carries an expression through a shipped function unchanged.
"""

import operator

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.verification import branching


class Element:
    """One entry of an object array, holding a sympy expression or an mpmath number.

    Parameters
    ----------
    value : sympy expression, mpmath number or int
        What it holds.
    """

    __slots__ = ("value",)
    __hash__ = None

    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Element({self.value})"

    @property
    def real(self):
        """The element itself: symbols here are real."""
        return self

    @property
    def is_number(self):
        """Whether it is a 50-digit number, which knows its sign."""
        return isinstance(self.value, mp.mpf)

    def exp(self):
        """Exponential."""
        return type(self)(mp.exp(self.value) if self.is_number else sp.exp(self.value))

    def log(self):
        """Natural logarithm."""
        return type(self)(mp.log(self.value) if self.is_number else sp.log(self.value))

    def log1p(self):
        """Logarithm of one plus the element."""
        return type(self)(mp.log1p(self.value) if self.is_number else sp.log(1 + self.value))

    def sqrt(self):
        """Square root."""
        return type(self)(mp.sqrt(self.value) if self.is_number else sp.sqrt(self.value))

    def __neg__(self):
        return type(self)(-self.value)

    def __abs__(self):
        return type(self)(abs(self.value))

    def __gt__(self, other):
        return self.value > value_of(other) if self.is_number else branching.answer()

    def __ge__(self, other):
        return self.value >= value_of(other) if self.is_number else branching.answer()

    def __lt__(self, other):
        return self.value < value_of(other) if self.is_number else not branching.answer()

    def __le__(self, other):
        return self.value <= value_of(other) if self.is_number else not branching.answer()

    def __eq__(self, other):
        return self.value == value_of(other)

    def __float__(self):
        return float(self.value)


def value_of(x):
    """Take the expression or number out of an element; NumPy's own numbers become Python's."""
    if isinstance(x, Element):
        return x.value
    return x.item() if isinstance(x, np.generic) else x


def _arithmetic(name):
    operation = getattr(operator, name)

    def left(self, other):
        if isinstance(other, np.ndarray):
            return NotImplemented  # NumPy must spread it over the array, or results nest silently
        return type(self)(operation(self.value, value_of(other)))

    def right(self, other):
        if isinstance(other, np.ndarray):
            return NotImplemented
        return type(self)(operation(value_of(other), self.value))

    return left, right


for _name in ("add", "sub", "mul", "truediv", "pow"):
    _left, _right = _arithmetic(_name)
    setattr(Element, f"__{_name}__", _left)
    setattr(Element, f"__r{_name}__", _right)


class Counted(Element):
    """An element that counts the multiplications done with it, for statements about cost."""

    __slots__ = ()
    multiplications = 0

    def __mul__(self, other):
        if isinstance(other, np.ndarray):
            return NotImplemented
        Counted.multiplications += 1
        return Counted(self.value * value_of(other))

    __rmul__ = __mul__


def array_of(values, kind=Element):
    """Wrap every entry of a nested sequence as an element.

    Parameters
    ----------
    values : array or nested sequence
        Expressions or numbers.
    kind : type
        `Element` or `Counted`.

    Returns
    -------
    object array
        Of the same shape.
    """
    values = np.asarray(values, dtype=object)
    wrapped = np.empty(values.shape, dtype=object)
    for i in np.ndindex(values.shape):
        wrapped[i] = kind(values[i])
    return wrapped


def symbols(name, *shape):
    """Make an array of the symbols name[1, 1], name[1, 2], … that statements use, too.

    Parameters
    ----------
    name : str
        The letter.
    shape : ints
        Its sizes; indices start from 1, as in mathematics.

    Returns
    -------
    object array
        Of elements.
    """
    base = sp.IndexedBase(name, real=True)
    return array_of(np.array([base[tuple(i + 1 for i in at)] for at in np.ndindex(*shape)], object).reshape(shape))


def fifty_digits(x):
    """Turn machine numbers into 50-digit ones, exactly.

    Parameters
    ----------
    x : array or number
        Machine numbers.

    Returns
    -------
    object array
        Of elements.
    """
    with mp.workdps(60):
        return array_of(np.vectorize(lambda t: mp.mpf(float(t)), otypes=[object])(np.asarray(x)))


def values(x):
    """Take the expressions or numbers out of an element or an array of them.

    Parameters
    ----------
    x : Element or object array
        What a shipped function returned.

    Returns
    -------
    expression or object array
        Of the same shape.
    """
    if not isinstance(x, np.ndarray):
        return value_of(x)
    out = np.empty(x.shape, dtype=object)
    for i in np.ndindex(x.shape):
        out[i] = value_of(x[i])
    return out if out.shape else out.item()
