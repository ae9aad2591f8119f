"""Properties searched by hypothesis: the worst case it finds is the measurement."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st


def worst_case(measure, *strategies, examples=100):
    """Let hypothesis look for the input on which an error is largest.

    Parameters
    ----------
    measure : callable
        From one drawn value of each strategy to an error, or to 1.0 / 0.0 for a property that fails / holds.
    strategies : hypothesis strategies
        What to draw.
    examples : int
        How many.

    Returns
    -------
    list of float
        The errors of all examples, the same in every run.
    """
    errors = []

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.tuples(*strategies))
    def run(drawn):
        errors.append(float(measure(*drawn)))

    run()
    return errors
