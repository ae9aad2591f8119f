"""The estimator: equation (4) trained on a text of any size, in scikit-learn's manner."""

from w2vexplained.training.estimator.skip_gram import SkipGram

__all__ = ["SkipGram"]
