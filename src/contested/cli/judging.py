"""``contested judge``: what a person says of a claim, or of an event that no coder found."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from contested import __version__
from contested.cli.console import stderr, stdout
from contested.cli.opening import LedgerArgument, existing, reading
from contested.errors import NotFound, UsageError
from contested.records import Judgement, Refusal, Run

if TYPE_CHECKING:
    from contested.judgements import Words
    from contested.ledger import Ledger

COLUMNS = ("claim_id", "verdict", "field", "value", "reason", "by", "sentence", "trigger")
_NEEDED = ("claim_id", "verdict")
EXIT_REFUSALS = 3
Row = Mapping[str, str]


def judge(
    ledger: LedgerArgument,
    claim: Annotated[
        str | None, typer.Argument(metavar="[CLAIM]", help="A claim's id.", show_default=False)
    ] = None,
    verdict: Annotated[
        str | None, typer.Argument(metavar="[VERDICT]", help="accept, reject or correct.", show_default=False)
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            help="What to correct: event_type, side_a, side_b, status, place, date, toll, trigger, source."
        ),
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(help="What is right: words of the sentence, with ; between two; '' for nothing."),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why, in your words.")] = None,
    by: Annotated[str | None, typer.Option(help="Who says so.")] = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE.csv", help="Many verdicts, a row each.")
    ] = None,
    missed: Annotated[
        str | None, typer.Option(metavar="REPORT", help="A report that tells an event that was not found.")
    ] = None,
    sentence: Annotated[str | None, typer.Option(help="For --missed: the sentence that tells it.")] = None,
    trigger: Annotated[str | None, typer.Option(help="For --missed: the words that tell it.")] = None,
) -> None:
    """Say whether a claim is right: accept it, reject it, or correct a field on the report's own words.

    The last word on a claim counts; all are kept. Incidents take a rejection up when reports are next coded.
    A file has the columns claim_id, verdict, field, value, reason, by; for a missed event claim_id is the
    report's id, verdict is missed, and the columns sentence and trigger say where.

    Examples:

      contested judge demo.ledger clm-1a2b3c4d accept --by ana

      contested judge demo.ledger clm-1a2b3c4d correct --field side_a --value "the army" --by ana

      contested judge demo.ledger --from verdicts.csv --by ana

      contested judge demo.ledger --missed report.txt --sentence "Shells fell on Tiro." --trigger fell
      --field event_type --value shelling --by ana
    """
    asked = _asked(claim, verdict, field or [], value or [], reason, by, source, missed, sentence, trigger)
    with reading(ledger) as opened:
        done = _write(opened, asked, by, str(source or ""))
    out, err = stdout(), stderr()
    for refusal in done.refused:
        err.print(f"refused {refusal.place}: {refusal.reason}", soft_wrap=True)
    told = ", ".join(f"{count} {name}" for name, count in sorted(done.counts.items())) or "nothing new"
    out.print(f"{told}; {done.already} already said, {len(done.refused)} refused", soft_wrap=True)
    if done.refused:
        raise typer.Exit(EXIT_REFUSALS)


@dataclass(slots=True)
class _Done:
    """What became of the rows; the three add up to them."""

    made: list[Judgement]
    already: int
    refused: list[Refusal]

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(_PAST[it.verdict] for it in self.made))


def _asked(
    claim: str | None,
    verdict: str | None,
    fields: Sequence[str],
    values: Sequence[str],
    reason: str | None,
    by: str | None,
    source: Path | None,
    missed: str | None,
    sentence: str | None,
    trigger: str | None,
) -> Callable[[], Iterator[tuple[str, Row]]]:
    """The rows to write, each with its place in a file; from the command line they have none."""
    if sum(it is not None for it in (claim, source, missed)) != 1:
        raise UsageError("judge one thing: a CLAIM with its verdict, --from FILE.csv, or --missed REPORT")
    if source is not None:
        (path,) = existing([source])
        return lambda: _rows(path)
    if len(fields) != len(values):
        raise UsageError("each --field needs its --value")
    if missed is not None and not (sentence and trigger and "event_type" in fields):
        raise UsageError("--missed needs --sentence, --trigger and --field event_type --value TYPE")
    row = {"claim_id": claim or missed or "", "verdict": "missed" if missed else (verdict or "")}
    row |= {"reason": reason or "", "by": by or "", "sentence": sentence or "", "trigger": trigger or ""}
    pairs = sorted(zip(fields, values, strict=True), key=lambda it: it[0] != "event_type")
    rows = [row | {"field": name, "value": value} for name, value in pairs] or [row]
    return lambda: (("", it) for it in rows)


def _rows(path: Path) -> Iterator[tuple[str, Row]]:
    """The rows of a file, each with its place; UsageError where the file as a whole cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, restkey="too many", strict=True)
            _check_columns(path, table.fieldnames or ())
            for row in table:
                yield f"{path}:{table.line_num}", row
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} is no CSV file in UTF-8: {error}") from error


def _check_columns(path: Path, names: Sequence[str]) -> None:
    missing = [name for name in _NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown:
        wrong = f"no column {missing[0]}" if missing else f"a column {unknown[0]!r} that nobody reads"
        raise UsageError(f"{path} has {wrong}; columns are {', '.join(COLUMNS)}")


def _write(
    ledger: Ledger, asked: Callable[[], Iterator[tuple[str, Row]]], by: str | None, source: str
) -> _Done:
    """Every row is written, said already, or refused with its place; from the command line it raises."""
    from contested.judgements import heard

    judge_one = _Judge(ledger, heard(ledger.judgements()), by or "")
    done = _Done([], 0, [])
    for place, row in asked():  # nothing is written before all is read: a file that breaks off begins nothing
        try:
            made = judge_one.judgement(row)
        except (UsageError, NotFound) as error:
            if not place:
                raise
            done.refused.append(Refusal.of(place, "judgement", str(error)))
            continue
        if made is None:
            done.already += 1
        else:
            done.made.append(made)
    if done.made or done.refused:
        _keep(ledger, done, source)
    return done


def _keep(ledger: Ledger, done: _Done, source: str) -> None:
    run = Run(f"run-{uuid4().hex[:20]}", "judge", __version__, (), (source,) if source else ())
    ledger.start_run(run)
    for made in done.made:
        ledger.add_judgement(run.run_id, made)
    ledger.add_refusals(run.run_id, done.refused)
    ledger.finish_run(run.run_id, done.counts | {"already": done.already, "refused": len(done.refused)})


_PAST = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "missed": "missed"}


class _Judge:
    """Rows to judgements, checked against what they are about."""

    def __init__(self, ledger: Ledger, words: dict[tuple[str, ...], Words], by: str) -> None:
        from contested import ontology

        self._ledger, self._words, self._by = ledger, words, by
        self._types = ontology.load().types

    def judgement(self, row: Row) -> Judgement | None:
        """The judgement of a row with its id; None where the same person's same word stands."""
        from contested.judgements import Words

        if any(it is None for it in row.values()) or "too many" in row:
            raise UsageError("the row has more or fewer cells than the first line has names")
        made = self._missed(row) if row["verdict"] == "missed" else self._on_claim(row)
        said = self._words.setdefault(made.about, Words())
        if made.verdict == "missed" and made.field != "event_type" and "event_type" not in said.fields:
            raise UsageError("say first of which event_type the missed event is")
        return said.add(made)

    def _on_claim(self, row: Row) -> Judgement:
        from contested.judgements import on_claim

        return on_claim(
            self._ledger.claim(row["claim_id"]),
            row["verdict"],
            by=row.get("by") or self._by,
            types=self._types,
            field=row.get("field"),
            value=row.get("value"),
            reason=row.get("reason"),
        )

    def _missed(self, row: Row) -> Judgement:
        from contested.judgements import on_missed

        return on_missed(
            self._ledger.document(row["claim_id"]),
            row.get("sentence", ""),
            row.get("trigger", ""),
            field=row.get("field"),
            value=row.get("value"),
            by=row.get("by") or self._by,
            types=self._types,
            reason=row.get("reason"),
        )
