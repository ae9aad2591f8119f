"""What the tests of several figures share."""

import pytest


@pytest.fixture
def drawn(monkeypatch):
    """Draw without a screen, and keep the axes of what would be shown."""
    import matplotlib
    import matplotlib.pyplot as plt

    matplotlib.use("Agg")
    kept = []

    def keep():
        plt.gcf().canvas.draw()  # raises or warns where a label or a limit makes no sense
        kept.extend(plt.gcf().axes)

    monkeypatch.setattr(plt, "show", keep)
    return kept
