"""English that sums up months or years: "since March 2011", "the war has killed", "bringing the number to".

Such a sentence counts what other sentences tell, so its figure is a running total and makes no incident.
Every repetition is bounded, so that no sentence takes more than its length in time.
"""

import re

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_BEGINNING = r"began|begun|start(?:ed)?|beginning|outbreak|erupted|broke out|onset"
_WAR = "war|conflict|uprising|rebellion|revolt|insurgency|revolution|crisis|campaign"
_HAS = "(?:has|have|had)"

_SPAN_OF_TIME = (
    rf"\bsince (?:the )?(?:\w+ ){{0,6}}?(?:\d{{4}}|{_BEGINNING}|{_MONTHS}|{_WAR})\b",
    rf"\bsince it (?:{_BEGINNING})",
    r"\bso far this year|\bthis year alone",
    r"\b(?:over|in|during) the (?:past|last) (?:\S+ )?years?\b",
    r"\b(?:over|in) (?:more than |nearly |almost |over |about )?\S+ years of\b",
    r"\bduring the (?:\S+ )?(?:\S+-year|years)\b",
)
_SUM = (
    r"\bbring(?:ing|s)? (?:the |to )(?:\S+ ){0,4}(?:number|total|toll|tally|\d)",
    r"\b(?:raises|raised|raising|takes|took|brought) the (?:total|overall|number|death toll)",
    rf"\b(?:{_WAR})(?:,[^,;.]{{0,60}},| (?:in|against|between|of)(?: \S+){{1,5}})? {_HAS} (?:\w+ )?"
    r"(?:killed|claimed|left|displaced|cost|forced|driven)\b",
    rf"\b{_HAS} (?:been killed|died|lost their lives|been displaced)\b[^.;]{{0,60}}\b(?:{_WAR})\b",
)
_RUNNING_TOTAL = re.compile("|".join(f"(?:{part})" for part in (*_SPAN_OF_TIME, *_SUM)), re.IGNORECASE)


def is_running_total(sentence: str) -> bool:
    """Whether a sentence sums up a long time or a whole war instead of telling one thing."""
    return _RUNNING_TOTAL.search(sentence) is not None
