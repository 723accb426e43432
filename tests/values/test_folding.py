"""The same words written in other marks fold alike; what a report printed is not touched by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.values.folding import fold, plain_quotes, without_marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ma‘arrat al-Nu‘mān", "Ma'arrat al-Nu'man"),
        ("Jaysh  al-Islām", "jaysh al-islam"),
        ("“Division 30”", '"division 30"'),
        ("Deir ez–Zor", "deir ez-zor"),
        ("أحرار الشام", "احرار الشام"),
        ("جبهة النصرة", "جبهه النصره"),
        ("حلـــب", "حلب"),
        ("مصطفى", "مصطفي"),
        ("حِمْص", "حمص"),
        ("Idl\u200bib\ufeff", "idlib"),
        ("\u202eNusra\u202c", "nusra"),
        ("Kafr\u00a0Hamra\n", "kafr hamra"),
        ("STRASSE", "straße"),
        ("ﬁghter", "fighter"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hama", "Homs"), ("حماة", "حمص"), ("JFS", "HTS"), ("Azaz", "A'zaz")]
)
def test_names_of_different_things_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_what_is_folded_is_folded(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_plain_quotes_leave_every_other_character_in_its_place(text: str) -> None:
    plain = plain_quotes(text)
    assert len(plain) == len(text)
    changed = {one for one, other in zip(text, plain, strict=True) if one != other}
    assert not any(char.isalnum() and char not in "ʼʻʿʾ" for char in changed)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_letters_have_no_marks_to_lose(text: str) -> None:
    assert without_marks(text) == text
