"""The rules of the house as functions: a folder of source in, a list of broken rules out.

They read the source and never import it, so that they can be tried on a tiny package that breaks every rule
(tests/test_house.py) and so that imports inside functions count as much as those at the top.
"""

import ast
import re
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

# Arrows point down this list only. Parts on one line never import each other, but for the first line: the
# command line calls what the package offers to Python.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"__init__", "__main__", "cli", "commands", "console"}),
    frozenset({"jobs"}),
    frozenset({"workflow"}),
    frozenset({"engine"}),
    frozenset(
        {
            "fieldwork",
            "freezing",
            "store",
            "weighting",
            "tables",
            "drivers",
            "coding",
            "disclosure",
            "drafting",
            "verifying",
            "rendering",
        }
    ),
    frozenset({"data", "report", "outcomes"}),
    frozenset({"study", "stats", "results"}),
    frozenset({"language", "examples", "spark"}),
    frozenset({"errors", "watcher"}),
)
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
# Rendering knows no survey: what it shows has been composed and has passed the privacy rules.
ONLY_SEES = {"rendering": frozenset({"report", "results", "language", "errors"})}
DATA_FRAMES = frozenset({"polars", "pyreadstat", "fastexcel"})

MODULE_LINES = 420
FUNCTION_LINES = 45
PARAMETERS = 7
BROAD = frozenset({"Exception", "BaseException"})


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, where it stands, its text and its tree."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The folder or file directly under the package that this module belongs to."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else "__init__"


def read_package(folder: Path) -> dict[str, Module]:
    """All modules of the package in `folder`, by dotted name."""
    modules = {}
    for file in sorted(folder.rglob("*.py")):
        parts = [folder.name, *file.relative_to(folder).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = file.read_text(encoding="utf-8")
        path = file.relative_to(folder.parent).as_posix()
        modules[name] = Module(name, path, text, ast.parse(text, str(file)))
    return modules


def imports(module: Module) -> list[tuple[int, str]]:
    """Line and dotted name of every import, at the top or inside functions, relative names resolved."""
    found = []
    is_package = module.path.endswith("/__init__.py")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = module.name.split(".")
            package = package[: len(package) - node.level + is_package] if node.level else []
            base = ".".join([*package, *([node.module] if node.module else [])])
            found += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return found


def arrows(modules: dict[str, Module]) -> dict[str, dict[str, int]]:
    """For each module the modules of the package that it imports, with the line."""
    graph: dict[str, dict[str, int]] = {}
    for module in modules.values():
        graph[module.name] = {}
        for line, name in imports(module):
            target = name if name in modules else name.rpartition(".")[0]
            if target in modules and target != module.name:
                graph[module.name].setdefault(target, line)
    return graph


def layer_problems(modules: dict[str, Module]) -> list[str]:
    """Arrows that point up or sideways, parts that stand in no layer, cycles."""
    unplaced = sorted({module.part for module in modules.values()} - LEVEL.keys())
    problems = [f"{part}: stands in no layer, give it a place in LAYERS" for part in unplaced]
    graph = arrows(modules)
    for name, targets in graph.items():
        for target, line in targets.items():
            one, other = modules[name].part, modules[target].part
            if one not in unplaced and other not in unplaced and not may_import(one, other):
                problems.append(f"{modules[name].path}:{line} {one} may not import {other}")
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        problems.append("circle of imports: " + " > ".join(error.args[1][::-1]))
    return problems


def may_import(one: str, other: str) -> bool:
    """Whether the arrow from part `one` to part `other` is allowed."""
    if one == other:
        return True
    if other not in ONLY_SEES.get(one, LEVEL.keys()):
        return False
    return LEVEL[one] < LEVEL[other] or LEVEL[one] == LEVEL[other] == 0


def library_problems(modules: dict[str, Module]) -> list[str]:
    """Data-frame libraries outside `data`, and imports by name that no check can see."""
    problems = []
    for module in modules.values():
        for line, name in imports(module):
            library = name.split(".")[0]
            if library in DATA_FRAMES and module.part != "data":
                problems.append(f"{module.path}:{line} only data may import {library}")
            if name in ("importlib.import_module", "importlib.__import__"):
                problems.append(f"{module.path}:{line} an import by name hides an arrow")
    return problems


def size_problems(modules: dict[str, Module]) -> list[str]:
    """Modules, functions and parameter lists beyond the habits."""
    problems = []
    for module in modules.values():
        lines = len(module.text.splitlines())
        if lines > MODULE_LINES:
            problems.append(f"{module.path}: {lines} lines, at most {MODULE_LINES}")
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            place = f"{module.path}:{node.lineno} {node.name}"
            if (lines := function_lines(node)) > FUNCTION_LINES:
                problems.append(f"{place}: {lines} lines, at most {FUNCTION_LINES}")
            if (count := parameters(node)) > PARAMETERS:
                problems.append(f"{place}: {count} parameters, at most {PARAMETERS}")
    return problems


def function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, the docstring not counted."""
    first = node.body[0]
    has_docstring = ast.get_docstring(node, clean=False) is not None
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Number of parameters, `self` and `cls` not counted."""
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def broad_except_problems(modules: dict[str, Module]) -> list[str]:
    """Handlers that would swallow an error nobody thought of."""
    problems = []
    for module in modules.values():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {c.id for c in caught if isinstance(c, ast.Name)}
            if node.type is None or names & BROAD:
                problems.append(f"{module.path}:{node.lineno} broad except")
    return problems


def exception_problems(text: str, path: str) -> list[str]:
    """Lint and type exceptions without a code, or without a reason of at least two words on the line."""
    code = r":\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[\w, -]+\]"
    mark = re.compile(rf"#\s*(?:noqa|type:\s*ignore)(?P<code>{code})?(?P<reason>.*)")
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = mark.search(line)
        if found and (found["code"] is None or len(re.findall(r"[^\W\d_]+", found["reason"])) < 2):
            problems.append(f"{path}:{number} an exception names its code and gives its reason on the line")
    return problems


def lock_problems(text: str, path: str) -> list[str]:
    """Addresses in a lock file, and requirements without a hash."""
    option = r"^\s*(?:-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b"
    address = re.compile(rf"https?:|file:|{option}| @ ")
    problems = [
        f"{path}:{number} holds an address"
        for number, line in enumerate(text.splitlines(), start=1)
        if address.search(line)
    ]
    unhashed = re.findall(r"^(\S+==\S+)(?!.*\\$).*$", text, flags=re.MULTILINE)
    return problems + [f"{path}: {requirement} has no hash" for requirement in unhashed]


# Put together from halves, so that this file does not name what it looks for.
MACHINE = re.compile(
    r"(?<![\w.\-])/(?:wo" + r"rk|ro" + r"ot)/|/opt/(?:wh" + r"eels|py" + r"pi)"
    r"|(?:py" + r"pi|pythonhos" + r"ted|npm" + r"js|yarn" + r"pkg)\.(?:org|com)|deb\.deb" + r"ian\.org"
)


def machine_problems(text: str, path: str) -> list[str]:
    """Paths of one machine and host names of package registries: neither is there for the next reader."""
    return [
        f"{path}:{number} names {found[0]!r}"
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := MACHINE.search(line))
    ]
