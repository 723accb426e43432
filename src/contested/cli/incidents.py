"""``contested incidents``: the incident table, filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from contested.cli import words
from contested.cli.console import plain, stderr, stdout
from contested.cli.opening import LedgerArgument, day, reading, shipped
from contested.errors import UsageError
from contested.records import Incident, Party
from contested.values.folding import fold

if TYPE_CHECKING:
    from rich.table import Table


class GradeChoice(StrEnum):
    """The grades of an incident, the surest first."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which incidents are asked for: all conditions hold, and of each list one value at least.

    A date that is only known as a span is in where it may be in. ``min_deaths`` looks at the low figure:
    what all sources grant.
    """

    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    min_deaths: int = 0
    disputed: bool = False
    grades: tuple[str, ...] = ()

    def takes(self, incident: Incident) -> bool:
        """Whether this incident is one of them."""
        return (
            (not self.types or incident.event_type in self.types)
            and (not self.grades or incident.grade in self.grades)
            and (not self.disputed or bool(incident.disputed))
            and (not self.min_deaths or (incident.deaths.low if incident.deaths else 0) >= self.min_deaths)
            and self._in_time(incident)
            and _one_named(self.actors, _actor_names(incident))
            and _one_named(self.places, _place_names(incident))
        )

    def _in_time(self, incident: Incident) -> bool:
        if self.first is None and self.last is None:
            return True
        days = incident.date
        if days is None:
            return False
        return (self.last is None or days.first <= self.last) and (
            self.first is None or self.first <= days.last
        )


def incidents(
    ledger: LedgerArgument,
    actor: Annotated[
        list[str] | None, typer.Option(help="Part of an actor's name, or its id; repeat for or.")
    ] = None,
    place: Annotated[
        list[str] | None, typer.Option(help="Part of a place's or province's name; repeat for or.")
    ] = None,
    event_type: Annotated[
        list[str] | None, typer.Option("--type", help="A key of `contested types`; repeat for or.")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day, YYYY-MM-DD.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day, YYYY-MM-DD.")] = None,
    min_deaths: Annotated[int, typer.Option(min=0, help="At least so many dead by the lowest figure.")] = 0,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only where sources cannot all be right.")
    ] = False,
    grade: Annotated[
        list[GradeChoice] | None, typer.Option(help="How well it is attested; repeat for or.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="A JSON object a line, as in incidents.jsonl.")
    ] = False,
) -> None:
    """List incidents by date: where, who, how many dead, how many sources.

    Two days are the first and the last on which it may have been. Deaths are lowest-highest (best);
    + sets no upper limit, ? is no figure, * is a figure that sources dispute. Src counts sources and
    independent ones.

    Examples:

      contested incidents demo.ledger --actor nusra --from 2017-01-01

      contested incidents demo.ledger --disputed --min-deaths 10 --json
    """
    wanted = Wanted(
        tuple(map(fold, actor or ())),
        tuple(map(fold, place or ())),
        _known_types(event_type or ()),
        day(first),
        day(last),
        min_deaths,
        disputed,
        tuple(one.value for one in grade or ()),
    )
    with reading(ledger) as source:
        found = (one for one in source.incidents() if wanted.takes(one))
        _print_json(found) if as_json else _print_table(found)


def _known_types(keys: Iterable[str]) -> tuple[str, ...]:
    """The types asked for; one that the ontology has not is a slip of the keyboard."""
    wanted = tuple(keys)
    if wanted:
        from contested import ontology

        known = ontology.load().types
        for key in wanted:
            if key not in known:
                raise UsageError(f"no event type {key!r}; `contested types` lists them")
    return wanted


def _actor_names(incident: Incident) -> Iterator[str]:
    party: Party
    for party in (*incident.side_a, *incident.side_b):
        yield from (name for name in (party.text, party.actor_name, party.actor_id) if name)


def _place_names(incident: Incident) -> Iterator[str]:
    for place in incident.places:
        names = (place.name, place.adm1, place.adm2, place.country, place.place_id)
        yield from (name for name in names if name)


def _one_named(wanted: tuple[str, ...], names: Iterable[str]) -> bool:
    if not wanted:
        return True
    folded = [fold(name) for name in names]
    return any(part in name for part in wanted for name in folded)


def _print_json(found: Iterable[Incident]) -> None:
    from contested.exports.from_records import incident_row
    from contested.exports.rows import line

    vocabularies = shipped().vocabularies
    for incident in found:
        typer.echo(line(incident_row(incident, vocabularies(incident))), nl=False)


def _print_table(found: Iterable[Incident]) -> None:
    rows = list(found)
    if rows:
        stdout().print(_table(rows))
    stderr().print(f"{len(rows)} incident{'' if len(rows) == 1 else 's'}")


def _table(rows: Iterable[Incident]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, padding=0, pad_edge=False, show_edge=False)
    table.add_column("Incident", no_wrap=True, min_width=words.SHORT_ID)
    table.add_column("When", min_width=10, max_width=10)
    table.add_column("Where", min_width=10, max_width=24, overflow="fold")
    table.add_column("What", min_width=15, overflow="fold")
    table.add_column("Deaths", justify="right", min_width=7, max_width=9, overflow="fold")
    table.add_column("Src", justify="right", no_wrap=True)
    table.add_column("Grade", min_width=10, no_wrap=True)
    for incident in rows:
        table.add_row(*map(plain, _cells(incident)))
    return table


def _cells(incident: Incident) -> tuple[str, ...]:
    dead = "deaths" in incident.disputed
    return (
        incident.incident_id[: words.SHORT_ID],
        words.days(incident.date).replace("/", "\n"),
        words.place(incident),
        f"{incident.event_type}\n{words.sides(incident)}",
        words.deaths(incident.deaths).replace(" ", "\n") + ("*" if dead else ""),
        f"{incident.number_of_sources}/{incident.number_of_independent_sources}",
        incident.grade + ("\ndisputed" if incident.disputed else ""),
    )
