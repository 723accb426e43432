"""A span never guesses; an offset map leads to the same character or says that there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.values.spans import OffsetMap, Span

numbers = st.integers(0, 200)
spans = st.tuples(numbers, numbers).map(sorted).map(lambda ends: Span(*ends))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
def test_a_span_that_ends_before_it_begins_is_none(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_an_empty_span_is_a_place_without_words() -> None:
    assert len(Span(3, 3)) == 0
    assert Span(3, 3).of("abcdef") == ""


def test_a_span_counts_code_points_and_not_bytes() -> None:
    text = "خان شيخون 😀 fell"
    assert Span(text.index("fell"), len(text)).of(text) == "fell"


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((0, 3), (3, 5), False),
        ((0, 4), (3, 5), True),
        ((0, 9), (3, 5), True),
        ((3, 5), (3, 5), True),
        ((6, 8), (3, 5), False),
    ],
)
def test_spans_that_only_touch_do_not_overlap(
    one: tuple[int, int], other: tuple[int, int], shared: bool
) -> None:
    assert Span(*one).overlaps(Span(*other)) is shared
    assert Span(*other).overlaps(Span(*one)) is shared


@given(spans, spans)
def test_spans_overlap_where_they_share_a_code_point(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    if len(one) and len(other):
        assert one.overlaps(other) is bool(shared)


@given(spans, spans)
def test_a_span_contains_another_where_no_code_point_is_left_out(one: Span, other: Span) -> None:
    if one.contains(other):
        assert set(range(other.start, other.end)) <= set(range(one.start, one.end))
    assert one.contains(one)


@given(spans, numbers)
def test_a_shifted_span_is_as_long_as_before(span: Span, by: int) -> None:
    assert len(span.shift(by)) == len(span)
    assert span.shift(by).shift(-by) == span


@st.composite
def cleanings(draw: st.DrawFn) -> tuple[str, list[Span], int]:
    """A raw text, the spans of it that are kept, and how many characters stand between two."""
    ends = sorted(draw(st.sets(st.integers(0, 60), max_size=10)))
    kept = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    raw = "".join(chr(0x4E00 + at) for at in range(61))  # every character another: no match by chance
    return raw, kept, draw(st.integers(0, 2))


@given(cleanings())
def test_a_kept_character_is_found_both_ways_and_is_the_same(
    cleaning: tuple[str, list[Span], int],
) -> None:
    raw, kept, separator = cleaning
    clean = (" " * separator).join(span.of(raw) for span in kept)
    offsets = OffsetMap.joined(kept, separator)
    for at in range(len(raw)):
        there = offsets.to_clean(at)
        if any(span.start <= at < span.end for span in kept):
            assert there is not None
            assert clean[there] == raw[at]
            assert offsets.to_raw(there) == at
        else:
            assert there is None


@given(cleanings())
def test_what_cleaning_put_in_came_from_nowhere(cleaning: tuple[str, list[Span], int]) -> None:
    raw, kept, separator = cleaning
    clean = (" " * separator).join(span.of(raw) for span in kept)
    offsets = OffsetMap.joined(kept, separator)
    for at, char in enumerate(clean):
        came_from = offsets.to_raw(at)
        assert (came_from is None) is (char == " ")
        if came_from is not None:
            assert raw[came_from] == char


@given(st.integers(0, 50), st.integers(0, 80))
def test_nothing_taken_out_leaves_every_place_as_it_was(length: int, at: int) -> None:
    offsets = OffsetMap.identity(length)
    assert offsets.to_clean(at) == offsets.to_raw(at) == (at if at < length else None)


def test_behind_the_end_of_a_text_there_is_no_place() -> None:
    offsets = OffsetMap.joined([Span(2, 5)])
    assert [offsets.to_clean(at) for at in (0, 2, 4, 5, 99)] == [None, 0, 2, None, None]
    assert [offsets.to_raw(at) for at in (0, 2, 3)] == [2, 4, None]
