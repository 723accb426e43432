"""Short reports made for tests, and the whole coder on the shipped data files, loaded once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from contested import exports
from contested.cli.opening import shipped
from contested.ledger import open_ledger
from contested.pipeline.path import PathCoder, coder
from contested.pipeline.run import Coded
from contested.records import Claim, Document, Published, Relation
from contested.values.intervals import DateInterval

PUBLISHED = DateInterval.day(date(2015, 6, 10))  # a Wednesday


def report(
    text: str, key: str = "r1", language: str | None = "en", published: DateInterval | None = PUBLISHED
) -> Document:
    """A report of these words; paragraphs are parted by an empty line."""
    return Document(
        document_id=Document.make_id(key, None, text, None, None, None),
        external_id=key,
        title=None,
        text=text,
        source=None,
        url=None,
        language=language,
        retrieved=None,
        published=Published(published, "given" if published else "unknown"),
        removed=(),
        headline=None,
        origin=f"{key}.txt",
    )


@cache
def shipped_coder() -> PathCoder:
    """The rules on the shipped register and gazetteer."""
    return coder("rules")


def coded(text: str, **more: object) -> Coded:
    """What the whole path makes of a text."""
    return shipped_coder().code(report(text, **more))  # type: ignore[arg-type]


def claims(text: str, event_type: str | None = None) -> list[Claim]:
    """The claims of a text, those of one type if it is given."""
    return [claim for claim in coded(text).claims if event_type in {None, claim.event_type}]


def claim(text: str, event_type: str | None = None, where: Callable[[Claim], bool] | None = None) -> Claim:
    """The first claim of a text of that type for which ``where`` holds; a failure shows what there is."""
    found = [one for one in claims(text, event_type) if where is None or where(one)]
    assert found, [(one.event_type, one.trigger.text, one.role, one.status) for one in coded(text).claims]
    return found[0]


def relations(text: str) -> list[Relation]:
    """The stated relations of a text."""
    return list(coded(text).relations)


def actors(parties: object) -> list[str]:
    """The names of the register of some parties, the words of those it does not know."""
    return [party.actor_name or party.text for party in parties]  # type: ignore[attr-defined]


def figures(text: str) -> dict[str, tuple[str, int, int | None]]:
    """Every toll of every claim by its words: kind, low, high."""
    return {
        toll.text: (toll.kind, toll.count.low, toll.count.high)
        for one in coded(text).claims
        for toll in one.tolls
    }


def happened(text: str) -> list[str]:
    """The event types that a text tells of as incidents that took place."""
    return [one.event_type for one in coded(text).claims if one.role == "incident" and one.status != "denied"]


def exported(ledger: Path, folder: Path) -> dict[str, bytes]:
    """The files of an export of a ledger, by name."""
    known = shipped()
    with open_ledger(ledger) as source:
        paths = exports.export(
            source,
            folder,
            vocabularies=known.vocabularies,
            kind_of=known.kind_of,
            registered=known.registered,
        )
    return {path.name: path.read_bytes() for path in paths}
