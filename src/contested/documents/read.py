"""Files and folders as documents, one after the other, with every input accounted for.

Each file or line gives a document or a refusal that names the place and what to do about it.
One document may come with refusals of parts of it (a date in 2087): the document stands. Nothing is
held but the ids that were seen, so that the same id with other words is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from contested.documents.article import Article, clean
from contested.documents.characters import plain, see
from contested.documents.language import language_code, language_of
from contested.documents.limits import ReadLimits
from contested.documents.publication import EARLIEST, NotADate, published_days
from contested.documents.readers import READERS, RawReport
from contested.errors import SkipInput, UsageError
from contested.records import Document, Published, Refusal


def read(inputs: Sequence[Path], limits: ReadLimits | None = None) -> Iterator[Document | Refusal]:
    """The reports of files and folders, in a fixed order; a path that is not there stops the run at once."""
    for path in inputs:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
    return _read(inputs, limits or ReadLimits())


def _read(inputs: Sequence[Path], limits: ReadLimits) -> Iterator[Document | Refusal]:
    seen: dict[str, tuple[str, str]] = {}
    for path in inputs:
        for raw in _raw_reports(path, limits):
            yield from _documented(raw, seen, limits) if isinstance(raw, RawReport) else (raw,)


def _raw_reports(path: Path, limits: ReadLimits) -> Iterator[RawReport | Refusal]:
    if not path.is_dir():
        yield from _file(path, path.name, limits)
        return
    for file in _files(path):
        if isinstance(file, Refusal):
            yield file
        else:
            yield from _file(file, file.relative_to(path).as_posix(), limits)


def _files(folder: Path) -> Iterator[Path | Refusal]:
    """The files below a folder, sorted; hidden ones are passed over, links out of it are not followed."""
    inside = folder.resolve()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path.is_symlink() and path != folder and (path.is_dir() or not _lies_in(path, inside)):
            yield Refusal.of(
                _shown(path), "unsupported", "a link to a folder or out of this one; not followed"
            )
        elif not path.is_dir():
            yield path
        else:
            try:
                below = sorted(child for child in path.iterdir() if not child.name.startswith("."))
            except OSError as error:
                yield Refusal.of(_shown(path), "unreadable", f"the folder cannot be read: {error.strerror}")
                continue
            waiting.extend(reversed(below))


def _lies_in(path: Path, folder: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        return False


def _file(path: Path, name: str, limits: ReadLimits) -> Iterator[RawReport | Refusal]:
    place = _shown(path)
    try:
        reader = READERS.get(path.suffix.lower())
        if reader is None or not path.is_file():
            known = " ".join(sorted(READERS))
            raise SkipInput(f"not a kind of file that is read here ({known})", kind="unsupported")
        yield from reader(path, _writable_name(name), place, limits)
    except SkipInput as refused:
        yield Refusal.of(place, refused.kind, refused.reason)
    except OSError as error:
        yield Refusal.of(place, "unreadable", f"the file cannot be read: {error.strerror or error}")


def _shown(path: Path) -> str:
    return _writable_name(path.as_posix())


def _writable_name(name: str) -> str:
    """A file name for people and ledgers: bytes that are no UTF-8 and line breaks shown as U+FFFD."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in shown)


def _documented(
    raw: RawReport, seen: dict[str, tuple[str, str]], limits: ReadLimits
) -> Iterator[Document | Refusal]:
    try:
        document, complaints = _document(raw, limits)
        _refuse_second(document, seen)
    except SkipInput as refused:
        yield Refusal.of(raw.origin, refused.kind, refused.reason)
        return
    yield document
    for kind, reason in complaints:
        yield Refusal.of(raw.origin, kind, reason, document.document_id)


def _refuse_second(document: Document, seen: dict[str, tuple[str, str]]) -> None:
    if document.external_id not in seen:
        seen[document.external_id] = (document.document_id, document.origin)
        return
    first_id, first_place = seen[document.external_id]
    if first_id == document.document_id:
        raise SkipInput(f"the same report again; it was read at {first_place}", kind="repeated")
    raise SkipInput(
        f'id "{document.external_id[:80]}" was given to another report at {first_place};'
        " give each report its own id",
        kind="duplicate_id",
    )


def _document(raw: RawReport, limits: ReadLimits) -> tuple[Document, list[tuple[str, str]]]:
    _refuse_unreadable_text(raw.text, limits)
    title, source, url = plain(raw.title), plain(raw.source), plain(raw.url)
    external_id = plain(raw.external_id) or raw.origin
    article = clean(raw.text, title)
    if not any(map(str.isalnum, article.text)):
        raise SkipInput("nothing is left of the text once what is no report is taken out", kind="no_text")
    published, complaints = _published(raw, article, limits)
    document = Document(
        document_id=Document.make_id(external_id, title, raw.text, source, url, raw.published),
        external_id=external_id,
        title=article.title,
        text=article.text,
        source=source or article.source,
        url=url,
        language=language_code(raw.language) or language_of(article.text),
        retrieved=plain(raw.retrieved),
        published=published,
        removed=article.removed,
        headline=article.headline,
        origin=raw.origin,
    )
    return document, [("field", complaint) for complaint in raw.complaints] + complaints


def _refuse_unreadable_text(text: str, limits: ReadLimits) -> None:
    if not text.strip():
        raise SkipInput("the report has no text", kind="no_text")
    if len(text) > limits.max_text_chars:
        raise SkipInput(
            f"{len(text):,} characters are too many for one report (at most {limits.max_text_chars:,});"
            " split it into its reports",
            kind="too_large",
        )
    hidden = sum(map(len, see(text).hidden))
    if hidden > max(20, limits.max_invisible_share * len(text)):
        raise SkipInput(
            f"{hidden:,} of {len(text):,} characters are invisible or control characters;"
            " this is garbled or no text",
            kind="binary",
        )


def _published(
    raw: RawReport, article: Article, limits: ReadLimits
) -> tuple[Published, list[tuple[str, str]]]:
    """The given day, else the day printed in the text, else unknown; what cannot be is said."""
    complaints = []
    if raw.published:
        try:
            return Published(published_days(raw.published, limits.today), "given"), []
        except NotADate as refused:
            complaints.append(("date", f"{refused}; not used"))
    printed = article.published
    if printed.days and not (printed.days.first.year >= EARLIEST and printed.days.first <= limits.today):
        complaints.append(("date", f"the report is {printed.reasons[0]}, which lies in the future; not used"))
        printed = Published(None, "unknown")
    return printed, complaints
