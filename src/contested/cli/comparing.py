"""``contested compare``: what two coders made of the same reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contested.cli import words
from contested.cli.console import one_line, stdout
from contested.cli.opening import LedgerArgument, reading
from contested.records import Claim
from contested.records.codec import encode

if TYPE_CHECKING:
    from rich.console import Console

    from contested.pipeline.comparing import Compared, Comparison


def compare(
    ledger: LedgerArgument,
    coders: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[A B]",
            help="Two coders, by name or its beginning; may be left out where only two coded.",
            show_default=False,
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Show the claims that differ, sentence by sentence.")
    ] = False,
    document: Annotated[
        str | None, typer.Option(help="Only this report: its id, or the id or path it came with.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare two coders on the reports that both coded: claims in common, and where they differ.

    Every coding stays in a ledger; the one made last is the current one. Claims are in common where they
    stand in one sentence and have one type. A field is compared where at least one of the two gives it.

    Examples:

      contested compare demo.ledger rules encoder

      contested compare demo.ledger rules encoder --list --document monitor/2017-04-04.txt
    """
    from contested import ontology
    from contested.pipeline import comparing

    with reading(ledger) as source:
        one, other = comparing.chosen(comparing.labels(source), coders or [])
        found = comparing.compare(source, one, other, ontology.load(), document)
    if as_json:
        typer.echo(json.dumps(_as_json(found, listed=listed), ensure_ascii=False, indent=2))
        return
    out = stdout()
    _print_counts(out, found)
    for report in found.reports if listed else ():
        _print_report(out, report, found)


def _print_counts(out: Console, found: Comparison) -> None:
    out.print(f"{found.one} and {found.other}: {len(found.reports)} reports coded by both", soft_wrap=True)
    out.print(f"{found.common:>6} claims in common (same sentence, same type)")
    out.print(f"{found.only_one:>6} only by {found.one}", soft_wrap=True)
    out.print(f"{found.only_other:>6} only by {found.other}", soft_wrap=True)
    if found.common:
        out.print("Of those in common, where at least one gives it, both have the same")
    for it in found.agreements() if found.common else ():
        share = f" ({it.alike / it.given:.0%})" if it.given else ""
        out.print(f"  {it.field:<8}{it.alike:>5} of {it.given}{share}")


def _print_report(out: Console, report: Compared, found: Comparison) -> None:
    differing = list(_differences(report))
    if not differing:
        return
    out.print()
    out.print(f"{report.document.external_id}  {words.outlet(report.document)}", style="bold", soft_wrap=True)
    said = None
    width = max(len(found.one), len(found.other))
    for one, other, differ in differing:
        claim = one or other
        assert claim is not None
        if claim.sentence != said:
            said = claim.sentence
            out.print(f"  “{one_line(said.text)}”", soft_wrap=True)
        out.print(f"    {claim.event_type}: {', '.join(differ) if differ else 'only by one'}")
        for label, it in ((found.one, one), (found.other, other)):
            out.print(f"      {label:<{width}}  {_in_words(it) if it else '-'}", soft_wrap=True)


def _differences(report: Compared) -> Iterator[tuple[Claim | None, Claim | None, tuple[str, ...]]]:
    """What differs, in the order of the text: the claim of each coder, and the fields for a claim of both."""
    found: list[tuple[Claim | None, Claim | None, tuple[str, ...]]] = []
    found += [(pair.one, pair.other, pair.differ) for pair in report.common if pair.differ]
    found += [(claim, None, ()) for claim in report.only_one]
    found += [(None, claim, ()) for claim in report.only_other]
    yield from sorted(found, key=lambda it: _start(it[0] or it[1]))


def _start(claim: Claim | None) -> tuple[int, int, str]:
    assert claim is not None
    return claim.sentence.start, claim.trigger.start, claim.event_type


def _in_words(claim: Claim) -> str:
    """One reading on one line, its words first."""
    told = [f"«{claim.trigger.text}»", words.sides(claim), words.place(claim)]
    told.append(claim.date.text or f"{words.days(claim.date.days)} ({claim.date.basis})")
    told += [words.toll(it) for it in claim.tolls] or ["no figure"]
    told.append(f"{words.chain(claim.attribution)} ({claim.status})")
    return one_line("; ".join(told))


def _as_json(found: Comparison, *, listed: bool) -> dict[str, Any]:
    summed: dict[str, Any] = {
        "coders": [found.one, found.other],
        "reports": len(found.reports),
        "common": found.common,
        "only": {found.one: found.only_one, found.other: found.only_other},
        "agree": {it.field: {"given": it.given, "alike": it.alike} for it in found.agreements()},
    }
    if listed:
        summed["differences"] = [
            {
                "document_id": report.document.document_id,
                "external_id": report.document.external_id,
                "differ": list(differ),
                found.one: _record(one),
                found.other: _record(other),
            }
            for report in found.reports
            for one, other, differ in _differences(report)
        ]
    return summed


def _record(claim: Claim | None) -> Any:
    return json.loads(encode(claim)) if claim else None
