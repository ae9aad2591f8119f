"""Which room may import which, what a bare import loads, and what every function says of itself."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from w2vexplained import ledger

LIBRARY = Path(__file__).resolve().parent.parent / "w2vexplained"
FILES = sorted(LIBRARY.rglob("*.py"))

# A room imports from rooms before it in this list, and from itself.
ROOMS = [
    "arguments",
    "interrupts",
    "compiled",
    "functions",
    "objectives",
    "statistics",
    "corpus",
    "training",
    "vectors",
    "verification",
    "ledger",
    "classroom",
    "figures",
    "commands",
    "__main__",
]
# Statements are what code is held against, so they can know nothing of it.
STATEMENTS_MAY = {"sympy", "mpmath", "fractions", "math", "random"}
# What no reader calls: there a docstring may be one sentence where that says it all.
MACHINERY = {"arguments", "verification", "ledger"}
HEAVY = {"scipy", "sympy", "matplotlib", "sklearn", "numba"}


def imported(source, module):
    """Every module that the code of `module` imports, anywhere in it, by its full name."""
    package = module.split(".") if module.endswith("__init__") else module.split(".")[:-1]
    package = package[:-1] if package and package[-1] == "__init__" else package
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else []
            origin = ".".join([*start, *(node.module.split(".") if node.module else [])])
            names += [f"{origin}.{alias.name}" for alias in node.names]
    return names


def room(name):
    """The room that a module of the library lies in; empty for the package itself."""
    return name.removeprefix("w2vexplained").strip(".").partition(".")[0]


def import_breaches(source, module):
    """What a module imports though it must not."""
    here, found = room(module), []
    for name in imported(source, module):
        top, there = name.partition(".")[0], room(name)
        ours = top == "w2vexplained"
        if ours and there in ROOMS and here in ROOMS and ROOMS.index(there) > ROOMS.index(here):
            found.append(f"{module} imports {name}, a room below it")
        if ours and here == "figures" and there not in {"functions", "figures"}:
            found.append(f"{module} imports {name}; figures take arrays and draw")
        if here == "training" and top == "sympy":
            found.append(f"{module} imports sympy")
        if module.startswith("w2vexplained.ledger.statements"):
            if not (top in STATEMENTS_MAY or name.startswith("w2vexplained.ledger.statements")):
                found.append(f"{module} imports {name}; a statement knows only {', '.join(sorted(STATEMENTS_MAY))}")
    return found


def module_of(path):
    return ".".join(path.relative_to(LIBRARY.parent).with_suffix("").parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: module_of(path))
def test_module_imports_only_from_rooms_above(path):
    assert import_breaches(path.read_text(encoding="utf-8"), module_of(path)) == []


def test_every_room_is_in_the_list():
    rooms = {room(module_of(path)) for path in FILES} - {"__init__"}
    assert rooms <= set(ROOMS)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("w2vexplained.functions", "from w2vexplained.objectives import softmax"),
        ("w2vexplained.objectives.softmax", "def f():\n    import w2vexplained.ledger"),
        ("w2vexplained.objectives.softmax", "from ..verification import zero"),
        ("w2vexplained.objectives.__init__", "from .. import ledger"),
        ("w2vexplained.training.reference", "from w2vexplained import verification"),
        ("w2vexplained.training.reference", "from sympy import exp"),
        ("w2vexplained.figures.gradients", "from w2vexplained.objectives import softmax"),
        ("w2vexplained.ledger.statements.softmax", "from w2vexplained.objectives import softmax"),
        ("w2vexplained.ledger.statements.softmax", "from w2vexplained.functions import sigmoid"),
        ("w2vexplained.ledger.statements.softmax", "import numpy as np"),
    ],
)
def test_forbidden_import_is_found(module, source):
    assert len(import_breaches(source, module)) >= 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("w2vexplained.objectives.softmax", "from w2vexplained import arguments, functions"),
        ("w2vexplained.objectives.softmax", "from . import scores"),
        ("w2vexplained.ledger.softmax.gradient", "from w2vexplained.verification import zero\nimport sympy"),
        ("w2vexplained.ledger.statements.softmax", "from w2vexplained.ledger.statements.notation import v"),
        ("w2vexplained.figures.gradients", "from w2vexplained.figures import style\nimport matplotlib"),
    ],
)
def test_allowed_import_is_not_found(module, source):
    assert import_breaches(source, module) == []


def loaded_by(statement):
    """The top-level packages that a fresh Python has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=LIBRARY.parent)
    return set(ran.stdout.split())


def test_bare_import_loads_nothing_heavy():
    assert loaded_by("import w2vexplained") & HEAVY == set()


def test_training_loads_no_symbolic_algebra():
    assert "sympy" not in loaded_by("import w2vexplained.training.reference")


def test_what_is_loaded_is_seen():
    assert loaded_by("import sympy") & HEAVY == {"sympy"}


# What every function says of itself


def public_functions(tree):
    """Functions and methods whose name, and whose class's name, starts with no underscore."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def own_statements(function):
    """All that stands in a function but not in a function inside it."""
    ahead = list(function.body)
    while ahead:
        node = ahead.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            ahead.extend(ast.iter_child_nodes(node))


def docstring_breaches(source, module):
    """What is missing in the docstrings of a module."""
    found = []
    for function in public_functions(ast.parse(source)):
        decorators = {ast.unparse(decorator).partition("(")[0] for decorator in function.decorator_list}
        text = ast.get_docstring(function) or ""
        where = f"{module}.{function.name}"
        if not text:
            found.append(f"{where}: expected a docstring")
        if room(module) in MACHINERY or decorators & {"property", "cached_property"}:
            continue
        parameters = [a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg) and a.arg not in {"self", "cls"}]
        if room(module) == "classroom" and parameters == ["answer"]:  # a judge: takes an answer, returns a verdict
            continue
        inside = list(own_statements(function))
        returns = any(isinstance(node, ast.Return) and node.value is not None for node in inside)
        yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in inside)
        needed = {"Parameters": bool(parameters), "Returns": returns, "Yields": yields}
        for section, is_needed in needed.items():
            if is_needed and f"{section}\n{'-' * len(section)}" not in text:
                found.append(f"{where}: expected a section {section}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: module_of(path))
def test_every_public_function_documents_what_it_takes_and_returns(path):
    assert docstring_breaches(path.read_text(encoding="utf-8"), module_of(path)) == []


@pytest.mark.parametrize(
    ("source", "section"),
    [
        ("def f(): pass", "docstring"),
        ('def f(x):\n    """Sum."""', "Parameters"),
        ('def f():\n    """Sum."""\n    return 1', "Returns"),
        ('def f():\n    """Sum."""\n    for x in ():\n        yield x', "Yields"),
        ('class A:\n    """A."""\n    def f(self, x):\n        """Sum."""', "Parameters"),
    ],
)
def test_missing_documentation_is_found(source, section):
    (breach,) = docstring_breaches(source, "m")
    assert breach.endswith(section)


@pytest.mark.parametrize(
    "source",
    [
        'def f():\n    """Sum."""\n    def g():\n        return 1\n    g()',
        "def _f(x):\n    return x",
        'class A:\n    """A."""\n    @property\n    def f(self):\n        """Sum."""\n        return 1',
        'def f(x):\n    """Sum.\n\n    Parameters\n    ----------\n    x : int\n    """',
    ],
)
def test_sufficient_documentation_is_not_found(source):
    assert docstring_breaches(source, "m") == []


CONSTRAINED = [(record.id, function) for record in ledger.records() for function in record.code]


@pytest.mark.parametrize(("id", "function"), CONSTRAINED, ids=[f"{i}-{f.__qualname__}" for i, f in CONSTRAINED])
def test_constrained_function_names_the_record(id, function):
    assert names(function.__doc__, id)


def names(docstring, id):
    """Whether a docstring's line ``Equation: SG5, SG7`` has an id in it."""
    lines = [line.strip() for line in docstring.splitlines() if line.strip().startswith("Equation:")]
    return any(id in line.removeprefix("Equation:").replace(",", " ").replace(".", " ").split() for line in lines)


def test_another_id_does_not_name_the_record():
    assert not names("Loss.\n\nEquation: NS10", "NS1")
    assert names("Loss.\n\nEquation: NS1, NS10", "NS1")
