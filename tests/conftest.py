"""What tests share."""

import io
import os
import signal

import hypothesis
import pytest


def pytest_configure():
    """Make runs alike: no test is timed, nobody's colours, interrupts heard also in the background of a shell."""
    alike = {"derandomize": True, "deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
    hypothesis.settings.register_profile("alike", **alike)
    hypothesis.settings.load_profile("alike")
    for name in ("FORCE_COLOR", "PYTHON_COLORS", "CLICOLOR_FORCE"):
        os.environ.pop(name, None)
    os.environ["NO_COLOR"] = "1"
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def file_buffer(tmp_path):
    """How many bytes an open file holds by itself: that hangs on Python and on the file system."""
    return max(io.DEFAULT_BUFFER_SIZE, os.stat(tmp_path).st_blksize)


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
