"""``contested export``, ``schema`` and ``validate``: files for other programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contested.cli.opening import LedgerArgument, existing, reading, shipped

if TYPE_CHECKING:
    from contested import exports

SHOWN_PROBLEMS = 100


class Format(StrEnum):
    """What ``--format`` takes."""

    JSONL = "jsonl"
    ACLED = "acled"
    UCDP = "ucdp"
    GEOJSON = "geojson"
    ALL = "all"


def export(
    ledger: LedgerArgument,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write into.", show_default=False)],
    formats: Annotated[
        list[Format] | None,
        typer.Option(
            "--format", help="Repeat for several.  [default: jsonl, acled and ucdp]", show_default=False
        ),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Give the names of victims and private persons too.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write into a folder that holds other files.")
    ] = False,
    register: Annotated[
        list[Path] | None, typer.Option(help="Your own actors, if the ledger was coded with some.")
    ] = None,
) -> None:
    """Write a ledger's content as files: five JSON Lines files and CSV tables.

    documents, mentions, claims, incidents and relations (.jsonl, see `contested schema`), and the incidents
    under ACLED's and UCDP GED's column names. The same ledger gives the same bytes. Names of private
    persons are left out, but the reports' own texts are not changed.

    Examples:

      contested export demo.ledger out

      contested export demo.ledger map --format geojson
    """
    from contested import exports

    wanted = _wanted(formats)
    known = shipped(existing(register or ()))
    with reading(ledger) as source:
        written = exports.export(
            source.as_known(datetime.now(UTC)),  # the files agree while another process goes on coding
            out,
            formats=wanted,
            vocabularies=known.vocabularies,
            kind_of=known.kind_of,
            registered=known.registered,
            names=names,
            force=force,
        )
    for path in written:
        typer.echo(path)


def _wanted(formats: list[Format] | None) -> tuple[exports.Format, ...]:
    from contested import exports

    if not formats:
        return exports.DEFAULT_FORMATS
    asked = {one.value for one in formats}
    return tuple(one for one in exports.FORMATS if one in asked or Format.ALL in formats)


def schema(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="documents, mentions, claims, incidents or relations."),
    ],
) -> None:
    """Print the JSON Schema (2020-12) of one exported file's lines.

    Example:

      contested schema claims > claims.schema.json
    """
    from contested import exports

    typer.echo(json.dumps(exports.schema(name), indent=2, ensure_ascii=False))


def validate(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="An exported folder.")],
) -> None:
    """Check an export: every line against its schema, every id and offset against the texts.

    Exit status 1 where something is wrong; problems are named by file and line.

    Example:

      contested validate out
    """
    from contested import exports

    found = exports.problems(folder)
    count = 0
    for problem in islice(found, SHOWN_PROBLEMS):
        count += 1
        typer.echo(str(problem))
    more = sum(1 for _ in found)
    if count:
        typer.echo(f"{count + more} problems in {folder}", err=True)
        raise typer.Exit(1)
    typer.echo(f"{folder}: a sound export")
