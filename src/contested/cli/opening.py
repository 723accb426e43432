"""Opening what a command names: ledgers, inputs, and the data that names things elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contested.errors import UsageError

if TYPE_CHECKING:
    from contested.exports import KindOf, Registered, Vocabularies
    from contested.ledger import Ledger

LedgerArgument = Annotated[
    Path, typer.Argument(metavar="LEDGER", help="The ledger file.", show_default=False)
]


@contextmanager
def reading(path: Path) -> Iterator[Ledger]:
    """An existing ledger, closed afterwards."""
    if not path.exists():
        raise UsageError(f"no ledger {path}; make one with: contested code REPORTS --ledger {path}")
    from contested.ledger import open_ledger

    with open_ledger(path) as ledger:
        yield ledger


def existing(paths: Iterable[Path]) -> list[Path]:
    """The inputs, all of which are there."""
    found = list(paths)
    for path in found:
        if not path.exists():
            raise UsageError(f"no file or folder {path}; give the reports to read")
    return found


def day(text: str | None) -> date | None:
    """A day as typed: YYYY-MM-DD."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write YYYY-MM-DD") from error


@dataclass(frozen=True, slots=True)
class Shipped:
    """The shipped ontology's names elsewhere, and what the shipped register knows of actors."""

    vocabularies: Vocabularies
    kind_of: KindOf
    registered: Registered


def shipped(registers: Iterable[Path] = ()) -> Shipped:
    """Load the ontology and the register that come with the program, with a user's own actors."""
    from contested import ontology
    from contested.actors import register
    from contested.exports import Registered, vocabularies

    loaded = register.load([*register.shipped_files(), *registers])

    def kind_of(actor_id: str) -> str | None:
        actor = loaded.actors.get(actor_id)
        if actor is not None and actor.side == "government":
            return "state_force"  # "the army", "police", a coalition of states
        return actor.kind if actor else None

    names = {key: actor.name for key, actor in loaded.actors.items()}
    return Shipped(vocabularies(ontology.load(), kind_of), kind_of, Registered(loaded.relations, names))
