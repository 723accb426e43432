"""An export as a folder: whole or not at all, and never on top of something else.

Files are written beside the folder's files under another name and take their names when all of
them are complete. A folder that holds anything else than an earlier export is refused: an export
replaces files, and they must be its own.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from contested.errors import UsageError
from contested.exports import acled, ucdp
from contested.exports.geojson import write_geojson
from contested.exports.jsonl import incident_key, withheld_names, write_jsonl
from contested.exports.relations import NO_REGISTER, Registered
from contested.exports.rows import ROWS
from contested.exports.source import Source
from contested.exports.tables import write_table
from contested.exports.vocabulary import KindOf, Vocabularies, no_kind, no_vocabulary
from contested.records import Document, Incident

Format = Literal["jsonl", "acled", "ucdp", "geojson"]
FORMATS: tuple[Format, ...] = ("jsonl", "acled", "ucdp", "geojson")
DEFAULT_FORMATS: tuple[Format, ...] = ("jsonl", "acled", "ucdp")
ACLED_FILE, UCDP_FILE, GEOJSON_FILE = "incidents_acled.csv", "incidents_ucdp.csv", "incidents.geojson"
JSONL_FILES = tuple(f"{name}.jsonl" for name in ROWS)
_PARTIAL = ".partial-"


def export(
    source: Source,
    folder: Path,
    *,
    formats: Sequence[Format] = DEFAULT_FORMATS,
    vocabularies: Vocabularies = no_vocabulary,
    kind_of: KindOf = no_kind,
    registered: Registered = NO_REGISTER,
    names: bool = False,
    force: bool = False,
) -> list[Path]:
    """Write a ledger's current content into ``folder`` and give the files written, in their order.

    ``registered`` is what the register says of actors, beside what reports say. ``names`` also gives the
    names of private persons. ``force`` writes into a folder that holds other files; it replaces only
    files that have an export's names.

    Raises:
        UsageError: the folder cannot be written, or holds something that is no export.
    """
    _check_folder(folder, force)
    with _beside(folder) as partial:
        withheld: frozenset[str] = frozenset()
        if "jsonl" in formats:
            withheld = write_jsonl(partial, source, vocabularies, names, registered)
        elif not names:
            withheld = withheld_names(source)
        _write_tables(partial, source, formats, vocabularies, kind_of, withheld)
        return _take_names(partial, folder)


def _write_tables(
    folder: Path,
    source: Source,
    formats: Sequence[Format],
    vocabularies: Vocabularies,
    kind_of: KindOf,
    withheld: frozenset[str],
) -> None:
    if "acled" in formats:
        outlets = {document.document_id: document.source for document in source.documents()}
        told = acled.Told(vocabularies, outlets, kind_of, withheld)
        write_table(folder / ACLED_FILE, acled.COLUMNS, acled.acled_rows(_incidents(source), told))
    if "ucdp" in formats:
        articles = {document.document_id: _article(document) for document in source.documents()}
        rows = ucdp.ucdp_rows(_incidents(source), vocabularies, articles, withheld)
        write_table(folder / UCDP_FILE, ucdp.COLUMNS, rows)
    if "geojson" in formats:
        write_geojson(folder / GEOJSON_FILE, _incidents(source), withheld)


def _incidents(source: Source) -> Iterator[Incident]:
    return iter(sorted(source.incidents(), key=incident_key))


def _article(document: Document) -> ucdp.Article:
    """A day of publication is cited where it is one day."""
    days = document.published.days
    day = days.first.isoformat() if days and days.days == 1 else None
    return ucdp.Article(document.source, day, document.title)


def _check_folder(folder: Path, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; give a folder for the export")
    if force or not folder.exists():
        return
    for path in sorted(folder.iterdir()):
        if not _is_of_an_export(path):
            raise UsageError(
                f"{folder} holds {path.name}, which no export wrote; give another folder or --force"
            )


def _is_of_an_export(path: Path) -> bool:
    """Whether a file has the name and, in its first line, the shape of an exported one."""
    if path.name.startswith(_PARTIAL):
        return True  # what a killed export left behind
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        first = opened.readline(1 << 16)
    if path.name in JSONL_FILES:
        return not first or first.startswith(_opening(path.stem))
    heads = {ACLED_FILE: acled.COLUMNS, UCDP_FILE: ucdp.COLUMNS}
    if path.name in heads:
        return first == ",".join(heads[path.name]).encode() + b"\r\n"
    return path.name == GEOJSON_FILE and first.startswith(b'{"type":"FeatureCollection"')


def _opening(name: str) -> bytes:
    """How every line of a file begins: with its first field."""
    first_field = ROWS[name].__struct_encode_fields__[0]
    return b"{" + json.dumps(first_field).encode() + b":"


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder for files in the making, on the same disk; gone afterwards, whatever happens."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_PARTIAL, dir=folder) as partial:
            yield Path(partial)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}") from error


def _take_names(partial: Path, folder: Path) -> list[Path]:
    order = [*JSONL_FILES, ACLED_FILE, UCDP_FILE, GEOJSON_FILE]
    written = [name for name in order if (partial / name).exists()]
    return [(partial / name).replace(folder / name) for name in written]
