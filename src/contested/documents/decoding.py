"""Bytes as text: what the file says of itself first, then what it can only be, a guess last.

A guess is made among the encodings that reports of the region come in. Bytes that are no text
in any of them are refused: a report in wrong letters would be coded as one that names nobody.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from contested.errors import SkipInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
# Arabic, Cyrillic, Hebrew: what outlets of the region were written in before UTF-8.
_GUESSES = ["cp1256", "iso8859_6", "cp1251", "cp1255"]
# In French or Turkish about one byte in twenty is an accented letter, in Arabic or Russian four in five.
_LATIN_SHARE = 0.15
_CONTROL = bytes(range(9)) + bytes(range(14, 32))
_SAMPLE = 65_536
_DECLARED = re.compile(rb"""charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


def decode(body: bytes) -> str:
    """The text of a file; raises :class:`SkipInput` for bytes that are none."""
    _refuse_other_kinds(body)
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _marked(body, encoding)
    if b"\x00" in body:
        return _wide(body)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(body)


def decode_page(body: bytes) -> str:
    """The text of a web page: like :func:`decode`, with the page's own ``charset`` before any guess."""
    _refuse_other_kinds(body)
    try:
        return body.decode("utf-8-sig") if b"\x00" not in body else decode(body)
    except UnicodeDecodeError:
        declared = _DECLARED.search(body[:4096])
    if declared and not body.startswith(tuple(mark for mark, _ in _MARKS)):
        try:
            return body.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a page that says "utf-8" and is not, or names an encoding that does not exist
    return decode(body)


def _refuse_other_kinds(body: bytes) -> None:
    for magic, what in _OTHER_KINDS:
        if body.startswith(magic):
            raise SkipInput(f"this is {what}, not text; give its text instead", kind="binary")


def _marked(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        raise SkipInput(
            f"begins as {encoding} but byte {error.start} does not belong to it; save it as UTF-8",
            kind="encoding",
        ) from error


def _wide(body: bytes) -> str:
    """UTF-16 without its mark: text of Latin letters has every second byte zero, other bytes have not."""
    sample = body[:_SAMPLE]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[first::2].count(0), sample[1 - first :: 2].count(0)
        if zeros > len(sample) * 0.2 and others < zeros * 0.05:
            try:
                return body.decode(encoding)
            except UnicodeDecodeError:
                break
    # A few NULs in a text are dirt and are taken out later; many are another kind of file.
    if body.count(0) > max(2, len(body) // 100):
        raise SkipInput("this is a binary file, not text; give its text instead", kind="binary")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise SkipInput("this is a binary file, not text; give its text instead", kind="binary") from None


def _guessed(body: bytes) -> str:
    sample = body[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if control > len(sample) * 0.02:
        raise SkipInput("this is a binary file, not text; give its text instead", kind="binary")
    if sum(byte > 127 for byte in sample) < _LATIN_SHARE * len(sample):
        return body.decode("cp1252", "replace")  # five bytes are unused in it and show as U+FFFD
    best = from_bytes(body, cp_isolation=_GUESSES).best()
    if best is None:
        raise SkipInput("in no encoding that is known here; save it as UTF-8", kind="encoding")
    return str(best)
