"""A derivation companion to Goldberg & Levy's "word2vec Explained" (2014).

Import what you read about: ``from w2vexplained.objectives import negative_sampling``.
"""

__version__ = "0.1.0"
