"""Pages that can fail: what they show as printed was printed, and their lists are the program's own.

``python docs/live.py`` (``make docs``) runs the commands of every page again and writes their output,
and the generated parts, into the pages; ``tests/test_docs.py`` fails while that would change anything.

A block that begins with three backticks and ``console`` holds commands (``$ contested ...``) and what they
print; a line ``...`` stands for lines that are left out, and a command with nothing below it is not run. A
block whose first line names ``file=PATH`` is written to that file before the commands below it run. A part
between ``<!-- written by make docs: NAME -->`` and ``<!-- end -->`` is written by the function of that name.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = "..."
RUN = ("contested ", "make demo")
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PART = re.compile(
    r"^<!-- written by make docs: ([a-z ]+) -->\n(.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL
)


def pages() -> list[Path]:
    """Every page of the repository that a person reads."""
    return [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("*/**/README.md")), *_below_docs()]


def _below_docs() -> Iterator[Path]:
    return (path for path in sorted((ROOT / "docs").rglob("*.md")) if path.name != "README.md")


def runs_something(text: str) -> bool:
    """Whether a page shows a command that is run here."""
    return any(_is_run(*step) for block in _CONSOLE.findall(text) for step in _steps(block))


def _is_run(command: str, shown: list[str]) -> bool:
    return bool(shown) and command.startswith(RUN)


def replayed(text: str, demo: Path) -> str:
    """The page with what its commands print now.

    They run in ``demo`` (see :func:`with_demo`), or in a clone of their own where the page brings files.
    """
    files = _FILE.findall(text)
    if not files:
        return _replayed(text, demo)
    with tempfile.TemporaryDirectory() as name:
        folder = clone(Path(name).resolve())
        for path, content in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        return _replayed(text, folder)


def _replayed(text: str, folder: Path) -> str:
    return _CONSOLE.sub(lambda found: f"```console\n{_replayed_block(found.group(1), folder)}```", text)


def _replayed_block(block: str, folder: Path) -> str:
    lines: list[str] = []
    for command, shown in _steps(block):
        current = with_ids_of_today(command, folder)
        lines.append(f"$ {current}")
        lines += abridged(printed(current, folder), shown) if _is_run(command, shown) else shown
    return "".join(f"{line}\n" for line in lines)


def _steps(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block, each with the lines shown below it."""
    command, shown = "", list[str]()
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            shown.append(line)
    if command:
        yield command, shown


def printed(command: str, folder: Path) -> list[str]:
    """What a command prints, both streams, without spaces at the ends of lines."""
    told = "sh examples/demo.sh" if command == "make demo" else command
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR"}}
    environment |= {"PATH": path, "PYTHONPATH": str(folder / "src")}
    done = subprocess.run(
        told,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if command == "make demo" and done.returncode:
        raise RuntimeError(f"make demo failed:\n{done.stdout}")
    text = done.stdout.replace(f"{folder}/", "")
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def abridged(lines: list[str], shown: list[str]) -> list[str]:
    """Output cut as the page cuts it: pieces with ``...`` between them.

    A piece begins where its first line stands now, and has as many paragraphs as on the page; the last
    one goes to the end. A first line that is printed no more ends the page there: a reader sees that.
    """
    if LEFT_OUT not in shown:
        return lines
    first, *pieces = _pieces(shown)
    kept = _paragraphs(lines, _count(first)) if first else []
    at = len(kept)
    for number, piece in enumerate(pieces, 1):
        kept.append(LEFT_OUT)
        if not piece or piece[0] not in lines[at:]:
            return kept
        rest = lines[lines.index(piece[0], at) :]
        part = rest if number == len(pieces) else _paragraphs(rest, _count(piece))
        at = len(lines) - len(rest) + len(part)
        kept += part
    return kept


def _pieces(shown: list[str]) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line == LEFT_OUT:
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces


def _count(lines: list[str]) -> int:
    return len("\n".join(lines).strip("\n").split("\n\n"))


def _paragraphs(lines: list[str], count: int) -> list[str]:
    return "\n\n".join("\n".join(lines).split("\n\n")[:count]).splitlines()


def with_ids_of_today(command: str, folder: Path) -> str:
    """A command with the id of the incident that ``make demo`` explains, as it is with this coder."""
    told = folder / "demo.told"
    found = re.search(r"explain \S+ (inc-\w+)", told.read_text(encoding="utf-8")) if told.exists() else None
    return re.sub(r"\binc-\w+", found.group(1), command) if found else command


def clone(folder: Path) -> Path:
    """A folder with the code and the examples, where the commands of a page can run."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", folder / "src", ignore=ignored)
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=ignored)
    return folder


def with_demo(folder: Path) -> Path:
    """The same, after ``make demo``."""
    clone(folder)
    (folder / "demo.told").write_text("\n".join(printed("make demo", folder)), encoding="utf-8")
    return folder


def with_parts(text: str) -> str:
    """The page with its generated parts as the program has them now."""
    return _PART.sub(
        lambda found: (
            f"<!-- written by make docs: {found.group(1)} -->\n{PARTS[found.group(1)]()}\n<!-- end -->"
        ),
        text,
    )


def event_types() -> str:
    """The event types of the folder, a row each."""
    from contested import ontology

    rows = ["| key | what | incident | ACLED sub-event type |", "|---|---|---|---|"]
    for key, kind in sorted(ontology.load().types.items()):
        names = dict.fromkeys(name.sub_event_type for name in kind.acled)
        told = " ".join(kind.definition.split()).split(". ")[0].rstrip(".")
        rows.append(f"| `{key}` | {told} | {'yes' if kind.makes_incident else 'no'} | {' · '.join(names)} |")
    return "\n".join(rows)


def toll_rule() -> str:
    """The rule for figures, as incidents carry it."""
    from contested.incidents import TOLL_RULE

    return _quoted(TOLL_RULE)


def grade_rule() -> str:
    """The rule for grades."""
    from contested.incidents import GRADE_RULE

    return _quoted(GRADE_RULE)


def _quoted(rule: str) -> str:
    return "\n".join(f"> {part.strip()}  " for part in rule.split(";")).rstrip()


def read_limits() -> str:
    """How much of one input is read."""
    from contested.documents import ReadLimits

    rows = ["| limit | value |", "|---|---|"]
    limits = ReadLimits()
    rows += [
        f"| `{field.name}` | {getattr(limits, field.name):,} |"
        for field in fields(ReadLimits)
        if field.name != "today"
    ]
    return "\n".join(rows)


def commands() -> str:
    """The commands of the program, a row each."""
    from contested.cli import app

    rows = ["| command | what |", "|---|---|"]
    rows += [f"| `contested {one.name}` | {one.short_help} |" for one in app.registered_commands]
    return "\n".join(rows)


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "event types": event_types,
    "grade rule": grade_rule,
    "read limits": read_limits,
    "toll rule": toll_rule,
}


def main() -> None:
    """Write every page again."""
    with tempfile.TemporaryDirectory() as name:
        folder = with_demo(Path(name).resolve())
        for page in pages():
            text = page.read_text(encoding="utf-8")
            current = with_parts(text)
            if runs_something(current):
                current = replayed(current, folder)
            if current != text:
                page.write_text(current, encoding="utf-8")
                print(f"written: {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
