import numpy as np
import pytest

from w2vexplained.training.software import train
from w2vexplained.training.software.proof import RUNS, checksum, zipf_text


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("text") / "zipf.txt"
    path.write_bytes(zipf_text())
    return path


@pytest.mark.parametrize("run", RUNS, ids=[run.name for run in RUNS])
def test_vectors_equal_the_programs_bit_for_bit(path, run):
    assert checksum(train(path, run.options, run.switches).vectors) == run.checksum


def test_runs_differ():
    assert len({run.checksum for run in RUNS}) == len(RUNS)


def test_another_bit_gives_another_checksum():
    x = np.ones((2, 3), np.float32)
    y = x.copy()
    y[1, 2] = np.nextafter(y[1, 2], 2)
    assert checksum(x) != checksum(y)
    assert checksum(x) == checksum(x.astype(">f4"))
