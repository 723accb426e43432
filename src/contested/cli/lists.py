"""``contested types``, ``refusals`` and ``runs``: what there is, what was not read, what was done."""

from __future__ import annotations

from typing import Annotated

import typer

from contested.cli.console import stderr, stdout
from contested.cli.opening import LedgerArgument, reading


def types(
    key: Annotated[
        str | None,
        typer.Argument(metavar="[KEY]", help="Show only this type, with its words.", show_default=False),
    ] = None,
) -> None:
    """List the event types of the ontology, or show one with its definition and words.

    Examples:

      contested types

      contested types execution
    """
    from contested import ontology
    from contested.errors import NotFound

    known = ontology.load().types
    if key is None:
        width = max(map(len, known))
        for name, found in known.items():
            stdout().print(f"{name:<{width}}  {found.name}", soft_wrap=True)
        return
    if key not in known:
        raise NotFound(f"no event type {key!r}; `contested types` lists them")
    _show_type(known[key])


def _show_type(found: object) -> None:
    from contested.ontology import EventType

    assert isinstance(found, EventType)
    out = stdout()
    out.print(f"{found.key}: {found.name}", style="bold")
    out.print(found.definition.strip())
    if found.excludes:
        out.print(f"Not: {found.excludes.strip()}")
    for kind in ("verbs", "nouns", "phrases", "means"):
        if listed := getattr(found.words, kind):
            out.print(f"{kind}: {', '.join(listed)}")
    for name in dict.fromkeys(f"{one.event_type} / {one.sub_event_type}" for one in found.acled):
        out.print(f"ACLED: {name}")
    if found.plover:
        out.print(f"PLOVER: {' / '.join(part for part in found.plover if part)}")


def refusals(ledger: LedgerArgument) -> None:
    """List what could not be read or decided: place, reason and kind, one a line.

    Example:

      contested refusals demo.ledger
    """
    count = 0
    with reading(ledger) as source:
        for refusal in source.refusals():
            count += 1
            stdout().print(f"{refusal.place}: {refusal.reason} ({refusal.kind})", soft_wrap=True)
    stderr().print(f"{count} refusal{'' if count == 1 else 's'}")


def runs(ledger: LedgerArgument) -> None:
    """List the runs that wrote a ledger, what each counted, and what there is now.

    Example:

      contested runs demo.ledger
    """
    out = stdout()
    with reading(ledger) as source:
        for state in source.runs():
            began = state.started.strftime("%Y-%m-%d %H:%M:%S")
            ended = _counts(state.counts) if state.finished else "not finished"
            out.print(f"{began}  {state.run.what}  {state.run.version}  {ended}", soft_wrap=True)
        out.print(f"in the ledger now: {_counts(tuple(source.counts().items()))}", soft_wrap=True)


def _counts(counts: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts) or "nothing counted"
