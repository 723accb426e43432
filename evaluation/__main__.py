"""``python -m evaluation``: measure the coder, compare with the floors, note the results."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from contested.errors import ContestedError
from evaluation import floors, history, sets
from evaluation.listing import listing
from evaluation.sets import ROOT, Measured, OwnSet, SetFailed, SharedSet
from evaluation.whole_reports import ReportSet

SETS: tuple[OwnSet | ReportSet | SharedSet, ...] = (*sets.SETS[:2], ReportSet(), *sets.SETS[2:])

Row = tuple[str, int, str, float | None, float | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the sets asked for; 1 where a floor does not hold or a set fails."""
    options = _options(arguments)
    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    started = time.monotonic()
    try:
        coder = sets.measured_coder
        coder.name, coder.weights, coder.held_half = options.extractor, options.weights, options.held_half
        results = [_measure(it, options, console) for it in chosen(options.names, quick=options.quick)]
    except (SetFailed, ContestedError) as error:
        console.print(f"[red]{error}[/red]")
        return 1
    measured = [result for result in results if not result.skipped]
    bounds = floors.read()
    console.print(_table(measured, bounds, every=options.all))
    for result in results:
        if result.skipped:
            console.print(f"skipped {result.name}: {result.skipped}")
    seconds = time.monotonic() - started
    console.print(f"{len(measured)} sets in {seconds:.0f} s")
    _write(measured, seconds, options)
    return _verdict(measured, bounds, console) if options.check else 0


def chosen(names: Sequence[str], *, quick: bool) -> list[OwnSet | ReportSet | SharedSet]:
    """The sets by name; with ``quick`` the quick ones and those named; all where nothing is asked."""
    if not names and not quick:
        return list(SETS)
    return [it for it in SETS if it.name in names or (quick and it.quick)]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    known = [it.name for it in SETS]
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which sets: {' '.join(known)} (all)")
    parser.add_argument("--quick", action="store_true", help="own sentences and the seeds, and what is named")
    parser.add_argument("--check", action="store_true", help="exit status 1 where a score is under its floor")
    parser.add_argument("--write", action="store_true", help="append the headline scores to RESULTS.md")
    parser.add_argument(
        "--set-floors", action="store_true", help="set floors.json anew from what is measured"
    )
    parser.add_argument("--all", action="store_true", help="every score, not only the headline ones")
    parser.add_argument("--extractor", default="encoder", help="which coder is measured (encoder)")
    parser.add_argument("--weights", type=Path, help="weights of the encoder, not the shipped ones")
    parser.add_argument(
        "--held-half", action="store_true", help="of plover, wikievents, re3d what training first held out"
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of each set")
    parser.add_argument("--details", type=Path, metavar="FOLDER", help="keep what was expected and found")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.names) - set(known))
    if unknown:
        parser.error(f"no such set: {', '.join(unknown)}; there is: {', '.join(known)}")
    return options


def _measure(it: OwnSet | ReportSet | SharedSet, options: argparse.Namespace, console: Console) -> Measured:
    reason = it.missing()
    if reason:
        return Measured(it.name, 0, {}, {}, 0.0, skipped=reason)
    with tempfile.TemporaryDirectory(prefix="contested-evaluation-") as folder:
        if console.is_terminal:
            with console.status(f"measuring {it.name}"):
                result = it.measure(Path(folder))
        else:
            result = it.measure(Path(folder))
        console.print(f"{it.name}: {result.size} reports, {result.seconds:.0f} s")
        if options.details:
            options.details.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(folder) / "details.jsonl", options.details / f"{it.name}.jsonl")
        if options.errors:
            for line in listing(Path(folder) / "details.jsonl", options.errors):
                console.print(line, soft_wrap=True, markup=False)
        return result


def _headline(name: str) -> tuple[str, ...]:
    return next(it.headline for it in SETS if it.name == name)


def rows(measured: Sequence[Measured], *, every: bool = False) -> list[Row]:
    """Set, size, score, found, trivial: one row a score."""
    return [
        (result.name, result.size, score, result.scores.get(score), result.trivial.get(score))
        for result in measured
        for score in (result.scores if every else _headline(result.name))
    ]


def _table(measured: Sequence[Measured], bounds: dict[str, dict[str, float]], *, every: bool) -> Table:
    table = Table("set", "size", "score", "found", "trivial", "floor", box=None, header_style="bold")
    for column in (1, 3, 4, 5):
        table.columns[column].justify = "right"
    before = ""
    for name, size, score, found, trivial in rows(measured, every=every):
        shown = (name, str(size)) if name != before else ("", "")
        bound = bounds.get(name, {}).get(score)
        table.add_row(*shown, score, *(history.cell(score, value) for value in (found, trivial, bound)))
        before = name
    return table


def _write(measured: Sequence[Measured], seconds: float, options: argparse.Namespace) -> None:
    noted = history.provenance(ROOT)
    if options.write:
        history.append(history.block(noted, rows(measured), seconds, sets.measured_coder.label))
    if options.set_floors:
        headline = {
            result.name: {score: result.scores[score] for score in _headline(result.name)}
            for result in measured
        }
        floors.set_anew(headline, noted)


def _verdict(measured: Sequence[Measured], bounds: dict[str, dict[str, float]], console: Console) -> int:
    faults = [fault for it in measured for fault in floors.broken(it.name, it.scores, bounds)]
    for fault in faults:
        console.print(f"[red]{fault}[/red]")
    if not faults:
        console.print("every floor holds")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
