"""How long `contested code` takes for 100 and 1,000 reports, in a process of its own, as a user runs it.

Run: python -m benchmarks.code_reports [--write]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

if __package__ in {None, ""}:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.reports import ROOT, copies, originals

RESULTS = Path(__file__).parent / "RESULTS.md"
SIZES = (100, 1000)
COMMAND = (sys.executable, "-c", "from contested.cli import main; main()", "code")
TITLE = "# Time and memory\n\nWritten by the programs of this folder with `--write`; newest last.\n"


@dataclass(frozen=True)
class Timed:
    """One run of the command: wall-clock seconds and the most memory that it held."""

    seconds: float
    peak_mib: float


@dataclass(frozen=True)
class Measured:
    """A first and a second run on the same reports and ledger."""

    reports: int
    first: Timed
    second: Timed
    ledger_mib: float

    def row(self) -> str:
        """As a row of the table."""
        first = (
            f"{self.first.seconds:.1f} | {self.reports / self.first.seconds:.0f} | {self.first.peak_mib:.0f}"
        )
        return f"| {self.reports:,} | {first} | {self.ledger_mib:.1f} | {self.second.seconds:.1f} |"


def run(reports: Path, ledger: Path, options: Sequence[str] = ()) -> Timed:
    """Code ``reports`` into ``ledger``; memory is that of the child alone (Linux counts it in KiB)."""
    started = time.perf_counter()
    command = [*COMMAND, str(reports), "--ledger", str(ledger), *options]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"contested code ended with {child.returncode}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Timed(time.perf_counter() - started, used.ru_maxrss / unit)


def measure(reports: int) -> Measured:
    """Time a first run and a second one on the same ledger."""
    with tempfile.TemporaryDirectory(prefix="contested-benchmark-") as folder:
        source, ledger = Path(folder) / "in.jsonl", Path(folder) / "bench.ledger"
        lines = (json.dumps(report, ensure_ascii=False) + "\n" for report in copies(reports))
        source.write_text("".join(lines), encoding="utf-8")
        first = run(source, ledger)
        size = sum(path.stat().st_size for path in Path(folder).glob("bench.ledger*"))
        return Measured(reports, first, run(source, ledger), size / 1024**2)


def machine() -> str:
    """Processor, cores, Python, and the day."""
    cpu = next(iter(_cpu_names()), platform.machine())
    day = datetime.now(UTC).date()
    return f"{day}, commit {commit()}: {cpu}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _cpu_names() -> list[str]:
    cpus = Path("/proc/cpuinfo")
    lines = cpus.read_text(encoding="utf-8").splitlines() if cpus.exists() else []
    return [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]


def commit() -> str:
    """The commit measured."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "none"


def write(text: str) -> None:
    """Add a block to RESULTS.md."""
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else TITLE
    RESULTS.write_text(f"{before}\n{text}", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), help="how many reports (100 1000)")
    parser.add_argument("--write", action="store_true", help="append the table to RESULTS.md")
    options = parser.parse_args()
    rows = [measure(size).row() for size in options.sizes]
    table = "\n".join(
        [
            f"## Coding, {machine()}\n",
            f"Copies of {len(originals())} reports, all different in figures, towns and weekdays.\n",
            "| reports | seconds | reports a second | peak MiB | ledger MiB | second run, seconds |",
            "|---:|---:|---:|---:|---:|---:|",
            *rows,
            "",
        ]
    )
    print(table)
    if options.write:
        write(table)


if __name__ == "__main__":
    main()
