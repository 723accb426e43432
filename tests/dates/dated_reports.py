"""Reports for the tests of this room, without the sentence splitter of the product."""

from datetime import date

from contested.records.documents import Document, Published, Sentence
from contested.values.intervals import DateInterval
from contested.values.spans import Span

THURSDAY = date(2017, 1, 26)


def report(text: str, first: date | None = THURSDAY, last: date | None = None) -> Document:
    days = DateInterval(first, last or first) if first else None
    published = Published(days, "given" if days else "unknown")
    return Document("doc-1", "1", None, text, None, None, "en", None, published, (), None, "test")


def lines(document: Document) -> tuple[Sentence, ...]:
    sentences, start = [], 0
    for line in document.text.split("\n"):
        if line:
            sentences.append(
                Sentence(document.document_id, len(sentences), Span(start, start + len(line)), len(sentences))
            )
        start += len(line) + 1
    return tuple(sentences)
