"""An id is made of content: the same content has the same id everywhere, other content another."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.values.ids import content_id

plain = st.text(alphabet=st.characters(blacklist_characters="\x1f\x00", blacklist_categories=()))
parts = st.lists(st.none() | plain | st.integers(), max_size=5)


@given(parts)
def test_the_same_content_has_the_same_id(given_parts: list[object]) -> None:
    assert content_id("doc", given_parts) == content_id("doc", iter(given_parts))


@given(parts, parts)
def test_other_content_has_another_id(one: list[object], other: list[object]) -> None:
    as_text = [[part if part is None else str(part) for part in some] or [""] for some in (one, other)]
    assert (content_id("x", one) == content_id("x", other)) is (as_text[0] == as_text[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["ab", "c"], ["a", "bc"]),
        ([None], [""]),
        (["a", ""], ["a"]),
        ([1, 2], [12]),
        (["a", "b"], ["b", "a"]),
    ],
)
def test_the_borders_between_parts_are_content_too(one: list[object], other: list[object]) -> None:
    assert content_id("clm", one) != content_id("clm", other)


def test_an_id_says_what_it_names() -> None:
    prefix, digits = content_id("inc", ["x"]).split("-")
    assert prefix == "inc"
    assert len(digits) == 20
    assert set(digits) <= set("0123456789abcdef")


def test_half_a_surrogate_has_an_id_too() -> None:
    assert content_id("doc", ["\ud800"]) != content_id("doc", ["?"])


def test_an_id_is_the_same_in_another_process() -> None:
    code = "from contested.values.ids import content_id; print(content_id('doc', ['é', None, 3]))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == content_id("doc", ["é", None, 3])
