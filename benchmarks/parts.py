"""Where the time of a run goes, step by step, in one process with a clock around each step of the path.

The clocks cost a little themselves: read shares here, seconds in code_reports.

Run: python -m benchmarks.parts [REPORTS] [--file IN.jsonl] [--write]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.code_reports import machine, write
from benchmarks.reports import copies


class Clock:
    """Seconds by step. A step within a step is not counted in the outer one."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inner = [0.0]

    def around(self, owner: Any, name: str, step: str) -> None:
        """Put a clock around ``owner.name`` from now on."""
        setattr(owner, name, self.timed(getattr(owner, name), step))

    def timed(self, function: Callable[..., Any], step: str) -> Callable[..., Any]:
        """The same function, timed."""

        def clocked(*arguments: Any, **named: Any) -> Any:
            started = time.perf_counter()
            self._inner.append(0.0)
            try:
                return function(*arguments, **named)
            finally:
                whole = time.perf_counter() - started
                self.seconds[step] += whole - self._inner.pop()
                self._inner[-1] += whole

        return clocked

    def timed_steps(self, function: Callable[..., Iterator[Any]], step: str) -> Callable[..., Iterator[Any]]:
        """The same generator, with the time that it takes to give each thing."""

        def clocked(*arguments: Any, **named: Any) -> Iterator[Any]:
            given = iter(function(*arguments, **named))
            take = self.timed(lambda: next(given, None), step)
            while (it := take()) is not None:
                yield it

        return clocked


def clocks() -> tuple[Clock, Callable[..., Any]]:
    """Clocks around every step of the path, and what codes reports through them."""
    clock = Clock()
    begun = time.perf_counter()
    from contested.ledger.ledger import Ledger
    from contested.pipeline import path

    clock.seconds["start: imports"] = time.perf_counter() - begun
    clock.around(path, "load_register", "start: register")
    clock.around(path.Gazetteer, "default", "start: gazetteer")
    clock.around(path, "shipped_anchors", "start: dated facts")
    clock.around(path.ontology, "load", "start: event types")
    for name, made in path.EXTRACTORS.items():
        path.EXTRACTORS[name] = _clocked_extractor(clock, made)
    path.read = clock.timed_steps(path.read, "documents")
    for name, step in (
        ("split", "sentences"),
        ("find_dates", "mentions: dates"),
        ("find_shapes", "mentions: persons, numbers, weapons, sources"),
        ("settle", "mentions: settled"),
        ("infer_publication", "resolve: day of publication"),
        ("resolve_dates", "resolve: dates"),
        ("derivations", "incidents: copies and rewrites"),
        ("merge", "incidents: merged"),
    ):
        clock.around(path, name, step)
    for owner, name, step in (
        (path.ActorFinder, "__init__", "start: finders and resolvers"),
        (path.ActorResolver, "__init__", "start: finders and resolvers"),
        (path.PlaceFinder, "__init__", "start: finders and resolvers"),
        (path.PlaceResolver, "__init__", "start: finders and resolvers"),
        (path.ActorFinder, "find", "mentions: actors"),
        (path.PlaceFinder, "find", "mentions: places"),
        (path.PlaceResolver, "resolve", "resolve: places"),
        (path.ActorResolver, "resolve", "resolve: actors"),
        (Ledger, "add_report", "ledger: reports"),
        (Ledger, "add_derivations", "ledger: incidents"),
        (Ledger, "add_incidents", "ledger: incidents"),
    ):
        clock.around(owner, name, step)
    for name in ("claims", "documents"):
        setattr(Ledger, name, clock.timed_steps(getattr(Ledger, name), "ledger: read back"))
    return clock, path.code_reports


def _clocked_extractor(clock: Clock, made: Callable[..., Any]) -> Callable[..., Any]:
    def make(*arguments: Any) -> Any:
        extractor = clock.timed(made, "start: extractor")(*arguments)
        kind = type(extractor)
        if not hasattr(kind.extract, "is_clocked"):
            kind.extract = clock.timed(kind.extract, "claims")
            kind.extract.is_clocked = True
        return extractor

    return make


def _copied(path: Path, number: int) -> Path:
    lines = (json.dumps(report, ensure_ascii=False) + "\n" for report in copies(number))
    path.write_text("".join(lines), encoding="utf-8")
    return path


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help="append the table to RESULTS.md")
    parser.add_argument(
        "--file", type=Path, help="these reports (JSON Lines) instead of copies of the examples"
    )
    options = parser.parse_args()
    clock, code_reports = clocks()
    with tempfile.TemporaryDirectory(prefix="contested-benchmark-") as folder:
        source = options.file or _copied(Path(folder) / "in.jsonl", options.reports)
        begun = time.perf_counter()
        account = code_reports([source], Path(folder) / "bench.ledger")
    whole = time.perf_counter() - begun + clock.seconds["start: imports"]
    clock.seconds["everything else"] = max(0.0, whole - clock.seconds.total())
    of = f" of {options.file.name}" if options.file else ""
    table = "\n".join(
        [
            f"## Parts of {account.inputs:,} reports{of}, {machine()}\n",
            "| step | seconds | share |",
            "|---|---:|---:|",
            *(f"| {step} | {s:.2f} | {s / whole:.1%} |" for step, s in sorted(clock.seconds.items())),
            f"| whole | {whole:.2f} | |",
            "",
        ]
    )
    print(table)
    if options.write:
        write(table)


if __name__ == "__main__":
    main()
