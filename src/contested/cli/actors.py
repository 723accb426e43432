"""``contested actors``: whom the register knows by which name on which day, and who became whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from contested.cli.console import stdout
from contested.cli.group import OneLineErrors
from contested.cli.opening import day
from contested.errors import NotFound
from contested.records import Actor, RegisterRelation, WorldDates
from contested.values.folding import fold

if TYPE_CHECKING:
    from contested.actors import Register

app = typer.Typer(cls=OneLineErrors, no_args_is_help=True, help="Look into the register of actors.")
_LINEAGE = ("renamed", "merged_into", "formed_by_merger_of", "split_from", "pledged_to", "branch_of")
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, or part of one.", show_default=False)]


@app.command()
def show(
    name: Name,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="Only names held on this day.")
    ] = None,
) -> None:
    """Show the actors of a name: their kind, their dated names and relations.

    Example:

      contested actors show "Jabhat al-Nusra" --on 2016-01-01
    """
    register, wanted = _register(), day(on)
    for actor in _named(register, name, wanted):
        _show(actor, register, wanted)


@app.command()
def lineage(name: Name) -> None:
    """Show who an actor came from and became: renamed, merged, split, in order of dates.

    Example:

      contested actors lineage "Jabhat al-Nusra"
    """
    register = _register()
    for actor in _named(register, name, None):
        stdout().print(f"{actor.name}  {actor.actor_id}", style="bold")
        for row in sorted(register.relations_of(actor.actor_id, types=_LINEAGE), key=_since):
            stdout().print(f"  {_relation(row, register)}")


def _register() -> Register:
    from contested.actors import register

    return register.load()


def _named(register: Register, name: str, on: date | None) -> list[Actor]:
    """Actors that bear this very name; only where none does, those with a name that holds it."""
    part = fold(name)
    for fits in (lambda folded: folded == part, lambda folded: part in folded):
        found = [
            actor
            for actor in register.actors.values()
            if actor.actor_id == name or any(fits(fold(one)) for one in _names_on(actor, on))
        ]
        if found:
            return found
    held = f" on {on}" if on else ""
    raise NotFound(f"the register has no actor called {name!r}{held}")


def _names_on(actor: Actor, on: date | None) -> list[str]:
    return [one.text for one in actor.names if on is None or one.dates.may_hold_on(on, on)]


def _show(actor: Actor, register: Register, on: date | None) -> None:
    out = stdout()
    out.print(f"{actor.name}  {actor.actor_id}  {actor.kind}  {_held(actor.dates)}", style="bold")
    for one in actor.names:
        if on is None or one.dates.may_hold_on(on, on):
            out.print(f"  {one.text}  ({one.kind})  {_held(one.dates)}")
    for row in register.relations_of(actor.actor_id):
        if on is None or row.dates.may_hold_on(on, on):
            out.print(f"  {_relation(row, register)}")


def _relation(row: RegisterRelation, register: Register) -> str:
    ends = [register.actors[key].name if key in register.actors else key for key in (row.subject, row.object)]
    unsure = " (unsure)" if row.unsure else ""
    return f"{ends[0]} {row.type} {ends[1]}  {_held(row.dates)}{unsure}  {row.source}"


def _since(row: RegisterRelation) -> str:
    return str(row.dates.from_earliest or "")


def _held(dates: WorldDates) -> str:
    first, last = dates.from_earliest, dates.to_latest
    if first is None and last is None:
        return ""
    return f"{first or '...'}/{last or '...'}"
