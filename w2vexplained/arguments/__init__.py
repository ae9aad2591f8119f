"""What every function asks of its arguments, said once: shapes, indices, finite numbers.

The objectives run on numbers, on 50-digit numbers, on symbols and on arrays of symbolic size.
Shapes are compared for all of them; values are looked at only where they are numbers.
"""

from w2vexplained.arguments.arrays import array, as_array, finite, is_numeric, one_type
from w2vexplained.arguments.laws import distribution, positive_distribution, probabilities, probability, table
from w2vexplained.arguments.numbers import index, indices, negatives_per_pair, one_number, whole
from w2vexplained.arguments.objects import a_list, generator, one_of
from w2vexplained.arguments.overflow import overflow_raises, scores
from w2vexplained.arguments.shapes import matrices, vectors

__all__ = [
    "a_list",
    "array",
    "as_array",
    "distribution",
    "finite",
    "generator",
    "index",
    "indices",
    "is_numeric",
    "matrices",
    "negatives_per_pair",
    "one_number",
    "one_of",
    "one_type",
    "overflow_raises",
    "positive_distribution",
    "probabilities",
    "probability",
    "scores",
    "table",
    "vectors",
    "whole",
]
