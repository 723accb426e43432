"""The plain words in which the pages say what the record holds in codes.

The pages use words that no party to a conflict would call its opponent's. A report's own words
stand only where they are shown as the report's words.
"""

from __future__ import annotations

from datetime import date

from contested.records import (
    Attribution,
    ClaimDate,
    ClaimPlace,
    Incident,
    IncidentPlace,
    Party,
    Published,
    Toll,
    TollSummary,
)
from contested.values.intervals import CountRange, DateInterval

EVENT_TYPES = {
    "abduction": "abduction",
    "accident": "accident",
    "accusation": "accusation",
    "agreement": "agreement",
    "air_strike": "air strike",
    "arrest": "arrest",
    "attack": "attack",
    "attribution_claim": "claim of responsibility",
    "base_established": "base set up",
    "bombing": "bombing",
    "breach": "breach of an agreement",
    "chemical_attack": "chemical attack",
    "clash": "clash",
    "concession": "concession",
    "condemnation": "condemnation",
    "declaration_of_war": "declaration of war",
    "demand": "demand",
    "designation": "listing",
    "diplomacy": "diplomacy",
    "disaster": "disaster",
    "displacement": "displacement",
    "disrupted_weapons_use": "weapon stopped before use",
    "endorsement": "endorsement",
    "execution": "execution",
    "force_against_protesters": "force against protesters",
    "grenade": "grenade attack",
    "group_change": "change of a group",
    "investigation": "investigation",
    "looting": "looting or destruction",
    "mob_violence": "mob violence",
    "mobilization": "mobilization",
    "organized_crime": "organized crime",
    "pledge": "pledge",
    "protest": "protest",
    "protest_with_intervention": "protest with intervention",
    "refusal": "refusal",
    "restriction": "restriction of movement",
    "sexual_violence": "sexual violence",
    "shelling": "shelling",
    "siege": "siege",
    "suicide_bombing": "suicide bombing",
    "support": "support given",
    "talks": "talks",
    "territory_taken": "territory taken",
    "territory_transferred": "territory handed over",
    "threat": "threat",
    "violent_demonstration": "violent demonstration",
}

MUTUAL = frozenset({"clash", "agreement", "talks"})

PLACE_PRECISION = {
    1: "exact place",
    2: "near it",
    3: "district only",
    4: "province only",
    5: "vague area or line",
    6: "country only",
    7: "place unknown",
}

DATE_PRECISION = {
    1: "known to the day",
    2: "known to a few days",
    3: "known to a week",
    4: "known to a month",
    5: "known to more than a month",
}

DATE_BASIS = {
    "stated": "the sentence says when",
    "inherited": "taken from the sentences around it",
    "publication": "reckoned from the day of publication",
    "unknown": "the report does not say when",
}

PUBLISHED_BASIS = {
    "given": "given with the report",
    "dateline": "read from the dateline",
    "inferred": "inferred from what the text says",
    "unknown": "unknown",
}

STATUS = {
    "asserted": "stated as fact",
    "reported": "reported",
    "denied": "denied",
    "threatened": "threatened, not done",
    "planned": "planned, not done",
    "demanded": "demanded, not done",
    "hypothetical": "hypothetical",
    "unconfirmed": "unconfirmed",
}

ROLES = {
    "incident": "something that happened",
    "statement": "words, not deeds",
    "background": "background",
    "cumulative": "running total",
}

GRADES = {
    "confirmed": "A side that acted says so itself, and another, independent source reports it too.",
    "fair": "Two or more independent sources report it, and nobody denies it.",
    "weak": "One independent source only.",
    "contested": "Sources disagree on who did it or on whether it happened, or somebody denies it.",
    "discounted": "At least two sources deny what one alone reports.",
}

DISPUTED = {
    "date": "the day",
    "deaths": "the number of dead",
    "deaths_civilian": "the number of civilian dead",
    "event_type": "what kind of event it was",
    "happened": "whether it happened",
    "place": "the place",
    "responsibility": "who did it",
    "whether": "whether it happened",
    "places": "the place",
    "side_a": "who acted",
    "side_b": "who was acted on",
    "status": "whether it happened",
    "toll": "the number of dead",
    "tolls": "the number of dead",
    "wounded": "the number of wounded",
    "captured": "the number of captured",
}

DERIVED = {"same_text": "same text", "near_copy": "near copy", "rewrite": "rewrite"}

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "ku": "Kurdish",
    "ru": "Russian",
    "tr": "Turkish",
}

CATEGORIES = {"aid_worker": "aid workers", "unknown": "people of unknown standing"} | {
    "civilian": "civilians",
    "combatant": "combatants",
    "child": "children",
    "woman": "women",
    "journalist": "journalists",
}


def plain(code: str) -> str:
    """A code without a word of its own, made readable."""
    return code.replace("_", " ")


def event_type(key: str) -> str:
    """The plain word of an event type; a type added later is shown by its key."""
    return EVENT_TYPES.get(key, plain(key))


def rule_name(rule: str) -> str:
    """The name of a rule that is given as "name: what it does"."""
    return rule.partition(":")[0].replace("-", " ").replace("_", " ").strip()


def rule_text(rule: str) -> str:
    """What the rule does, as it says itself; empty where it only has a name."""
    said = rule.partition(":")[2].strip().rstrip(".")
    return f"{said[0].upper()}{said[1:]}." if said else ""


def disputed(field: str) -> str:
    """What the sources disagree on."""
    return DISPUTED.get(field, plain(field))


def language(code: str | None) -> str:
    """The name of a language by its ISO 639 code."""
    return LANGUAGES.get(code, code) if code else "unknown"


def day(value: date) -> str:
    """One day in words: 20 February 2017."""
    return f"{value.day} {value:%B %Y}"


def days(interval: DateInterval | None) -> str:
    """An interval of days as a person would write it."""
    if interval is None:
        return "date unknown"
    first, last = interval.first, interval.last
    if first == last:
        return day(first)
    if interval == DateInterval.month(first.year, first.month):
        return f"{first:%B %Y}"
    if interval == DateInterval.year(first.year):
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def date_precision(interval: DateInterval | None) -> str:
    """How exactly the day is known."""
    return DATE_PRECISION[interval.precision] if interval else "no report says when"


def when(interval: DateInterval | None) -> str:
    """The interval as part of a sentence."""
    if interval is None:
        return "on a day that no report gives"
    if interval.first == interval.last:
        return f"on {day(interval.first)}"
    whole = days(interval)
    return f"in {whole}" if "–" not in whole else f"between {day(interval.first)} and {day(interval.last)}"


def count(value: CountRange) -> str:
    """A figure as an interval in digits: 150–200, at least 12."""
    if value.exact:
        return f"{value.low:,}"
    if value.high is None:
        return f"at least {value.low:,}" if value.low else "0 or more"
    return f"up to {value.high:,}" if value.low == 0 else f"{value.low:,}–{value.high:,}"


def range_of(low: int, high: int | None) -> str:
    """The figure of a source in digits."""
    return count(CountRange(low, high))


def summary(deaths: TollSummary | None) -> str:
    """Low to high, with the best figure where there is one."""
    if deaths is None:
        return "no figure"
    spread = range_of(deaths.low, deaths.high)
    exact = deaths.low == deaths.high
    return spread if exact or deaths.best is None else f"{spread}, best {deaths.best:,}"


def figure(toll: Toll) -> str:
    """A figure of a claim: what, how many, of whom."""
    about = "about " if toll.about else ""
    whom = toll.whom.actor_name or CATEGORIES.get(toll.whom.category, plain(toll.whom.category))
    scope = ", a running total" if toll.scope == "cumulative" else ""
    return f"{about}{count(toll.count)} {toll.kind} ({whom}{scope})"


def party(side: Party) -> str:
    """The register's name of a party, or what the report calls it."""
    return side.actor_name or side.text


def parties(side: tuple[Party, ...]) -> tuple[Party, ...]:
    """Each party once, in the order of the record."""
    return tuple({(one.actor_id or party(one)): one for one in reversed(side)}.values())[::-1]


def listed(names: list[str]) -> str:
    """Names joined as in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def area(place: IncidentPlace | ClaimPlace) -> str:
    """District, province and country, without saying a name twice."""
    parts = [part for part in (place.adm2, place.adm1, place.country) if part and part != place.name]
    return ", ".join(dict.fromkeys(parts))


def attribution(chain: tuple[Attribution, ...]) -> str:
    """Who says so, through whom: "SITE, citing a social media outlet"."""
    steps = []
    for step in chain:
        name = party(step.source) if step.source else "somebody unnamed"
        steps.append(f"{name} ({step.hedge})" if step.hedge else name)
    return ", citing ".join(steps) if steps else "the report, in its own voice"


def published(value: Published) -> str:
    """The day of publication with what it rests on."""
    if value.days is None:
        return "unknown"
    return f"{days(value.days)} ({PUBLISHED_BASIS[value.basis]})"


def claim_date(value: ClaimDate) -> str:
    """When a claim says it was, with what that rests on."""
    basis = DATE_BASIS[value.basis]
    return f"{days(value.days)} ({basis})" if value.days else basis


def head(incident: Incident) -> str:
    """One neutral sentence or three that the record of an incident amounts to."""
    return " ".join(part for part in (_what(incident), _who(incident), _dead(incident)) if part)


def _what(incident: Incident) -> str:
    word = event_type(incident.event_type)
    if not incident.places:
        where = "at a place that no report gives"
    else:
        first = incident.places[0]
        around = f" ({area(first)})" if area(first) else ""
        where = f"{_nearness(first.precision)} {first.name}{around}"
    return f"{word[0].upper()}{word[1:]} reported {where}, {when(incident.date)}."


def _nearness(precision: int) -> str:
    return "at" if precision == 1 else "near" if precision == 2 else "in"


def _who(incident: Incident) -> str:
    acting = listed([party(one) for one in parties(incident.side_a)])
    acted_on = listed([party(one) for one in parties(incident.side_b)])
    if acting and acted_on:
        if "responsibility" in incident.disputed:
            return f"Who did it is disputed; named are {acting}, and {acted_on} as acted on."
        return f"Sides: {acting} {'and' if incident.event_type in MUTUAL else 'against'} {acted_on}."
    if acting:
        return f"Said to have acted: {acting}; no report says against whom."
    if acted_on:
        return f"Said to have been acted on: {acted_on}; no report says by whom."
    return "No report names the sides."


def _dead(incident: Incident) -> str:
    deaths = incident.deaths
    if deaths is None:
        return "No report gives a number of dead."
    if deaths.low == deaths.high:
        return f"{deaths.low:,} reported dead."
    best = f"; the best-supported figure is {deaths.best:,}" if deaths.best is not None else ""
    return f"The sources give {range_of(deaths.low, deaths.high)} dead{best}."


def title(incident: Incident) -> str:
    """A short heading: what, where."""
    word = event_type(incident.event_type)
    where = f", {incident.places[0].name}" if incident.places else ""
    return f"{word[0].upper()}{word[1:]}{where}"
