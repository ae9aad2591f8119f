"""Word vectors once they are learned: their files, neighbours, analogies, classes."""

from w2vexplained.vectors.word_vectors import WordVectors

__all__ = ["WordVectors"]
