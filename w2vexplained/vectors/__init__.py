"""Word vectors once they are learned: their files, neighbours, analogies, classes; and phrases, found before."""

from w2vexplained.vectors.word_vectors import WordVectors

__all__ = ["WordVectors"]
