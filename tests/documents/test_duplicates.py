"""Copies and rewrites are found, independent reports are not, and the first to print is the original."""

import random
from datetime import date

from contested.documents import derivations
from contested.records import Derivation, Document, Published
from contested.values.intervals import DateInterval

WORDS = [
    f"{first}{second}"
    for first in ("ka", "lo", "mi", "su", "te")
    for second in ("ban", "dor", "fel", "gim", "hur")
]


def story(seed: int, length: int = 200) -> list[str]:
    draw = random.Random(seed)
    return [draw.choice(WORDS) for _ in range(length)]


def report(name: str, words: list[str], day: int | None = None) -> Document:
    published = (
        Published(DateInterval.day(date(2017, 1, day)), "given") if day else Published(None, "unknown")
    )
    return Document(name, name, None, " ".join(words), None, None, "en", None, published, (), None, name)


def only(found: list[Derivation]) -> tuple[str, str, str]:
    assert len(found) == 1
    return (found[0].document_id, found[0].original_id, found[0].kind)


def test_the_same_words_in_other_type_are_the_same_text() -> None:
    words = story(1)
    loud = [word.upper() + "," for word in words]
    assert only(derivations([report("a", words, 5), report("b", loud, 4)])) == ("a", "b", "same_text")


def test_an_undated_report_is_the_copy_and_of_two_undated_the_later_id() -> None:
    words = story(1)
    assert only(derivations([report("a", words), report("b", words, 9)])) == ("a", "b", "same_text")
    assert only(derivations([report("b", words), report("a", words)])) == ("b", "a", "same_text")


def test_a_copy_with_some_words_changed_is_a_near_copy() -> None:
    words = story(1)
    changed = [*words[:60], "other", *words[61:140], "other", *words[141:]]
    assert only(derivations([report("a", words, 1), report("b", changed, 2)])) == ("b", "a", "near_copy")


def test_a_report_cut_from_the_end_is_a_near_copy() -> None:
    assert only(derivations([report("a", story(1), 1), report("b", story(1)[:90], 2)]))[2] == "near_copy"


def test_half_of_anothers_words_in_a_longer_report_is_a_rewrite() -> None:
    mixed = [*story(2, 90), *story(1)[:110]]
    assert only(derivations([report("a", story(1), 1), report("b", mixed, 2)])) == ("b", "a", "rewrite")


def test_a_shared_quote_makes_no_rewrite() -> None:
    quote = story(3, 30)
    one, other = [*story(1, 170), *quote], [*story(2, 85), *quote, *story(4, 85)]
    assert derivations([report("a", one, 1), report("b", other, 2)]) == []


def test_the_order_in_which_reports_come_changes_nothing() -> None:
    reports = [report(f"r{seed}", story(seed % 4)[: 200 - seed], 1 + seed) for seed in range(12)]
    expected = derivations(reports)
    random.Random(7).shuffle(reports)
    assert derivations(reports) == expected
    assert len(expected) == 8


def test_many_reports_with_one_standing_paragraph_are_not_all_compared() -> None:
    standing = story(99, 40)
    reports = [report(f"r{seed:03}", [*story(seed, 160), *standing]) for seed in range(200)]
    assert derivations(reports) == []


def test_short_texts_are_copies_only_when_they_are_the_same() -> None:
    assert derivations([report("a", story(1, 10)), report("b", [*story(1, 10), "more"])]) == []
