"""Where a report speaks of time.

A mention is the words as TimeML marks them: without the preposition, with the article and
the words that turn the expression ("the past three days", "earlier this week").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from contested.dates.expressions import Expression
from contested.dates.grammar import Grammar
from contested.dates.tokens import Token, tokens_of
from contested.records.documents import Document, Sentence
from contested.records.mentions import Mention
from contested.values.spans import Span


def find(document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
    """All time expressions of a report, in order, none overlapping; none has a value yet.

    Words outside all sentences are not read. With no sentences at all the whole text is.
    """
    inside = _Inside(sentences)
    return [
        Mention(document.document_id, span, span.of(document.text), kind="date", form="other")
        for span, _ in expressions_of(document.text)
        if inside(span.start)
    ]


def expressions_of(text: str) -> Iterator[tuple[Span, Expression]]:
    """All time expressions of a text with where they stand."""
    for block in _blocks(tokens_of(text), text):
        grammar = Grammar(block)
        at = 0
        while at < len(block):
            read = grammar.expression(at)
            if read is None:
                at += 1
                continue
            expression, end = read
            yield Span(block[at].start, block[end - 1].end), expression
            at = max(end, at + 1)


def _blocks(tokens: list[Token], text: str) -> Iterator[list[Token]]:
    """Tokens parted at empty lines: no expression runs over one."""
    block: list[Token] = []
    for token in tokens:
        if block and text.count("\n", block[-1].end, token.start) > 1:
            yield block
            block = []
        block.append(token)
    if block:
        yield block


class _Inside:
    """Whether a place lies in one of the sentences."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        spans = sorted(sentence.span for sentence in sentences)
        self.starts = [span.start for span in spans]
        self.ends = [span.end for span in spans]

    def __call__(self, place: int) -> bool:
        if not self.starts:
            return True
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and place < self.ends[at]
