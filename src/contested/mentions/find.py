"""Finding what needs no register: persons by their shape, figures, weapons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contested.languages.en import lexicon, numbers
from contested.languages.en.lexicon import English
from contested.records import Document, Mention, MentionKind, Sentence
from contested.values.spans import Span

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
# A person by shape: capitalised words with the particles of Arabic and European names between.
_ARTICLE = r"(?:(?:al|el|ul|ad|ar|as|at|az|an|ash)-)?"
_PARTICLE = r"(?:(?:bin|ibn|abu|umm|al|el|de|da|dos|la|von|van|ul)[ -])?"
_NAME = re.compile(
    rf"(?<![\w-]){_ARTICLE}[A-ZÀ-Þ][\w’'-]+(?: {_PARTICLE}{_ARTICLE}[A-ZÀ-Þ][\w’'.-]*\w){{0,4}}"
)
# Names that begin so are places of the Arab world, not persons ("Kafr Hamra", "Tell Abyad").
_PLACE_PARTS = frozenset(
    {
        "Kafr",
        "Kafar",
        "Tell",
        "Tall",
        "Tal",
        "Tel",
        "Deir",
        "Dayr",
        "Jabal",
        "Wadi",
        "Beit",
        "Ain",
        "Ras",
        "Jisr",
        "Maarrat",
        "Maarat",
        "Bab",
        "Umm",
        "Qalaat",
        "Hosh",
        "Khirbet",
        "Mount",
        "Lake",
        "Fort",
        "Port",
        "Cape",
    }
)
_KUNYA = frozenset({"Abu", "Abou", "Abd", "Abdul", "Abdel", "Umm", "Ibn", "Bin"})


def find(document: Document, sentences: tuple[Sentence, ...]) -> list[Mention]:
    """Persons, numbers and weapons of a document; unresolved, before settling."""
    words = lexicon.load()
    found: list[Mention] = []
    for sentence in sentences:
        text = sentence.span.of(document.text)
        for start, end, kind, form in _in_sentence(text, words):
            span = Span(start, end).shift(sentence.span.start)
            found.append(_mention(document, span, kind, form))
        for number in numbers.find(text):
            span = number.span.shift(sentence.span.start)
            found.append(
                Mention(
                    document.document_id,
                    span,
                    span.of(document.text),
                    "number",
                    "figure",
                    number=number.count,
                )
            )
    return found


def _mention(document: Document, span: Span, kind: MentionKind, form: str) -> Mention:
    return Mention(
        document.document_id, span, span.of(document.text), kind, "name" if form == "name" else "other"
    )


def _in_sentence(text: str, words: English) -> Iterator[tuple[int, int, MentionKind, str]]:
    for start, end in _persons(text, words):
        yield start, end, "person", "name"
    tokens = [(match.group().lower(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    for hit in words.weapons.find([token for token, _, _ in tokens]):
        yield tokens[hit.start][1], tokens[hit.end - 1][2], "weapon", "other"


def _persons(text: str, words: English) -> Iterator[tuple[int, int]]:
    for match in _NAME.finditer(text):
        name = re.sub(r"[’']s$", "", match.group())
        parts = name.split()
        dropped = 0
        while parts and (parts[0] in words.nonnames or parts[0].lower().rstrip(".") in words.sets["roles"]):
            dropped += len(parts[0]) + 1
            parts = parts[1:]
        start = match.start() + dropped
        before = text[: match.start() + dropped].rstrip(" ,").rsplit(None, 1)
        role_before = bool(before) and before[-1].lower().strip(",.") in words.sets["roles"]
        if parts and _is_a_person(parts, role_before, words):
            yield start, start + len(" ".join(parts))


def _is_a_person(parts: list[str], role_before: bool, words: English) -> bool:
    if any(part.strip(".") in words.nonnames for part in parts):
        return False
    if parts[0] in _PLACE_PARTS:
        return False
    if any(part.isupper() and len(part) > 2 for part in parts):
        return False
    if role_before or (parts[0] in _KUNYA and len(parts) > 1):
        return True
    return len(parts) >= 2
