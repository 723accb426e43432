"""``contested explain``: one incident, from its figure down to the sentences it rests on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

from contested.cli import marking, words
from contested.cli.console import stdout
from contested.cli.opening import LedgerArgument, reading
from contested.records import Claim, Incident, MergeReason, TollSummary

if TYPE_CHECKING:
    from rich.console import Console

    from contested.ledger import Ledger

_BASIS = {
    "stated": "stated",
    "inherited": "from the words around",
    "publication": "from the day of publication",
    "unknown": "unknown",
}


def explain(
    ledger: LedgerArgument,
    incident: Annotated[
        str,
        typer.Argument(
            metavar="INCIDENT", help="An incident's id, or the beginning of it.", show_default=False
        ),
    ],
) -> None:
    """Show one incident from figure to sentence: every claim on its words, and why they are held together.

    Ids stand in the first column of `contested incidents`. Losing figures are shown with what the rule
    did with each.

    Example:

      contested explain demo.ledger inc-1a2b3c4d
    """
    with reading(ledger) as source:
        found = source.incident(incident)
        out = stdout()
        _print_header(out, found)
        _print_tolls(out, found)
        _print_claims(out, found, source)
        _print_reasons(out, found)


def _print_header(out: Console, incident: Incident) -> None:
    sources = f"{incident.number_of_sources} sources, {incident.number_of_independent_sources} independent"
    out.print(f"{incident.incident_id}  {incident.event_type}", style="bold")
    out.print(f"  when      {words.days(incident.date)}")
    for place in incident.places:
        where = ", ".join(dict.fromkeys(part for part in (place.name, place.adm2, place.adm1) if part))
        out.print(f"  where     {where} ({words.PRECISION[place.precision]})")
    out.print(f"  who       {words.sides(incident)}")
    out.print(f"  grade     {incident.grade}: {sources}")
    out.print(f"  disputed  {', '.join(incident.disputed) or 'nothing'}")


def _print_tolls(out: Console, incident: Incident) -> None:
    out.print()
    if not _summaries(incident) and not incident.by_source:
        out.print("No source gives a figure.")
        return
    for name, summary in _summaries(incident):
        out.print(f"  {name:<24}{words.figures(summary)}")
    if incident.toll_rule:
        out.print(f"  rule: {incident.toll_rule}")
    out.print()
    out.print("What each source says", style="bold")
    numbers = {claim_id: number for number, claim_id in enumerate(incident.claim_ids, 1)}
    for toll in incident.by_source:
        claims = " ".join(f"#{numbers.get(claim_id, '?')}" for claim_id in toll.claim_ids)
        whom = f" ({toll.whom})" if toll.whom else ""
        out.print(f"  {toll.source}: {words.span(toll.low, toll.high)} {toll.kind}{whom}  {claims}")
        out.print(f"      {toll.used}")
        if toll.independent_of:
            out.print(f"      independent of {', '.join(toll.independent_of)}")


def _summaries(incident: Incident) -> list[tuple[str, TollSummary]]:
    named = (
        ("killed", incident.deaths),
        ("killed of the first side", incident.deaths_side_a),
        ("killed of the second", incident.deaths_side_b),
        ("civilians killed", incident.deaths_civilian),
        ("killed, unknown whose", incident.deaths_unknown),
        ("wounded", incident.wounded),
        ("captured", incident.captured),
    )
    return [(name, summary) for name, summary in named if summary]


def _print_claims(out: Console, incident: Incident, source: Ledger) -> None:
    out.print()
    out.print(f"Claims  {marking.LEGEND}", style="bold")
    for number, claim_id in enumerate(incident.claim_ids, 1):
        out.print()
        print_claim(out, source.claim(claim_id), source, f"#{number}")


def print_claim(out: Console, claim: Claim, source: Ledger, label: str) -> None:
    """One claim: who printed it, its words, who says so, what was read, how sure."""
    document = source.document(claim.document_id)
    out.print(f"{label}  {words.outlet(document)}  {document.external_id}", style="bold")
    out.print(marking.marked_sentence(claim, document.text))
    out.print(f"    says      {words.chain(claim.attribution)}  ({claim.status})")
    out.print(f"    coded     {claim.event_type}: {words.sides(claim)}")
    out.print(f"    where     {words.place(claim)}")
    out.print(
        f"    when      {words.days(claim.date.days)}, {_BASIS[claim.date.basis]}{_words_of(claim.date.text)}"
    )
    for toll in claim.tolls:
        out.print(f'    figure    {words.toll(toll)}, from "{toll.text}"')
    if claim.loaded:
        out.print(f"    loaded    {', '.join(one.text for one in claim.loaded)}")
    out.print(f"    sure      {claim.confidence:.2f}, by {claim.extractor}  {claim.claim_id}")


def _words_of(text: str | None) -> str:
    return f' ("{text}")' if text else ""


def _print_reasons(out: Console, incident: Incident) -> None:
    if not incident.why:
        return
    out.print()
    out.print("Why these are held to be one incident (log2 weights)", style="bold")
    numbers = {claim_id: number for number, claim_id in enumerate(incident.claim_ids, 1)}
    pairs: dict[tuple[int, int], list[MergeReason]] = defaultdict(list)
    for reason in incident.why:
        one, other = sorted(numbers.get(claim_id, 0) for claim_id in (reason.claim_a, reason.claim_b))
        pairs[one, other].append(reason)
    for (one, other), reasons in sorted(pairs.items()):
        out.print(f"  #{one} with #{other}: {sum(reason.weight for reason in reasons):+.1f}")
        for reason in reasons:
            out.print(f"      {reason.weight:+5.1f}  {reason.words}")
