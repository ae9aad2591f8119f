"""Eight sums side by side in the lanes of a vector register, each from left to right.

A compiler may not turn a sum in a fixed order into a vector's, and several such sums over rows of a matrix it does not
put into lanes either. So it is told how: eight components of eight products are laid out as a square, which is turned
so that rows become columns; then the eight columns are added one after the other, as the program adds.
"""

import functools

from w2vexplained.compiled import available

LANES = 8
# How a square of eight rows is turned: rows so far apart are mixed twice, the second one's numbers being 8 to 15.
TURNS = (
    (4, (0, 1, 2, 3, 8, 9, 10, 11), (4, 5, 6, 7, 12, 13, 14, 15)),
    (2, (0, 8, 1, 9, 4, 12, 5, 13), (2, 10, 3, 11, 6, 14, 7, 15)),
    (4, (0, 1, 8, 9, 4, 5, 12, 13), (2, 3, 10, 11, 6, 7, 14, 15)),
)


def eight_scores(v, u, u1, u2, u3, u4, u5, u6, u7):
    """Multiply one vector with eight.

    Parameters
    ----------
    v : array, (d,)
        The one.
    u, u1, u2, u3, u4, u5, u6, u7 : arrays, (d,)
        The eight.

    Returns
    -------
    tuple of float, (8,)
        Their scores, of the type of v.
    """
    x = x1 = x2 = x3 = x4 = x5 = x6 = x7 = v.dtype.type(0)
    for i in range(len(v)):
        x += v[i] * u[i]
        x1 += v[i] * u1[i]
        x2 += v[i] * u2[i]
        x3 += v[i] * u3[i]
        x4 += v[i] * u4[i]
        x5 += v[i] * u5[i]
        x6 += v[i] * u6[i]
        x7 += v[i] * u7[i]
    return x, x1, x2, x3, x4, x5, x6, x7


def _compiled():
    """Write the same in the compiler's own instructions."""
    from llvmlite import ir
    from numba.core import cgutils, config, types
    from numba.extending import intrinsic

    if config.DISABLE_JIT:  # numba is told to compile nothing
        return eight_scores
    place_of = ir.IntType(32)

    @intrinsic
    def compiled_scores(typing, v, u, u1, u2, u3, u4, u5, u6, u7):
        def instructions(context, builder, signature, arrays):
            kinds = signature.args
            v, *rows = (context.make_array(kind)(context, builder, x) for kind, x in zip(kinds, arrays, strict=True))
            real = context.get_data_type(kinds[0].dtype)
            lanes, (d,) = ir.VectorType(real, LANES), cgutils.unpack_tuple(builder, v.shape)
            sums = cgutils.alloca_once_value(builder, ir.Constant(lanes, None))

            def eight_of(x, i):
                place = builder.bitcast(builder.gep(x.data, [i]), lanes.as_pointer())
                return builder.load(place, align=context.get_abi_sizeof(real))

            def add(columns):
                builder.store(functools.reduce(builder.fadd, columns, builder.load(sums)), sums)

            whole = builder.and_(d, d.type(-LANES))
            with cgutils.for_range_slice(builder, d.type(0), whole, d.type(LANES)) as (i, _):
                x = eight_of(v, i)
                add(_turned(builder, [builder.fmul(x, eight_of(u, i)) for u in rows]))
            with cgutils.for_range_slice(builder, whole, d, d.type(1)) as (i, _):
                x, column = builder.load(builder.gep(v.data, [i])), ir.Constant(lanes, None)
                for lane, u in enumerate(rows):
                    product = builder.fmul(x, builder.load(builder.gep(u.data, [i])))
                    column = builder.insert_element(column, product, place_of(lane))
                add([column])
            total = builder.load(sums)
            scores = [builder.extract_element(total, place_of(lane)) for lane in range(LANES)]
            return context.make_tuple(builder, signature.return_type, scores)

        return types.UniTuple(v.dtype, LANES)(v, u, u1, u2, u3, u4, u5, u6, u7), instructions

    return compiled_scores


def _turned(builder, rows):
    """Make the rows of a square its columns."""
    from llvmlite import ir

    def mixed(i, j, order):
        return builder.shuffle_vector(rows[i], rows[j], ir.Constant(ir.VectorType(ir.IntType(32), LANES), list(order)))

    for distance, first, second in TURNS:
        rows = [mixed(i, i + distance, order) for i in range(LANES) if not i & distance for order in (first, second)]
    return rows


if available():
    eight_scores = _compiled()
