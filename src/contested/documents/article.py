"""The report inside a page's text: what is no report is taken out, kept apart and explained.

Nothing is rewritten. The clean text is made of whole pieces of the raw text in their order, and
every visible character of the raw text is either kept or in ``removed``. In doubt a line stays:
a boilerplate line too many costs a look, a sentence too few costs an incident.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from contested.documents.boilerplate import boilerplate, byline, caption, finished
from contested.documents.characters import VisibleText, see, writable
from contested.documents.datelines import dateline, full_date, is_update, outlet_name
from contested.documents.debris import debris_start
from contested.records import Published, Removed
from contested.values.folding import fold
from contested.values.intervals import DateInterval
from contested.values.spans import OffsetMap, Span

_HEAD_LINES = 10  # lines with words among which title, date, byline and picture stand
_LONGEST_TITLE = 220
_TITLE_WORDS = 30
_ORIGIN = re.compile(
    r"[Oo]riginally (?:ran|appeared|published|posted)(?: first)? (?:on|in|by) (?:the )?"
    r"(?P<outlet>[^\W\d_a-z][^.:;\d]{2,60})(?=[.:;]|$)"
)
# No title ends with one of these; a line broken at a column's edge does.
_OPEN_END = re.compile(
    r"\b(?:a|an|and|as|at|by|for|from|in|of|on|or|that|the|to|was|were|which|who|with)\Z", re.I
)
_CHRONOLOGY = 3  # so many different dates on lines of their own are headings of a chronology


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned report. ``offsets`` leads from its text to the raw text."""

    text: str
    title: str | None
    headline: Span | None
    published: Published
    source: str | None
    removed: tuple[Removed, ...]
    offsets: OffsetMap


@dataclass(slots=True)
class _Line:
    """One line with words while it is looked at; ``cut`` is where its debris begins."""

    span: Span
    words: str
    new_block: bool
    why: str | None = None
    cut: int | None = None
    why_cut: str = ""


@dataclass(slots=True)
class _Findings:
    """What the lines gave so far."""

    title: _Line | None = None
    day: date | None = None
    day_line: str = ""
    source: str | None = None
    lines: list[_Line] = field(default_factory=list)


def clean(raw: str, title: str | None = None) -> Article:
    """The report in a raw text. A ``title`` that is given is found in the text, never put into it."""
    seen = see(raw)
    found = _Findings(lines=list(_lines(seen.text)))
    _mark_debris(found.lines)
    _find_title(found, title)
    _mark_repeated_title(found)
    _read_dates(found)
    _mark_boilerplate(found)
    _read_dateline(found)
    return _article(raw, seen, found, title)


def _lines(text: str) -> Iterator[_Line]:
    start, blank = 0, True
    for whole in text.split("\n"):
        words = whole.strip()
        if words:
            at = start + len(whole) - len(whole.lstrip())
            yield _Line(Span(at, at + len(words)), words, blank)
        blank = not words
        start += len(whole) + 1


def _mark_debris(lines: list[_Line]) -> None:
    for line in lines:
        start = debris_start(line.words)
        if start is None:
            continue
        at, why = start
        if at == 0:
            line.why = why
        else:
            line.cut, line.why_cut = line.span.start + at, why


def _find_title(found: _Findings, given: str | None) -> None:
    """The first line, if it looks like one; where a title is given, only a line that says the same."""
    head = [line for line in found.lines if line.why is None][:3]
    if given:
        found.title = next((line for line in head if _same_title(line.words, given)), None)
        return
    if len(head) > 1 and _looks_like_title(head[0], head[1]):
        found.title = head[0]


def _same_title(words: str, given: str) -> bool:
    if len(words) > 2 * _LONGEST_TITLE:
        return False
    line, title = fold(words), fold(given)
    # Pages print the outlet's name behind the title: "Rebels lose town | The Daily".
    return (
        line == title
        or (len(line) > 20 and title.startswith(line))
        or (len(title) > 20 and line.startswith(title) and len(line) < len(title) + 40)
    )


def _looks_like_title(line: _Line, following: _Line) -> bool:
    words = line.words
    if len(words) > _LONGEST_TITLE or words.count(" ") >= _TITLE_WORDS or line.cut is not None:
        return False
    if fold(words) == fold(following.words):
        return True
    if (finished(words) and not words.endswith("?")) or words.endswith((",", ";", ":", "-")):
        return False
    if _OPEN_END.search(words[-10:]):
        return False
    if (
        full_date(words)
        or byline(words)
        or dateline(words)
        or caption(words)
        or boilerplate(words, tail=False)
    ):
        return False
    # A sentence that runs on in the next line is a broken line, not a title.
    return following.new_block or not (following.words[0].islower() or _wrapped(line, following))


def _wrapped(line: _Line, following: _Line) -> bool:
    """Two lines of a column: both as long as columns are, and alike in length."""
    return 55 <= len(line.words) <= 100 and abs(len(line.words) - len(following.words)) < 12


def _mark_repeated_title(found: _Findings) -> None:
    if found.title is None:
        return
    same = fold(found.title.words)
    for line in _head(found):
        if line is not found.title and len(line.words) < 2 * _LONGEST_TITLE and fold(line.words) == same:
            line.why = "title printed again"


def _head(found: _Findings) -> list[_Line]:
    return [line for line in found.lines[: 2 * _HEAD_LINES] if line.why is None][:_HEAD_LINES]


def _read_dates(found: _Findings) -> None:
    """Dates on lines of their own near the top; the day of printing is preferred to that of a change."""
    dated = [(line, day) for line in found.lines if line.why is None and (day := _date_line(line.words))]
    if len({day for _, day in dated}) >= _CHRONOLOGY:
        return
    head = _head(found)
    at_top = [(line, day) for line, day in dated if any(line is other for other in head)]
    for line, day in sorted(at_top, key=lambda pair: is_update(pair[0].words)):
        line.why = "date line"
        if found.day is None:
            found.day, found.day_line = day, line.words


def _date_line(words: str) -> date | None:
    """The date of a line that holds nothing else, or a date behind a byline ("By Jane Doe | 26 Jan 2017")."""
    if day := full_date(words):
        return day
    before, bar, after = words[:120].rpartition("|")
    return full_date(after) if bar and len(words) <= 120 and not any(map(str.isdigit, before)) else None


def _mark_boilerplate(found: _Findings) -> None:
    head = _head(found)
    total = found.lines[-1].span.end if found.lines else 0
    in_list = ""
    for line in found.lines:
        if line.why is not None or line is found.title:
            continue
        rule = boilerplate(line.words, tail=line.span.start * 3 >= total * 2)
        if rule:
            line.why, in_list = rule.why, rule.why if rule.heads_list else ""
            found.source = found.source or _origin(line.words)
        elif in_list and _list_item(line.words):
            line.why = in_list
        else:
            in_list = ""
            line.why = _head_shape(line.words) if any(line is other for other in head) else None


def _list_item(words: str) -> bool:
    return len(words) <= 150 and not finished(words) and not words.endswith((",", ";", ":"))


def _head_shape(words: str) -> str | None:
    if byline(words):
        return "byline"
    return "caption of a picture" if caption(words) else None


def _origin(words: str) -> str | None:
    match = _ORIGIN.search(words)
    return outlet_name(match["outlet"].strip()) if match else None


def _read_dateline(found: _Findings) -> None:
    for line in _head(found):
        if line is found.title:
            continue
        head = dateline(line.words)
        if head:
            if found.day is None and head.day:
                found.day, found.day_line = head.day, head.printed
            found.source = found.source or head.agency
            return


def _article(raw: str, seen: VisibleText, found: _Findings, given: str | None) -> Article:
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    removed: list[Removed] = []
    length, gap = 0, False
    headline: Span | None = None
    for line in found.lines:
        gap = gap or line.new_block
        if line.why is not None:
            removed.append(_removed(raw, seen, line.span, line.why))
            gap = True
            continue
        kept = _trimmed(seen.text, line.span.start, line.cut or line.span.end)
        if parts:
            parts.append("\n\n" if gap else "\n")
            length += len(parts[-1])
        parts.append(kept.of(seen.text))
        if line is found.title:
            headline = Span(length, length + len(kept))
        for piece in seen.raw_pieces(kept):
            pieces.append((piece.start, length, len(piece)))
            length += len(piece)
        if line.cut is not None:
            removed.append(_removed(raw, seen, Span(line.cut, line.span.end), line.why_cut))
        gap = False
    removed += _hidden(raw, seen, removed)
    return Article(
        text="".join(parts),
        title=given or (found.title.words if found.title else None),
        headline=headline,
        published=_published(found),
        source=found.source,
        removed=tuple(sorted(removed, key=lambda one: (one.start, one.end))),
        offsets=OffsetMap(tuple(pieces)),
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip()))


def _removed(raw: str, seen: VisibleText, span: Span, why: str) -> Removed:
    pieces = seen.raw_pieces(span)
    start, end = pieces[0].start, pieces[-1].end
    return Removed(start, end, why, writable(raw[start:end]))


def _hidden(raw: str, seen: VisibleText, passages: list[Removed]) -> list[Removed]:
    """The runs of hidden characters that do not lie in a passage which was taken out whole."""
    found, at = [], 0
    for span in seen.hidden:
        while at < len(passages) and passages[at].end < span.end:
            at += 1
        if at == len(passages) or not passages[at].start <= span.start:
            found.append(Removed(span.start, span.end, "hidden characters", writable(span.of(raw))))
    return found


def _published(found: _Findings) -> Published:
    if found.day is None:
        return Published(None, "unknown")
    return Published(DateInterval.day(found.day), "dateline", (f'printed as "{found.day_line}"',))
