"""What tests share."""

import signal

import pytest


def pytest_configure():
    """Hear interrupts, also where the tests run in the background of a shell that keeps them away."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


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
