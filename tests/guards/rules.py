"""The rules of the house that can be read off the source, a function each."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.guards.source import Fault, Module

LONGEST_MODULE = 500
LONGEST_FUNCTION = 50
FORBIDDEN_WORDS = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}

# Modules that may write a file, and why. Everybody else calls desktop/platform/files.py.
MAY_WRITE = {
    "desktop/cli/program.py": "made-up records live in a folder that goes with the command",
    "desktop/store/restore.py": "copies a whole backup beside the records before it trusts it",
    "desktop/platform/files.py": "the one place where files are written",
    "desktop/platform/locks.py": "holds the lock file open; there is nothing in it to lose",
    "dev.py": "runs before the program's own packages are there",
    "shipping/bill.py": "writes beside the program that was built, never beside records",
    "shipping/contents.py": "writes into the build folder, which is made anew each time",
}

# Steps that several services or questions share: they take no actor, because whoever calls them has checked.
# No other room may name them.
STEPS = {
    "desktop.queries.search.find_matches": "names people by identity; queries/people.py shows them",
    "desktop.services.references.next_references": "counts references on for a service that makes the record",
}

# Modules made of such steps, and the rooms that may take them.
STEP_MODULES = {
    "desktop.queries.visible": {"queries", "services", "returns"},
    "desktop.queries.held_consents": {"queries", "services"},
    "desktop.queries.typed_in": {"queries", "services", "returns"},
    "desktop.services.case_records": {"services"},
    "desktop.returns.explaining.absences": {"returns"},
    "desktop.returns.explaining.presences": {"returns"},
    "desktop.returns.explaining.recorded": {"returns"},
    "desktop.returns.inbox.contradictions": {"returns"},
    "desktop.returns.inbox.records": {"returns"},
    "desktop.returns.populations.populations": {"returns"},
    "desktop.returns.populations.source": {"returns"},
}

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def module_sizes(module: Module) -> Iterator[Fault]:
    """Keep every module short enough to be read at a sitting."""
    lines = module.text.count("\n")
    if lines > LONGEST_MODULE:
        yield Fault(module.path, lines, f"the module has {lines} lines, more than {LONGEST_MODULE}")


def function_sizes(module: Module) -> Iterator[Fault]:
    """Keep every function of the program short enough to be seen at once."""
    if module.is_test:
        return
    for function in _functions(module.tree):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            message = f"{function.name} has {lines} lines, more than {LONGEST_FUNCTION}"
            yield Fault(module.path, function.lineno, message)


def telling_names(module: Module) -> Iterator[Fault]:
    """Let no module or folder be named after nothing: a name says what is inside."""
    for part in module.path.with_suffix("").parts:
        if part.rpartition("_")[2] in FORBIDDEN_WORDS:
            yield Fault(module.path, 1, f"{part!r} does not say what is inside")


def no_commit(module: Module) -> Iterator[Fault]:
    """Let the store alone end a transaction."""
    if module.room not in {"services", "queries", "returns", "imports", "models"}:
        return
    for call in _calls(module.tree):
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"commit", "rollback"}:
            yield Fault(module.path, call.lineno, f".{call.func.attr}() outside the store")


def no_waiting_for_time(module: Module) -> Iterator[Fault]:
    """Wait for the thing, never for time, and never run the event loop from inside."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"processEvents", "qWait"}:
            yield Fault(
                module.path, node.lineno, f"{node.attr} runs whatever is waiting in the middle of a step"
            )
        if isinstance(node, ast.Attribute) and (_name(node.value), node.attr) in {
            ("time", "sleep"),
            ("qtbot", "wait"),
        }:
            yield Fault(
                module.path, node.lineno, f"{_name(node.value)}.{node.attr} waits for time, not for the thing"
            )
        if isinstance(node, ast.ImportFrom) and node.module == "time" and "sleep" in _imported(node):
            yield Fault(module.path, node.lineno, "sleep waits for time, not for the thing")
        if isinstance(node, ast.ClassDef) and "QThread" in {_last_name(base) for base in node.bases}:
            yield Fault(module.path, node.lineno, f"{node.name} is a QThread; background/tasks.py runs work")


def whole_translations(module: Module) -> Iterator[Fault]:
    """Give the translator whole sentences: values are put in after translation."""
    for call in _calls(module.tree):
        if _last_name(call.func) not in {"tr", "translate"}:
            continue
        for argument in call.args:
            if isinstance(argument, ast.JoinedStr | ast.BinOp) or _is_format(argument):
                yield Fault(module.path, call.lineno, "text is put together before it is translated")


def one_writer(module: Module) -> Iterator[Fault]:
    """Write files in one place, whole or not at all."""
    if module.is_test or module.path.parts[0] == "benchmarks" or str(module.path) in MAY_WRITE:
        return
    for call in _calls(module.tree):
        if _writes(call):
            name = ast.unparse(call.func)
            yield Fault(module.path, call.lineno, f"{name} writes a file; call desktop.platform.files")


def keywords_after_session(module: Module) -> Iterator[Fault]:
    """Let services and queries be called by keyword after the session, so that ``partial`` is safe."""
    if module.room not in {"services", "queries", "returns", "imports"}:
        return
    for function in _functions(module.tree):
        if function.name.startswith("_") or is_step(module.name, function.name):
            continue
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        names = [name for name in names if name not in {"self", "cls"}]
        if names[:1] == ["session"] and len(names) > 1:
            message = f"{function.name}: {', '.join(names[1:])} must be keyword-only after session"
            yield Fault(module.path, function.lineno, message)


def is_step(module: str, name: str) -> bool:
    """Say whether a function is a step that others share, and asks for no permission itself."""
    return module in STEP_MODULES or f"{module}.{name}" in STEPS


def step_modules_stay_inside(module: Module) -> Iterator[Fault]:
    """Let no room take steps that are not meant for it."""
    for home, rooms in STEP_MODULES.items():
        if module.is_test or module.room in rooms:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module == home:
                yield Fault(module.path, node.lineno, f"{home} asks for no permission; call what does")


def steps_stay_inside(module: Module) -> Iterator[Fault]:
    """Let no other room take a step that asks for no permission."""
    for step in STEPS:
        home, _, name = step.rpartition(".")
        if module.is_test or module.name.startswith(home.rpartition(".")[0] + "."):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module == home and name in _imported(node):
                yield Fault(module.path, node.lineno, f"{name} asks for no permission; call what does")
            if isinstance(node, ast.Attribute) and node.attr == name:
                yield Fault(module.path, node.lineno, f"{name} asks for no permission; call what does")


def purpose_told(module: Module) -> Iterator[Fault]:
    """Say the purpose of every module, public class and function in a line; Alembic named its own two."""
    if module.is_test or "versions" in module.path.parts:
        return
    if ast.get_docstring(module.tree) is None and module.text.strip():
        yield Fault(module.path, 1, "the module does not say its purpose")
    public = (node for node in _public(module.tree.body) if ast.get_docstring(node) is None)
    for node in public:
        yield Fault(module.path, node.lineno, f"{node.name} does not say its purpose")


def frozen_answers(module: Module) -> Iterator[Fault]:
    """Let only data that cannot change cross from one room into another."""
    if module.room not in {"domain", "queries", "services", "returns"}:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and _is_thawed(node):
            yield Fault(module.path, node.lineno, f"{node.name} is a dataclass that is not frozen")


def real_parts(module: Module) -> Iterator[Fault]:
    """Test real parts: nothing of ours is replaced by a stand-in."""
    if not module.is_test:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import) and "unittest.mock" in _imported(node):
            yield Fault(module.path, node.lineno, "a mock proves nothing about the real part")
        if isinstance(node, ast.ImportFrom) and (node.module == "unittest.mock" or "mock" in _imported(node)):
            yield Fault(module.path, node.lineno, "a mock proves nothing about the real part")
        if isinstance(node, ast.Call) and _patches_ours(node):
            yield Fault(module.path, node.lineno, "our own code is patched: a missing seam is the news")


def version_in_one_place(module: Module) -> Iterator[Fault]:
    """Keep the version in pyproject.toml alone."""
    for node in ast.walk(module.tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if "__version__" in {_name(target) for target in targets} and isinstance(node, ast.Assign):
            yield Fault(module.path, node.lineno, "the version lives in pyproject.toml alone")


RULES = (
    module_sizes,
    function_sizes,
    telling_names,
    no_commit,
    no_waiting_for_time,
    whole_translations,
    one_writer,
    keywords_after_session,
    steps_stay_inside,
    step_modules_stay_inside,
    purpose_told,
    frozen_answers,
    real_parts,
    version_in_one_place,
)


# ── reading the tree ────────────────────────────────────────────────────────────────────────────────────────


def _functions(tree: ast.AST) -> Iterator[_Function]:
    return (node for node in ast.walk(tree) if isinstance(node, _Function))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _public(body: list[ast.stmt]) -> Iterator[_Function | ast.ClassDef]:
    for node in body:
        if isinstance(node, _Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else _name(node)


def _is_format(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def _is_thawed(node: ast.ClassDef) -> bool:
    for decorator in node.decorator_list:
        if _last_name(decorator) == "dataclass":
            return True
        if isinstance(decorator, ast.Call) and _last_name(decorator.func) == "dataclass":
            frozen = [word.value for word in decorator.keywords if word.arg == "frozen"]
            return not any(isinstance(value, ast.Constant) and value.value is True for value in frozen)
    return False


def _patches_ours(call: ast.Call) -> bool:
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "setattr" and call.args):
        return False
    target = call.args[0]
    text = target.value if isinstance(target, ast.Constant) else ""
    return isinstance(text, str) and text.startswith("desktop.")


_ALWAYS_WRITES = {
    "write_text",
    "write_bytes",
    "touch",
    "mkstemp",
    "NamedTemporaryFile",
    "TemporaryFile",
    "QSaveFile",
}
_WRITES_OF = {
    "os": {"open", "fdopen", "replace", "rename", "link", "symlink", "truncate"},
    "shutil": {"copy", "copy2", "copyfile", "copyfileobj", "copytree", "move"},
    "tempfile": {"mkdtemp", "TemporaryDirectory", "SpooledTemporaryFile"},
}


def _writes(call: ast.Call) -> bool:
    name = _last_name(call.func)
    if name in _ALWAYS_WRITES:
        return True
    if isinstance(call.func, ast.Attribute) and name in _WRITES_OF.get(_name(call.func.value), set()):
        return True
    if name == "ZipFile" and call.args and _is_memory(call.args[0]):
        return False
    return name in {"open", "ZipFile"} and bool(set("wax+") & set(_mode(call)))


def _is_memory(target: ast.expr) -> bool:
    """Say whether an archive is plainly made in memory: ``ZipFile(data := io.BytesIO(), "w")``."""
    made = target.value if isinstance(target, ast.NamedExpr) else target
    return isinstance(made, ast.Call) and _last_name(made.func) == "BytesIO"


def _mode(call: ast.Call) -> str:
    """Find the mode a file is opened with: ``open(path, "w")``, ``path.open("w")`` or ``mode="w"``."""
    place = 0 if isinstance(call.func, ast.Attribute) and call.func.attr == "open" else 1
    given = [word.value for word in call.keywords if word.arg == "mode"] or call.args[place : place + 1]
    values = [value.value for value in given if isinstance(value, ast.Constant)]
    return values[0] if values and isinstance(values[0], str) else ""


def mirrored_rooms(paths: list[PurePosixPath]) -> Iterator[Fault]:
    """Let every folder of tests mirror a room, or be one of the folders that belong to the whole house."""
    whole_house = {"conftest.py", "migrations", "journeys", "guards", "faults", "benchmarks", "shipping"}
    rooms = {
        path.with_suffix("").parts[1] for path in paths if path.parts[0] == "desktop" and len(path.parts) > 1
    }
    for path in paths:
        if path.parts[0] != "tests" or path.suffix != ".py":
            continue
        place = (
            path.parts[1].removeprefix("test_").removesuffix(".py") if len(path.parts) == 2 else path.parts[1]
        )
        if place not in rooms and path.parts[1] not in whole_house:
            yield Fault(path, 1, "the tests mirror the rooms of desktop/")
