"""``contested report``: what was read in one report."""

from __future__ import annotations

from typing import Annotated

import typer

from contested.cli import marking, words
from contested.cli.console import stdout
from contested.cli.explaining import print_claim
from contested.cli.opening import LedgerArgument, reading


def report(
    ledger: LedgerArgument,
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT", help="A report's id, or the id or path it came with.", show_default=False
        ),
    ],
) -> None:
    """Show the claims of one report on its words, in the order in which they stand there.

    Example:

      contested report demo.ledger monitor/2017-04-04.txt
    """
    with reading(ledger) as source:
        found = source.document(document)
        out = stdout()
        out.print(found.title or found.external_id, style="bold")
        out.print(f"{words.outlet(found)}  {found.document_id}")
        for removed in found.removed:
            out.print(f"taken out: {removed.why} ({len(removed.text)} characters)")
        for derivation in source.derivations():
            if derivation.document_id == found.document_id:
                out.print(f"{derivation.kind} of {derivation.original_id}: {derivation.reason}")
        claims = list(source.claims(found.document_id))
        out.print(f"{len(claims)} claims  {marking.LEGEND}")
        for number, claim in enumerate(claims, 1):
            out.print()
            print_claim(out, claim, source, f"#{number}")
