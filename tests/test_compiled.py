import importlib.metadata
import os
import pickle
import re
import signal
import subprocess
import sys
import warnings

import numpy as np
import pytest

from w2vexplained import compiled

needs_numba = pytest.mark.skipif(not compiled.available(), reason=f"no numba: {compiled.missing()}")


def total(x):
    result = 0.0
    for i in range(len(x)):
        result += x[i]
    return result


def ratio(a, b):
    return a / b


def run(code):
    beside_the_source = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_CACHE")}
    return subprocess.run([sys.executable, "-c", code], env=beside_the_source, capture_output=True, text=True)


def hits(folder):
    """Call a kernel of the folder in a process of its own, which prints how often it found it compiled."""
    (folder / "loops.py").write_text(
        "from w2vexplained.compiled import kernel\n@kernel\ndef twice(x):\n    return 2 * x\n"
    )
    use = "import loops; loops.twice(3); print(sum(loops.twice.stats.cache_hits.values()))"
    return run(f"import sys; sys.path.insert(0, {str(folder)!r}); {use}").stdout


@needs_numba
def test_a_kernel_is_compiled_and_returns_what_the_function_returns():
    compiled_total = compiled.kernel(total)
    assert compiled_total(np.arange(4.0)) == total(np.arange(4.0)) == 6
    assert len(compiled_total.signatures) == 1


@needs_numba
def test_a_kernel_divides_by_zero_as_numpy_does():
    assert compiled.kernel(ratio)(1.0, 0.0) == np.inf


@needs_numba
def test_a_kernel_is_kept_for_the_next_process(tmp_path):
    assert (hits(tmp_path), hits(tmp_path)) == ("0\n", "1\n")


@needs_numba
@pytest.mark.parametrize("damage", [b"", b"\x80", b"cmodule_that_moved\nClass\n."])
def test_a_kernel_is_kept_again_after_what_was_kept_cannot_be_read(tmp_path, damage):
    (tmp_path / "loops.py").write_text(
        "from w2vexplained.compiled import kernel\n@kernel\ndef twice(x):\n    return 2 * x\n"
    )
    use = "import loops; loops.twice(3); print(sum(loops.twice.stats.cache_hits.values()))"
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {use}"
    assert run(code).stdout == "0\n"
    for file in (tmp_path / "__pycache__").glob("*.nbi"):
        version = pickle.dumps(importlib.metadata.version("numba"))
        file.write_bytes(version + damage)
    assert (hits(tmp_path), hits(tmp_path)) == ("0\n", "1\n")


@needs_numba
def test_what_is_kept_of_a_kernel_follows_changes_in_the_files_it_calls(tmp_path):
    inner = "from w2vexplained.compiled import kernel\n@kernel\ndef inner(x):\n    return x + {}\n"
    outer = "from w2vexplained.compiled import kernel\nfrom package.inner import inner\n"
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "inner.py").write_text(inner.format(1))
    (folder / "outer.py").write_text(outer + "@kernel(makes_arrays=False)\ndef outer(x):\n    return inner(x)\n")
    use = "from package.outer import outer; print(outer(1), sum(outer.stats.cache_hits.values()))"
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {use}"
    assert (run(code).stdout, run(code).stdout) == ("2 0\n", "2 1\n")
    (folder / "inner.py").write_text(inner.format(10))
    assert run(code).stdout == "11 0\n"


@needs_numba
def test_a_kernel_that_no_folder_can_keep_is_compiled_all_the_same():
    made = {}
    exec("def thrice(x):\n    return 3 * x", made)  # it has no file, so there is no place beside it
    with pytest.raises(RuntimeError, match="cannot cache"):
        import numba

        numba.njit(cache=True)(made["thrice"])
    assert compiled.kernel(made["thrice"])(2) == 6


@needs_numba
@pytest.mark.parametrize("obstacle", ["no folder", "a full disk", "damaged"])
def test_a_kernel_runs_where_its_compiled_form_cannot_be_kept_or_read(tmp_path, obstacle):
    (tmp_path / "loops.py").write_text(
        "from w2vexplained.compiled import kernel\n@kernel\ndef once(x):\n    return x + 1\n"
        "@kernel\ndef twice(x):\n    return once(once(x))\n"
    )
    obstruct = {
        "no folder": "shutil.rmtree(cache); cache.write_text('a file in its place')",
        "a full disk": "numba.core.caching.IndexDataCacheFile._open_for_write = full",
        "damaged": "loops.twice(0.5); [file.write_bytes(b'') for file in cache.iterdir()]; importlib.reload(loops)",
    }[obstacle]
    ran = run(f"""import importlib, pathlib, shutil, sys
import numba.core.caching
def full(self, path):
    raise OSError(28, "no space left on device", path)
sys.path.insert(0, {str(tmp_path)!r})
cache = pathlib.Path({str(tmp_path)!r}, "__pycache__")
import loops
{obstruct}
print(loops.twice(3), loops.twice(0.5), type(loops.twice).__name__)""")
    assert (ran.stdout, ran.stderr) == ("5 2.5 CPUDispatcher\n", "")


@needs_numba
def test_an_interrupt_while_a_kernel_is_compiled_is_heard_when_that_is_done(monkeypatch):
    compiled_total = compiled.kernel(total)
    compile_it = compiled_total._compiler.compile

    def interrupted(*signature):
        signal.raise_signal(signal.SIGINT)
        return compile_it(*signature)

    monkeypatch.setattr(compiled_total._compiler, "compile", interrupted)
    monkeypatch.setattr(compiled_total._cache, "load_overload", lambda *of_function: None)
    with pytest.raises(KeyboardInterrupt):
        compiled_total(np.arange(4.0))
    assert len(compiled_total.signatures) == 1


@needs_numba
def test_a_numba_that_is_told_to_compile_nothing_leaves_functions_as_they_are():
    code = "import os; os.environ['NUMBA_DISABLE_JIT'] = '1'; from w2vexplained.compiled import kernel, available; "
    assert run(code + "print(kernel(available) is available)").stdout == "True\n"


@needs_numba
@pytest.mark.parametrize("fast", [False, True])
def test_only_a_fast_kernel_adds_up_floats_side_by_side(fast):
    made = {}  # a function without a file: what is kept cannot be looked at
    exec("def total(x):\n    s = x[0]\n    for i in range(len(x)):\n        s += x[i]\n    return s", made)
    compiled_total = compiled.kernel(made["total"], fast=fast)
    assert compiled_total(np.ones(100, np.float32)) == 101
    (text,) = compiled_total.inspect_llvm().values()
    assert bool(re.search(r"fadd [a-z ]*<\d+ x float>", text)) == fast


@needs_numba
@pytest.mark.parametrize("apart", [False, True])
def test_only_a_kernel_for_arrays_apart_does_not_look_whether_they_overlap(apart):
    made = {}
    exec("def add(y, x):\n    for i in range(len(y)):\n        y[i] += x[i]", made)
    add, y = compiled.kernel(made["add"], apart=apart), np.ones(50)
    add(y, np.arange(50.0))
    assert y.tolist() == list(range(1, 51))
    (text,) = add.inspect_llvm().values()
    assert ("memcheck" not in text) == apart


@needs_numba
def test_a_fast_kernel_leaves_infinity_and_nan_what_they_are():
    made = {}
    exec("def odd(x):\n    return x - x != x - x, x * 0 == 0, 1 / x", made)
    odd = compiled.kernel(made["odd"], fast=True)
    assert odd(np.inf) == (True, False, 0.0)
    assert odd(1.0) == (False, True, 1.0)


@pytest.mark.parametrize("fast", [False, True])
def test_without_numba_a_kernel_is_the_function_itself(monkeypatch, fast):
    monkeypatch.setattr(compiled, "missing", lambda: "no module named numba")
    assert not compiled.available()
    assert compiled.kernel(total, fast=fast) is total
    assert compiled.kernel(fast=fast)(total) is total


@pytest.mark.parametrize("complaint", ["ImportError('numba needs NumPy 2.9 or less')", "ModuleNotFoundError('gone')"])
def test_a_numba_that_cannot_be_imported_is_no_numba(complaint):
    ran = run(f"""import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "numba":
            raise {complaint}
sys.meta_path.insert(0, Finder())
from w2vexplained import compiled
print(compiled.available(), compiled.missing())""")
    assert ran.stdout.startswith("False ")
    assert ran.stdout.split("False ")[1].strip() in complaint


def test_a_warning_says_once_what_is_slow_and_why(monkeypatch):
    monkeypatch.setattr(compiled, "missing", lambda: "no module named numba")
    monkeypatch.setattr(compiled, "_said", [])
    with pytest.warns(
        compiled.SlowWithoutNumba, match=r"^counting runs .* pip install numba \(no module named numba\)"
    ):
        compiled.warn_if_missing("counting")
    compiled.warn_if_missing("training")


def test_with_numba_nothing_is_said(monkeypatch):
    monkeypatch.setattr(compiled, "missing", lambda: None)
    monkeypatch.setattr(compiled, "_said", [])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compiled.warn_if_missing("counting")


@pytest.mark.parametrize("module", ["w2vexplained", "w2vexplained.compiled", "w2vexplained.corpus.counting"])
def test_numba_is_loaded_only_when_something_is_to_be_compiled(module):
    ran = run(f"import sys, {module}; print('numba' in sys.modules)")
    assert ran.stdout == "False\n", ran.stderr
