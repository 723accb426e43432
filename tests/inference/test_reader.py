"""The encoder reads the same again, alone or beside others, and what it reads stands in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from contested.errors import DataFileError
from contested.inference import SHIPPED, EncoderReader, Marked, Reading
from contested.values.spans import Span

TEXT = (
    "Government warplanes bombed a market in Azaz on Tuesday, killing at least nine people, a monitor said. "
    "The group denied that it had shelled the town."
)
SENTENCES = [Span(0, 102), Span(103, 149)]
MARKS = [Marked("place", 40, 44), Marked("date", 48, 55)]


@pytest.fixture(scope="module")
def reader() -> EncoderReader:
    return EncoderReader()


def read(reader: EncoderReader) -> Reading:
    return reader.read(TEXT, SENTENCES, MARKS)


def test_a_plain_report_of_an_air_strike_is_read(reader: EncoderReader) -> None:
    strike = next(it for it in read(reader).triggers if it.span.of(TEXT) == "bombed")
    assert strike.types[0][0] == "air_strike"
    told = {(it.label, it.span.of(TEXT)) for it in strike.fills}
    assert ("place", "Azaz") in told
    assert any(role == "killed" and "nine" in words for role, words in told)
    assert any(role == "source" and "monitor" in words for role, words in told)


def test_what_is_denied_is_read_as_denied(reader: EncoderReader) -> None:
    shelled = next(it for it in read(reader).triggers if it.span.of(TEXT) == "shelled")
    assert max(shelled.statuses, key=lambda it: it[1])[0] == "denied"


def test_everything_read_stands_within_a_sentence(reader: EncoderReader) -> None:
    reading = read(reader)
    spans = [it.span for it in reading.mentions] + [it.span for it in reading.triggers]
    spans += [fill.span for it in reading.triggers for fill in it.fills]
    assert spans
    for span in spans:
        assert any(sentence.contains(span) for sentence in SENTENCES)
        assert span.of(TEXT).strip() == span.of(TEXT) != ""


def test_beliefs_are_probabilities(reader: EncoderReader) -> None:
    for it in read(reader).triggers:
        numbers = [it.told, it.incident, it.main, *(p for _, p in (*it.types, *it.statuses))]
        assert all(0.0 <= p <= 1.0 for p in numbers)
        assert sum(p for _, p in it.statuses) == pytest.approx(1.0, abs=1e-4)


def test_a_second_reader_with_more_threads_reads_the_same_within_the_tolerance() -> None:
    one, other = read(EncoderReader()), read(EncoderReader(threads=2))
    assert [it.span for it in one.triggers] == [it.span for it in other.triggers]
    for a, b in zip(one.triggers, other.triggers, strict=True):
        assert a.told == pytest.approx(b.told, abs=1e-3)


def test_what_stands_beside_a_text_in_other_chunks_does_not_change_how_it_is_read(
    reader: EncoderReader,
) -> None:
    filler = "The committee met and discussed the budget of the coming year at length. " * 12
    long = filler + TEXT
    shifted = [Span(73 * at, 73 * at + 72) for at in range(12)]
    shifted += [it.shift(len(filler)) for it in SENTENCES]
    marks = [Marked(kind, a + len(filler), b + len(filler)) for kind, a, b in MARKS]
    reading = reader.read(long, shifted, marks)
    assert {"bombed", "shelled"} <= {it.span.of(long) for it in reading.triggers}


def test_a_text_without_words_is_read_as_nothing(reader: EncoderReader) -> None:
    assert reader.read("", [], []) == Reading((), (), {})
    assert reader.read(" \n\u200b ", [Span(0, 4)], []).triggers == ()


def test_weights_that_are_not_there_are_said_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="weights of the encoder"):
        EncoderReader(tmp_path).read("x", [Span(0, 1)], [])


def test_the_shipped_files_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 30_000_000
