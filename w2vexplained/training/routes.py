"""Two routes to the same estimate: compiled loops, and NumPy where those are missing."""

from w2vexplained import compiled
from w2vexplained.training.plan import OBJECTIVES


def route(plan):
    """Choose how the parts of a text are trained.

    Parameters
    ----------
    plan : Plan
        Of which the objective is looked at.

    Returns
    -------
    function
        `train_part` of `training.kernels` where code can be compiled; of `training.arrays` where it cannot, and for
        the full softmax, which spends its time in matrix products anyway.

    Warns
    -----
    SlowWithoutNumba
        If compiled code would be used but is missing, and this was not said before.
    """
    if OBJECTIVES[plan.objective] != "softmax":
        if compiled.available():
            from w2vexplained.training.kernels import train_part

            return train_part
        compiled.warn_if_missing("training")
    from w2vexplained.training.arrays import train_part

    return train_part
