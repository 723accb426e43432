"""A thousand reports made of a few real ones: no two texts are the same, and every run makes the same ones.

Copy number k of a report has its figures, weekdays and place names moved on by k. What stays is the wording,
and the day of publication: so many retellings of so few days are the worst case for holding claims together,
and a corpus of a war is kinder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contested.records import Document

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (ROOT / "examples" / "reports", ROOT.parent / "shared" / "seeds")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TOWNS = (
    *(
        "Saraqib",
        "Ariha",
        "Binnish",
        "Jisr al-Shughour",
        "Kafranbel",
        "Sarmin",
        "Taftanaz",
        "Salqin",
        "Harem",
    ),
    *("Azaz", "Manbij", "Jarablus", "Afrin", "Atarib", "Anadan", "Hreitan", "Marea", "Douma", "Harasta"),
    *("Daraya", "Zabadani", "Madaya", "Qusayr", "Rastan", "Talbiseh", "Palmyra", "Salamiyah", "Raqqa"),
    *("Tabqa", "Mayadin", "Tal Abyad", "Hasakah", "Khan Shaykhun", "Khan Sheikhoun", "Rashidin", "Idlib"),
)
_FIGURE = re.compile(r"(?<![\w.,:/-])[1-9]\d?(?![\w.,:/-]*\d)")  # one or two digits: no years, times, links
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_TOWN = re.compile(rf"\b(?:{'|'.join(sorted(TOWNS, key=len, reverse=True))})\b")


def originals() -> list[Document]:
    """The reports that copies are made of: the bundled example, and the seeds where they are."""
    from contested.documents import read  # here, so that the clocks see the imports of the program
    from contested.records import Document

    folders = [folder for folder in SOURCES if folder.exists()]
    by_text = {moved_on(it.text, 1): it for it in read(folders) if isinstance(it, Document)}
    return list(by_text.values())  # the example holds a report that two outlets print word for word


def copies(number: int) -> list[dict[str, str | None]]:
    """``number`` reports as the program takes them, the same ones at each call."""
    return list(islice(_all_copies(), number))


def _all_copies() -> Iterator[dict[str, str | None]]:
    of = originals()
    for copy in count():
        for original in of:
            days = original.published.days if original.published.basis == "given" else None
            yield {
                "id": f"{original.external_id}-{copy}",
                "title": moved_on(original.title, copy) if original.title else None,
                "text": moved_on(original.text, copy),
                "published": days.first.isoformat() if days else None,
                "source": original.source,
                "url": None,
                "language": original.language,
            }


def moved_on(text: str, by: int) -> str:
    """The text with its figures, weekdays and towns moved on by ``by``; moved by 0 it is itself."""
    text = _FIGURE.sub(lambda it: str(int(it[0]) + by), text)
    text = _WEEKDAY.sub(lambda it: _later(WEEKDAYS, it[0], by), text)
    return _TOWN.sub(lambda it: _later(TOWNS, it[0], by), text)


def _later(names: tuple[str, ...], name: str, by: int) -> str:
    return names[(names.index(name) + by) % len(names)]
