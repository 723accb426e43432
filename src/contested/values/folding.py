"""Texts made comparable: the same words written with other marks, quotes, case or script forms.

Folding is for comparing and finding, never for showing: what a report printed stays as printed.
"""

import re
import unicodedata

_QUOTES = dict.fromkeys(map(ord, "‘’ʼʻʿʾ`´′"), "'") | dict.fromkeys(map(ord, "“”„«»″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_ARABIC = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ء": "",
        "ـ": "",  # tatweel only stretches a word
    }
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")


def plain_quotes(text: str) -> str:
    """Curly quotes and long dashes as typewriter ones; the length stays the same."""
    return text.translate(_QUOTES).translate(_DASHES)


def without_marks(text: str) -> str:
    """Letters without diacritics, Arabic letters in one form (hamza seats, taa marbuta, alif maqsura).

    The Arabic table goes first: NFKD would split a hamza from its seat and leave another letter.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_ARABIC))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_ARABIC)


def fold(text: str) -> str:
    """Case, quotes, marks, invisible characters and runs of white space made alike."""
    visible = _INVISIBLE.sub("", plain_quotes(text))
    return _SPACE.sub(" ", without_marks(visible).casefold()).strip()
