"""The coders side by side on reports of 300 words, end to end, and how much of the time the encoder takes.

Run: python -m benchmarks.coders [--write]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

if __package__ in {None, ""}:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.code_reports import machine, run, write
from contested.documents import read
from contested.inference import EncoderReader
from contested.pipeline.path import coder
from contested.records import Document
from evaluation import annotations

WORDS = 300
REPORTS = 150
RUNS = (("rules", 1), ("rules", 2), ("encoder", 1), ("encoder", 2))


def reports() -> list[dict[str, str]]:
    """Reports of about 300 words: the labelled ones, joined two or three at a time and cut at a sentence."""
    joined: list[dict[str, str]] = []
    text = ""
    for report in annotations.load():
        text = f"{text}\n\n{report.text}".strip()
        if len(text.split()) >= WORDS:
            words = text.split(" ")
            cut = " ".join(words[: WORDS + 20])
            joined.append(
                {"id": f"r{len(joined)}", "text": cut[: cut.rfind(".") + 1], "published": "2017-03-06"}
            )
            text = ""
    return joined[:REPORTS]


def end_to_end(path: Path, extractor: str, threads: int) -> str:
    """A row: ``contested code`` in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="contested-benchmark-") as folder:
        options = ["--extractor", extractor, "--threads", str(threads)]
        timed = run(path, Path(folder) / "bench.ledger", options)
        speed = REPORTS / timed.seconds
        return f"| {extractor} | {threads} | {timed.seconds:.1f} | {speed:.1f} | {timed.peak_mib:.0f} |"


def share(path: Path) -> tuple[float, float]:
    """Reports a second of the path alone, one thread, and the share of the time in the encoder."""
    made = coder("encoder")
    documents = [it for it in read([path]) if isinstance(it, Document)]
    spent = 0.0
    plain = EncoderReader.read

    def timed(self: EncoderReader, *arguments: object) -> object:
        nonlocal spent
        started = time.perf_counter()
        try:
            return plain(self, *arguments)  # type: ignore[arg-type]
        finally:
            spent += time.perf_counter() - started

    made.code(documents[0])
    EncoderReader.read = timed  # type: ignore[assignment, method-assign]
    spent = 0.0
    started = time.perf_counter()
    for it in documents:
        made.code(it)
    whole = time.perf_counter() - started
    EncoderReader.read = plain  # type: ignore[method-assign]
    return len(documents) / whole, spent / whole


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="append the table to RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="contested-benchmark-") as folder:
        path = Path(folder) / "in.jsonl"
        path.write_text("".join(json.dumps(it) + "\n" for it in reports()), encoding="utf-8")
        words = sum(len(it["text"].split()) for it in reports()) / REPORTS
        rows = [end_to_end(path, extractor, threads) for extractor, threads in RUNS]
        speed, part = share(path)
    table = "\n".join(
        [
            f"## Coders, {machine()}\n",
            f"{REPORTS} reports of {words:.0f} words, `contested code` with its start and its incidents.\n",
            "| coder | threads | seconds | reports a second | peak MiB |",
            "|---|---:|---:|---:|---:|",
            *rows,
            "",
            f"The path up to claims alone, one thread: {speed:.1f} reports a second, "
            f"{part:.0%} of the time in the encoder.",
            "",
        ]
    )
    print(table)
    if options.write:
        write(table)


if __name__ == "__main__":
    main()
