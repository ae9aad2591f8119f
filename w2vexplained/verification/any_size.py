"""Arrays of symbolic size: run a shipped function for every d, every |C| and every k at once.

An `AnySize` holds an expression in index symbols and the list of its axes. It answers the NumPy calls
that the objectives use through NumPy's own protocols, so the objectives need no change.
Indices run from 1, as in mathematics.
"""

import string
from itertools import count

import numpy as np
import sympy as sp

from w2vexplained.verification import branching

_numbers = count()


def fresh():
    """Make an index symbol that occurs nowhere else."""
    return sp.Symbol(f"i{next(_numbers)}", integer=True)


def array(name, *sizes):
    """Make an array variable such as C[i, l].

    Parameters
    ----------
    name : str
        The letter that statements use.
    sizes : sympy symbols
        Its symbolic sizes.

    Returns
    -------
    AnySize
        Of that shape.
    """
    axes = [(fresh(), n) for n in sizes]
    return AnySize(sp.IndexedBase(name, real=True)[tuple(i for i, _ in axes)], axes)


def index_map(name, size):
    """Make an arbitrary list of indices, repetitions and collisions included.

    Parameters
    ----------
    name : str
        The name of the unknown map from 1 … size into the rows.
    size : sympy symbol
        How many there are.

    Returns
    -------
    AnySize
        Of shape (size,).
    """
    i = fresh()
    return AnySize(sp.Function(name, integer=True)(i), [(i, size)])


def scalar(value):
    """Make an array without axes.

    Parameters
    ----------
    value : sympy expression
        Its value.

    Returns
    -------
    AnySize
        Of shape ().
    """
    return AnySize(value, [])


class AnySize:
    """An array of symbolic size.

    Parameters
    ----------
    expression : sympy expression
        The entry at the index symbols of the axes.
    axes : list of (Symbol or None, size)
        None marks an axis of size one that stretches.
    """

    dtype = np.dtype(object)
    __hash__ = None

    def __init__(self, expression, axes):
        self.expression, self.axes = sp.sympify(expression), list(axes)

    def __repr__(self):
        return f"AnySize({self.expression}, shape={self.shape})"

    def at(self, *indices):
        """Give the entry at the given indices."""
        pairs = {i: at for (i, _), at in zip(self.axes, indices, strict=True) if i is not None}
        return self.expression.subs(pairs, simultaneous=True)

    def renewed(self):
        """The same array with index symbols of its own."""
        new = {i: fresh() for i, _ in self.axes if i is not None}
        return AnySize(self.expression.xreplace(new), [(new.get(i), n) for i, n in self.axes])

    @property
    def real(self):
        """The array itself: symbols here are real."""
        return self

    @property
    def shape(self):
        """The symbolic sizes."""
        return tuple(n for _, n in self.axes)

    @property
    def T(self):
        """The transpose."""
        return AnySize(self.expression, self.axes[::-1])

    def __getitem__(self, key):
        key = list(key) if isinstance(key, tuple) else [key]
        taken = sum(k is not None and k is not Ellipsis for k in key)
        rest = [slice(None)] * (len(self.axes) - taken)
        at = next((p for p, k in enumerate(key) if k is Ellipsis), None)
        key = key + rest if at is None else key[:at] + rest + key[at + 1 :]
        source = self.renewed()
        old, axes, expression = iter(source.axes), [], source.expression
        for k in key:
            if k is None:
                axes.append((None, 1))
                continue
            i, n = next(old)
            if isinstance(k, slice) and k == slice(None):
                axes.append((i, n))
            elif isinstance(k, AnySize):
                k = k.renewed()
                expression = expression if i is None else expression.subs(i, k.expression)
                axes.extend(k.axes)
            else:
                at = k + 1 if isinstance(k, int | np.integer) else k  # code counts from 0, mathematics from 1
                expression = expression if i is None else expression.subs(i, at)
        return AnySize(expression, axes)

    def sum(self, axis=None, keepdims=False):
        """Sum over one axis, or over all."""
        if axis is None:
            total = self
            while total.axes:
                total = total.sum(axis=0)
            return total
        axes = list(self.axes)
        i, n = axes.pop(axis)
        if keepdims:
            axes.insert(axis % len(self.axes), (None, 1))
        return AnySize(self.expression if i is None else _sum(self.expression, i, n), axes)

    def max(self, axis=-1, keepdims=True):
        """Give any number at all, one for each row: what rests on the maximum must hold for every pivot."""
        if axis != -1 or not keepdims:
            raise NotImplementedError("expected max(axis=-1, keepdims=True)")
        rows = tuple(i for i, _ in self.axes[:-1] if i is not None)
        pivot = sp.IndexedBase("pivot", real=True)[rows] if rows else sp.Symbol("pivot", real=True)
        return AnySize(pivot, [*self.axes[:-1], (None, 1)])

    def __gt__(self, other):
        return branching.answer()

    def __neg__(self):
        return AnySize(-self.expression, self.axes)

    def __add__(self, other):
        return _elementwise(self, other, lambda x, y: x + y)

    def __sub__(self, other):
        return _elementwise(self, other, lambda x, y: x - y)

    def __mul__(self, other):
        return _elementwise(self, other, lambda x, y: x * y)

    def __truediv__(self, other):
        return _elementwise(self, other, lambda x, y: x / y)

    def __rsub__(self, other):
        return -self + other

    def __rtruediv__(self, other):
        return _elementwise(_lift(other), self, lambda x, y: x / y)

    __radd__, __rmul__ = __add__, __mul__

    def __matmul__(self, other):
        x, y = string.ascii_letters[: len(self.axes)], string.ascii_letters[len(self.axes) :][: len(other.axes)]
        y = x[-1] + y[1:]
        return einsum(f"{x},{y}->{x[:-1]}{y[1:]}", self, other)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        if method == "at" and ufunc is np.add:
            return _add_at(*inputs)
        if method != "__call__" or kwargs:
            raise NotImplementedError(f"np.{ufunc.__name__}.{method} on an array of symbolic size")
        if ufunc in _FUNCTIONS:
            return AnySize(_FUNCTIONS[ufunc](inputs[0].expression), inputs[0].axes)
        if ufunc in _OPERATIONS:
            return _OPERATIONS[ufunc](*(_lift(x) for x in inputs))
        raise NotImplementedError(f"np.{ufunc.__name__} on an array of symbolic size")

    def __array_function__(self, function, types, args, kwargs):
        if function not in _ROUTINES:
            raise NotImplementedError(f"np.{function.__name__} on an array of symbolic size")
        return _ROUTINES[function](*args, **kwargs)


def einsum(subscripts, *operands):
    """Multiply arrays and sum over the letters that the result does not name."""
    inputs, output = subscripts.split("->")
    index, size, product = {}, {}, sp.Integer(1)
    for letters, operand in zip(inputs.split(","), operands, strict=True):
        operand = operand.renewed()
        expression = operand.expression
        for letter, (i, n) in zip(letters, operand.axes, strict=True):
            if i is None:
                continue
            new = index.setdefault(letter, fresh())
            if size.setdefault(letter, n) != n:
                raise ValueError(f"expected axes {letter!r} of one size; got {size[letter]} and {n}")
            expression = expression.subs(i, new)
        product *= expression
    for letter in index:
        if letter not in output:
            product = _sum(product, index[letter], size[letter])
    return AnySize(product, [(index.get(letter), size.get(letter, 1)) for letter in output])


def _lift(x):
    return x if isinstance(x, AnySize) else scalar(x)


def _sum(expression, i, n):
    """Sum over a new name, so that no bound index can ever meet a free one."""
    new = fresh()
    return sp.Sum(expression.xreplace({i: new}), (new, 1, n))


def _elementwise(x, y, operation):
    """Line the axes up from the right, as NumPy does, and stretch those of size one."""
    if not isinstance(y, AnySize | int | float | sp.Basic | np.generic):
        return NotImplemented
    y = _lift(y).renewed()
    rank, expression, axes = max(len(x.axes), len(y.axes)), y.expression, []
    left, right = ([(None, 1)] * (rank - len(t.axes)) + t.axes for t in (x, y))
    for (i, n), (j, m) in zip(left, right, strict=True):
        if i is not None and j is not None:
            if n != m:
                raise ValueError(f"expected axes of one size; got {n} and {m}")
            expression = expression.subs(j, i)
        axes.append((j, m) if i is None else (i, n))
    return AnySize(operation(x.expression, expression), axes)


def _add_at(target, ids, values):
    """Add rows where repeated indices accumulate: target[r] += sum over j of [ids(j) = r] values[j]."""
    r, columns = target.axes[0][0], target.axes[1:]
    ids, values = _lift(ids).renewed(), _lift(values).renewed()
    stretched = [(None, 1)] * (len(ids.axes) + len(columns) - len(values.axes)) + values.axes
    expression, picked = values.expression, ids.expression
    for (i, _), (j, _) in zip(ids.axes, stretched, strict=False):
        if j is not None:
            expression = expression.subs(j, i)
    for (column, _), (j, _) in zip(columns, stretched[len(ids.axes) :], strict=True):
        if j is not None:
            expression = expression.subs(j, column)
    expression *= sp.KroneckerDelta(r, picked)
    for i, n in ids.axes:
        expression = _sum(expression, i, n)
    target.expression += expression


def _where(condition, x, y):
    """Choose whole arrays: the condition is an answer of `branching`."""
    chosen, other = (_lift(x), _lift(y)) if condition else (_lift(y), _lift(x))
    return chosen if chosen.axes else AnySize(chosen.expression, other.axes)


def _eye(n, **defaults):
    """The identity; NumPy hands on its other options, which nothing here sets."""
    i, j = fresh(), fresh()
    return AnySize(sp.KroneckerDelta(i, j), [(i, n), (j, n)])


_FUNCTIONS = {np.exp: sp.exp, np.log: sp.log, np.log1p: lambda x: sp.log(1 + x), np.negative: lambda x: -x}
_OPERATIONS = {
    np.add: lambda x, y: x + y,
    np.subtract: lambda x, y: x - y,
    np.multiply: lambda x, y: x * y,
    np.divide: lambda x, y: x / y,
    np.matmul: lambda x, y: x @ y,
}
_ROUTINES = {
    np.where: _where,
    np.zeros_like: lambda x: AnySize(0, x.renewed().axes),
    np.einsum: einsum,
    np.eye: _eye,
}
