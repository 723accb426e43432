"""``contested evaluate``: a coder held to what people said of its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contested.cli.console import stderr, stdout
from contested.cli.opening import LedgerArgument, reading
from contested.records import Claim

if TYPE_CHECKING:
    from rich.console import Console

    from contested.judgements import Again, Scores, Share, Standing
    from contested.ledger import Ledger
    from contested.records import Document

_NAMES = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}


def evaluate(
    ledger: LedgerArgument,
    extractor: Annotated[
        str | None, typer.Option(help="Code the judged reports afresh: encoder or rules.", show_default=False)
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(help="With --extractor encoder: a folder that `contested train` wrote.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
) -> None:
    """Score the claims of a ledger, or another coder, against what people said of them.

    Shares stand with the interval that holds the true one in 19 of 20 cases. They are shares of the claims
    that somebody chose to judge. Without --extractor the coding that the ledger holds now is compared.

    Examples:

      contested evaluate demo.ledger

      contested evaluate demo.ledger --extractor encoder --weights mine/
    """
    from contested.judgements import scores, standing

    with reading(ledger) as opened:
        stands = standing(opened.judgements(), opened.claim)
        found = scores(stands)
        named, claims_of = _claims(opened, extractor, weights)
        repeated = (
            compared(named, stands, claims_of, opened.document) if stands.judged or stands.missed else None
        )
    if as_json:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode({"scores": found, "again": repeated})).decode())
        return
    _print(found, repeated)


def _claims(
    ledger: Ledger, extractor: str | None, weights: Path | None
) -> tuple[str, Callable[[str], Sequence[Claim]]]:
    """A coder's name and its claims of a report: those of the ledger, or made afresh."""
    if extractor is None and weights is None:
        return "the ledger as it is coded now", cache(lambda key: tuple(ledger.claims(key)))
    from contested.pipeline.path import coder

    made = coder(extractor or "encoder", weights=weights)
    return made.name, cache(lambda key: made.code(ledger.document(key)).claims)


def compared(
    name: str,
    stands: Standing,
    claims_of: Callable[[str], Sequence[Claim]],
    document_of: Callable[[str], Document],
) -> Again:
    """Which of the judged readings a coder gives."""
    from contested import ontology
    from contested.judgements import again, of_judged, of_missed

    types = ontology.load().types
    missed = [of_missed(it, document_of(it.document_id), types) for it in stands.missed]
    return again(name, stands, claims_of, lambda it: of_judged(it, types), missed)


def _print(found: Scores, repeated: Again | None) -> None:
    out = stdout()
    verdicts = ", ".join(f"{count} {_NAMES[name]}" for name, count in found.verdicts)
    judged = sum(count for _, count in found.verdicts)
    out.print(f"{judged} claims judged: {verdicts}; {found.missed} missed events", soft_wrap=True)
    if found.lost:
        stderr().print(f"{found.lost} judged claims are not as they were judged, or not in this ledger")
    if not judged and not found.missed:
        out.print("Nobody has judged a claim of this ledger; `contested judge` does.")
        return
    if found.few:
        out.print(f"Too few for a share to say much: read the intervals. {judged} are judged, 20 is little.")
    out.print(f"by: {', '.join(f'{name} ({count})' for name, count in found.coders)}", soft_wrap=True)
    _print_shares(out, "right as coded", [("all", found.precision), *found.by_type])
    _print_shares(out, "right event, whatever else was corrected", [("all", found.event)])
    _print_shares(out, "corrected, of the claims that stand", found.corrections)
    said = [(f"said {it.low:.1f} to {it.high:.1f} ({it.said:.2f})", it.accepted) for it in found.calibration]
    _print_shares(out, "right as coded, by confidence", said)
    if repeated is not None:
        print_again(out, repeated)


def print_again(out: Console, found: Again) -> None:
    """What a coder gives of the judged readings."""
    rows = [
        ("accepted events found", found.accepted),
        ("  and right throughout", found.accepted_whole),
        ("corrected events found", found.corrected),
        ("  and right throughout", found.corrected_whole),
        ("missed events found", found.missed),
        ("rejected claims given", found.rejected_given),
    ]
    _print_shares(out, f"what it gives again: {found.coder}", [it for it in rows if it[1].of])


def _print_shares(out: Console, title: str, shares: Iterable[tuple[str, Share]]) -> None:
    rows = list(shares)
    if not rows:
        return
    out.print()
    out.print(title, style="bold")
    width = max(24, *(len(name) for name, _ in rows))
    for name, share in rows:
        out.print(f"  {name:<{width}}  {_share(share)}", soft_wrap=True)


def _share(share: Share) -> str:
    if share.share is None:
        return "none"
    return f"{share.share:4.0%}  {share.count} of {share.of}  ({share.low:.0%} to {share.high:.0%})"
