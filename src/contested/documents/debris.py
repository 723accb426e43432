"""What machines leave behind an article: variable dumps, JSON, mark-up, script, encoded blobs, link lists.

Known by its shape alone, never by its words. Prose has letters and spaces; a line is debris
only when it could not be prose in any language. Every pattern is bounded: a line of a million
characters is looked at once.
"""

from __future__ import annotations

import re

# PHP's var_dump and print_r, and the JSON they were called on, may begin behind the last full stop.
_DUMP = re.compile(
    r"""\bstring\(\d{1,9}\)\s?["“]|\b(?:array|object)\([\w\\]{1,60}\)\s?(?:\#\d{1,6}\s?\(\d{1,6}\)\s?)?\{"""
    r"""|\bArray\s{0,4}\(\s{0,4}\[\w{1,40}\]\s?=>|\[\{"\w{1,40}":|\{"@?\w{1,40}":["\[{\d]""",
    re.VERBOSE,
)
_DUMP_LINE = re.compile(
    r"""\[?"?\w{0,40}"?\]?\s?=>|(?:string|int|float|bool|array|object)\([\w.]{1,30}\)|Array$|NULL$"""
)
_JSON_KEY = re.compile(r'"[\w@.-]{1,40}"\s?:')
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,300})?/?>")
_SCRIPT = re.compile(
    r"function\s?\w{0,40}\(|=>\s?\{|\bvar \w{1,40}\s?=|document\.\w{1,30}|window\.\w{1,30}"
    r"|\w\(\)\s?[;{]|<!--|\}\)"
)
_STYLE = re.compile(r"[\w-]{2,30}\s?:\s?[^;{}]{1,60};")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_BLOB = re.compile(r"[A-Za-z0-9+/_=-]{100,}")
_MARKS = frozenset("{}[]<>=\\|;_#$^~`\"'():,/&%*@+")
# Not "#", "_" and "|": posts of the region are full of tags ("#جبهة_النصرة").
_HARD_MARKS = frozenset("{}[]<>=\\;$^~`")
_SHORTEST_JUDGED = 25  # below it ":)" and "[1]" are most of a line


def debris_start(line: str) -> tuple[int, str] | None:
    """Where debris begins in a line, and what it is; 0 where all of it is debris; None where none is."""
    whole = _whole(line)
    if whole:
        return 0, whole
    dump = _DUMP.search(line)
    return (dump.start(), "variable dump") if dump else None


def _whole(line: str) -> str | None:
    stripped = line.strip()
    if not stripped:
        return None
    if _only_marks(stripped):
        return "left-over marks"
    if _DUMP.match(stripped) or _DUMP_LINE.match(stripped):
        return "variable dump"
    if _JSON_KEY.match(stripped):
        return "data (JSON)"
    if len(_JSON_KEY.findall(stripped[:20_000])) >= 3 and _share(stripped, _MARKS) > 0.12:
        return "data (JSON)"
    if _mostly(_URL, stripped, 0.8):
        return "addresses"
    if len(stripped) < _SHORTEST_JUDGED:
        return None
    if _mostly(_BLOB, stripped, 0.8) and _looks_encoded(stripped):
        return "encoded data"
    if _mostly(_TAG, stripped, 0.4):
        return "mark-up"
    return _code(stripped)


def _code(line: str) -> str | None:
    hard = _share(line, _HARD_MARKS)
    if hard > 0.04 and (_SCRIPT.search(line) or ("{" in line and _STYLE.search(line[:20_000]))):
        return "script or style sheet"
    return "data" if hard > 0.15 and sum(map(str.isalpha, line)) < 0.5 * len(line) else None


def _only_marks(line: str) -> bool:
    """Braces left alone by a dump of many lines; a rule of dashes or stars between parts is kept as it is."""
    return all(char in "{}[]()<>;," for char in line) and any(char in "{}[]<>;" for char in line)


def _share(line: str, marks: frozenset[str]) -> float:
    return sum(char in marks for char in line) / len(line)


def _mostly(pattern: re.Pattern[str], line: str, share: float) -> bool:
    return sum(match.end() - match.start() for match in pattern.finditer(line)) >= share * len(line)


def _looks_encoded(line: str) -> bool:
    """Letters of both cases mixed with digits: "AAAAAAA..." is a cry, base64 is not."""
    head = line[:2000]
    digits = sum(char.isdigit() for char in head)
    return digits * 25 > len(head) and any(map(str.islower, head)) and any(map(str.isupper, head))
