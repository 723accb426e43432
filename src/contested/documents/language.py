"""The language a report is written in, as a two-letter code; None where too little text tells.

Only languages that reports of these conflicts come in are candidates: a short English text
full of Arabic names is else taken for Latin or Javanese.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

CANDIDATES = (
    "ar",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "it",
    "ku",
    "nl",
    "pl",
    "pt",
    "ru",
    "sv",
    "tr",
    "uk",
    "ur",
    "zh",
)
_SAMPLE = 4_000  # characters from the beginning; more changes no answer
_FEWEST_LETTERS = 30  # four to six words: fewer are mostly names
_SUREST = 0.7  # of the candidates together; below it two languages are about as likely


def language_of(text: str) -> str | None:
    """The language of a text, or None."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SUREST else None


def language_code(printed: str | None) -> str | None:
    """The code that a report's ``language`` field begins with ("en-GB"); None where it holds none."""
    code = (printed or "").strip().lower().replace("_", "-").split("-")[0]
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else None


@cache
def _identifier() -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(CANDIDATES))
    return identifier
