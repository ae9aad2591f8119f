import os
import subprocess
import sys
from pathlib import Path

import pytest

from w2vexplained.compiled import available

ROOT = Path(__file__).resolve().parent.parent
INNER = "from w2vexplained.training.software.compiler import compiled\n@compiled\ndef inner(x):\n    return x + {}\n"
OUTER = """from w2vexplained.training.software.compiler import compiled
from package.inner import inner
@compiled
def outer(x):
    return inner(x)
"""
RUN = "from package.outer import outer; print(outer(1), *getattr(outer, 'stats', ('', ''))[1:])"


def result(folder, code=RUN):
    environment = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    environment["PYTHONPATH"] = os.pathsep.join([str(folder), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "inner.py").write_text(INNER.format(1))
    (folder / "outer.py").write_text(OUTER)
    return folder


@pytest.mark.skipif(not available(), reason="numba is not installed, so that nothing is compiled")
def test_what_is_kept_of_a_function_follows_changes_in_the_files_it_calls(package):
    one_hit, one_miss = "Counter({(int64,): 1})", "Counter()"
    assert result(package.parent) == f"2 {one_miss} {one_hit}\n"
    assert result(package.parent) == f"2 {one_hit} {one_miss}\n"
    (package / "inner.py").write_text(INNER.format(10))
    assert result(package.parent).startswith("11 ")


def test_without_numba_a_function_stays_as_it_is(package):
    assert result(package.parent, "import sys; sys.modules['numba'] = None; " + RUN).split() == ["2"]
