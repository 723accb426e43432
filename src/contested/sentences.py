"""The sentences of a report, as spans of its text: one pass, no model, the same in every run.

A full stop ends a sentence unless the word before it says otherwise ("Gen.", "U.S.", "No. 5").
A line break ends one where lines are paragraphs, and does not where they are a column that was
broken at 70 letters. In doubt two sentences stay one: a clause too many is parted again by
the reader of clauses, a name cut in two ("Lt. | Gen. Hassan") is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from contested.records import Document, Sentence
from contested.values.spans import Span

LONGEST = 2000  # characters; the longest printed sentence of the development sets has about 900

# Possessive: a million full stops are one match, looked at once.
_END = re.compile(r"[.!?…؟۔。]++[\"'”’»)\]]*+|(?<=[a-z]{3}\.)(?=[A-Z][a-z]{2})")
_OPENING = "\"'“‘«([„"
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘«—–]*\Z")
_NEXT_WORD = re.compile(r"[A-Za-z'’]+")

# A name or a number always follows.
_NEVER_LAST = frozenset(
    """
    mr mrs ms messrs dr prof rev hon sen rep gov pres gen lt col maj sgt capt cpl cmdr brig adm pvt
    st ste mt ft vs viz cf e.g i.e fig approx ca supt insp det spc msgt amb atty
    """.split()
)
# Followed by a number they go on ("No. 5", "Jan. 26", "p. 3").
_BEFORE_NUMBER = frozenset(
    """
    no nos jan feb mar apr jun jul aug sep sept oct nov dec art vol pp p para sec ch
    """.split()
)
# Abbreviations that may well be the last word: they end a sentence only before a word that begins one.
_MAYBE_LAST = frozenset(
    """
    inc ltd co corp bros jr sr etc ph.d m.d a.m p.m est dept univ
    """.split()
)
_BEGINS_SENTENCE = frozenset(
    """
    the a an he she it they we i his her its their our this that these those there in on at after
    before during since when while where as but and or however meanwhile also although though if for
    from with by according more most many some several both all no not one two three it's what who
    how why
    """.split()
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")  # U.S. , p.m. , J. , E.U
_TERMINAL = tuple(".!?…؟۔。:;")
_CLOSING = "\"'”’»)]"


def split(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a report in their order; the headline, where it has one, is a sentence of its own."""
    sentences: list[Sentence] = []
    cased = _uses_capitals(document.text)
    for paragraph, block in enumerate(_paragraphs(document.text, document.headline)):
        is_headline = block == document.headline
        spans = [block] if is_headline else _sentences(document.text, block, cased)
        for span in spans:
            for piece in _bounded(document.text, span):
                sentences.append(
                    Sentence(document.document_id, len(sentences), piece, paragraph, is_headline)
                )
    return tuple(sentences)


def _uses_capitals(text: str) -> bool:
    """Whether a small letter behind a full stop means anything: wires without capitals (MUC-4) have none."""
    head = text[:20_000]
    return any(map(str.isupper, head)) or not any(map(str.islower, head))


def _paragraphs(text: str, headline: Span | None) -> Iterator[Span]:
    """Blocks of lines that belong together; the headline never shares one."""
    lines = list(_lines(text))
    column = _is_column([line for line, _ in lines], text)
    start: int | None = None
    end = 0
    for line, after_blank in lines:
        if start is not None and (after_blank or _parts(text, end, line, headline, column)):
            yield Span(start, end)
            start = None
        start = line.start if start is None else start
        end = line.end
    if start is not None:
        yield Span(start, end)


def _lines(text: str) -> Iterator[tuple[Span, bool]]:
    """The lines with words, stripped, and whether a blank line stands before each."""
    start, blank = 0, False
    for whole in text.split("\n"):
        words = whole.strip()
        if words:
            at = start + len(whole) - len(whole.lstrip())
            yield Span(at, at + len(words)), blank
        blank = not words
        start += len(whole) + 1


def _parts(text: str, end: int, line: Span, headline: Span | None, column: bool) -> bool:
    """Whether the break before ``line`` ends a paragraph."""
    if headline and (line.start == headline.start or end == headline.end):
        return True
    if _ends_sentence(text, end):
        return not column
    return not (column or text[line.start].islower())


def _is_column(lines: list[Span], text: str) -> bool:
    """Whether a text was broken into lines of one width, as agencies' wires and mails were.

    Most lines are 40 to 100 long and most end in the middle of a sentence. Paragraphs of one line
    each end with a full stop; lists are shorter.
    """
    inner = [line for line, following in pairwise(lines) if text.count("\n", line.end, following.start) == 1]
    if len(inner) < 2:
        return False
    as_wide = sum(40 <= len(line) <= 100 for line in inner)
    open_ended = sum(not _ends_sentence(text, line.end) for line in inner)
    widest = max(len(line) for line in inner)
    return widest <= 130 and as_wide >= 0.8 * len(inner) and open_ended >= 0.6 * len(inner)


def _ends_sentence(text: str, end: int) -> bool:
    words = text[max(0, end - 6) : end].rstrip(_CLOSING)
    return words.endswith(_TERMINAL)


def _sentences(text: str, block: Span, cased: bool) -> Iterator[Span]:
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        end = match.end()
        if end < block.end and _ends_here(text, match, start, cased):
            yield Span(start, end)
            start = end
            while start < block.end and text[start].isspace():
                start += 1
    if start < block.end:
        yield Span(start, block.end)


def _ends_here(text: str, match: re.Match[str], start: int, cased: bool) -> bool:
    end = match.end()
    if match.start() == end:  # "revolution.The": the space was lost; an address has no capital here
        return not _in_address(text, end)
    if not text[end].isspace():
        return False
    following = text[end : end + 40].lstrip().lstrip(_OPENING)
    if not following:
        return True  # much space, and words behind it: a block ends with words
    if cased and following[0].islower():
        return False
    if match[0] != ".":
        return True
    return not _abbreviated(
        text[max(start, match.start() - 25) : match.start()], following, match.start() - start
    )


def _abbreviated(before: str, following: str, length: int) -> bool:
    """Whether a single full stop belongs to the word before it and the sentence goes on."""
    found = _WORD_BEFORE.search(before)
    word = found[0] if found else ""
    key = word.lower()
    if key in _NEVER_LAST:
        return True
    if key in _BEFORE_NUMBER and (following[0].isdigit() or (len(word) > 2 and word[0].isupper())):
        return following[0].isdigit() or not _begins_sentence(following)
    if word.isdigit() and len(word) <= 2 and len(word) == length:
        return True  # "1. The truce": the number of a list
    if len(word) == 1 and word.isalpha() and word.isupper():
        return word != "I" or not _begins_sentence(following)  # an initial: "J. Smith"
    if key in _MAYBE_LAST or _DOTTED.fullmatch(word):
        return not _begins_sentence(following)
    return False


def _begins_sentence(following: str) -> bool:
    word = _NEXT_WORD.match(following)
    return word is not None and word[0].lower() in _BEGINS_SENTENCE


def _in_address(text: str, at: int) -> bool:
    """Whether the word around ``at`` is a web or mail address, looked at 60 letters each way."""
    before = text[max(0, at - 60) : at].rsplit(None, 1)
    after = text[at : at + 60].split(None, 1)
    word = (before[-1] if before else "") + (after[0] if after else "")
    return any(sign in word for sign in ("@", "://", "www.", "/"))


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """A sentence in pieces of at most :data:`LONGEST`, cut at spaces where there are any."""
    start, end = span.start, span.end
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut == -1 else cut
        piece = _stripped(text, start, cut)
        if len(piece):
            yield piece
        start = cut
        while start < end and text[start].isspace():
            start += 1
    piece = _stripped(text, start, end)
    if len(piece):
        yield piece


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Span(start + left, max(start + left, start + len(words.rstrip())))
