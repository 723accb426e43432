"""Which place of the gazetteer a mention means, with what precision and for which reasons.

A province is an area and never its capital; "near X" is not X; a bare "Hama" is the city, for a
report that means the province can say so. A name without a candidate keeps precision 7 and no
coordinates, and takes nothing away from the other mentions.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from math import log10

from contested.places.gazetteer import Candidate, Gazetteer
from contested.places.names import WORD, folded_word, key
from contested.records import Document, Mention, Place, PlaceLink
from contested.values.distance import kilometres

_CONTAINER = re.compile(r"\s*(?:,|\(|in|,? in the|of)\s+(?P<rest>[^.;:\n]{2,60})")
_SHORT_STATE = re.compile(r",\s+(?P<state>[A-Z]{2}\b|(?:[A-Z][a-z]*\.)+)")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+\w+\s+of\s+)?$", re.IGNORECASE)
_BETWEEN_SECOND = re.compile(r"\bbetween\s+[^.;\n]{2,50}\s+and\s+(?:the\s+\w+\s+of\s+)?$", re.IGNORECASE)
_ROAD = re.compile(r"^[-–\w ]{0,25}\b(?:road|highway|motorway)\b", re.IGNORECASE)
_AROUND = re.compile(
    r"\b(?:near(?: to)?|outside|outskirts of|suburbs? of|vicinity of|around|close to|towards?|not far from"
    r"|(?:\d+|several|few)\s*(?:km|kilomet(?:er|re)s|miles)[\w\s-]{0,12}\b(?:of|from))\s+"
    r"(?:the\s+)?(?:(?:village|town|city)\s+of\s+)?$",
    re.IGNORECASE,
)
_SIDE_OF = re.compile(
    r"\b(?:north|south|east|west|northeast|northwest|southeast|southwest)\w*\s+(?:of|from)\s+$", re.I
)
_LOOK_BACK, _LOOK_ON = 70, 70

_SUPRANATIONAL = frozenset(("continent", "sea"))
_LINEAR = frozenset(("road", "river", "canal"))
_SMALL_REGION_KM = 35  # about the size of a Syrian district (UCDP's adm2)
# Weights set by eye: size alone must lose to a state or country named beside the word, and win over the
# mere number of mentions of a country. The doubtful weight was raised once on GeoWebNews, where dateline
# "WASHINGTON" went to the state (within 161 km: 0.89 before, 0.91 after).
_W_HELD, _W_STATE, _W_COUNTRY, _W_NEAR, _W_BY_HAND = 3.0, 0.9, 0.7, 0.4, 0.5
_W_DOUBTFUL = 1.2
_NEAR_KM = 150.0
_KIND_WEIGHT = {
    "country": 1.6,
    "state": 1.25,
    "continent": 1.5,
    "region": 1.0,
    "sea": 1.2,
    "governorate": 0.9,
}


@dataclass(frozen=True, slots=True)
class _Reference:
    """A mention taken apart: the bare name, whether a province is meant, and what stands around it."""

    mention: Mention
    name: str
    areal: bool
    rural: bool
    sided: bool
    candidates: tuple[Candidate, ...]


class PlaceResolver:
    """Links place mentions to the gazetteer, all of a report together."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._words = gazetteer.words

    def resolve(self, document: Document, mentions: list[Mention] | tuple[Mention, ...]) -> list[Mention]:
        """The same mentions in the same order; those of kind place have their link."""
        references = {m.span: self._reference(m) for m in mentions if m.kind == "place"}
        countries, states = self._surroundings(document, list(references.values()))
        settled = [r.candidates[0].place for r in references.values() if len(r.candidates) == 1]
        settled = list(
            {place.place_id: place for place in settled if place.kind not in _KIND_WEIGHT}.values()
        )[:40]
        around = _Around(countries, states, settled)
        return [
            replace(m, place=self._link(document, references[m.span], around)) if m.kind == "place" else m
            for m in mentions
        ]

    def _reference(self, mention: Mention) -> _Reference:
        words = [(m[0], folded_word(m[0])) for m in WORD.finditer(mention.text)]
        province, rural, sides = self._words["province"], self._words["rural"], self._words["directions"]
        whole = self.gazetteer.lookup(mention.text)
        if whole and whole[0].how == "name":
            return _Reference(mention, mention.text, False, False, False, whole)
        areal = any(low in province for _, low in words)
        is_rural = any(low in rural for _, low in words)
        sided = any(low in sides for _, low in words)
        bare = [w for w, low in words if low not in province | rural | sides | {"of", "the", "region", "s"}]
        name = " ".join(bare) or mention.text
        found = self.gazetteer.lookup(name)
        if areal or is_rural or sided:
            found = self._area(name, found)
        return _Reference(mention, name, areal, is_rural, sided, found)

    def _area(self, name: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The governorate in place of its capital, if it has one; the countryside of Damascus is its own."""
        for candidate in found:
            adm1 = candidate.place.adm1
            own = candidate.place.kind == "city" and adm1 and key(adm1) == key(candidate.place.name)
            if own:
                wanted = "rif dimashq" if key(adm1 or "") == "damascus" else f"{key(adm1 or '')} governorate"
                areas = self.gazetteer.exact(wanted)
                if areas:
                    return tuple(Candidate(area, candidate.how, candidate.similarity) for area in areas)
        return found

    def _surroundings(
        self, document: Document, references: list[_Reference]
    ) -> tuple[Counter[str], Counter[str]]:
        countries: Counter[str] = Counter()
        states: Counter[str] = Counter()
        for match in WORD.finditer(document.text):
            code = self._words.demonyms.get(folded_word(match[0])) if match[0][0].isupper() else None
            if code:
                countries[code] += 1
        for reference in references:
            kinds = {c.place.kind for c in reference.candidates}
            if len(reference.candidates) == 1 or kinds & {"country", "state"}:
                place = reference.candidates[0].place
                if self.gazetteer.doubtful(place):
                    continue
                if place.country:
                    countries[place.country] += 1
                if place.adm1:
                    states[place.adm1] += 1
        return countries, states

    def _link(self, document: Document, reference: _Reference, around: _Around) -> PlaceLink:
        container = self._container(document.text, reference.mention.span.end)
        if not reference.candidates:
            return _unlisted(reference.name, container)
        scored = sorted(
            ((*self._score(candidate, container, around), candidate) for candidate in reference.candidates),
            key=lambda row: (-row[0], row[2].place.place_id),
        )
        best, reasons, chosen = scored[0]
        second = scored[1][0] if len(scored) > 1 else 0.0
        precision, radius, why = self._precision(document.text, reference, chosen.place)
        sure = chosen.similarity * (1.0 if len(scored) == 1 else min(1.0, 0.5 + (best - second) / 2))
        if len(scored) > 1:
            reasons.append(f"one of {len(scored)} places of this name")
        place = chosen.place
        return PlaceLink(
            place.place_id, place.name, place.adm1, place.adm2, place.country, place.lat, place.lon,
            precision, radius, round(max(0.05, sure), 3), (*reasons, why),
        )  # fmt: skip

    def _score(
        self, candidate: Candidate, container: Place | None, around: _Around
    ) -> tuple[float, list[str]]:
        place = candidate.place
        score = _KIND_WEIGHT.get(place.kind, log10(place.population + 10) / 7)
        reasons = ["written as in the gazetteer" if candidate.how == "name" else "sounds like its name"]
        if place.place_id in self.gazetteer.made_by_hand:
            score += _W_BY_HAND if place.country in around.countries or not place.country else 0.1
        if self.gazetteer.doubtful(place):
            score -= _W_DOUBTFUL  # "Washington" and "New York" alone are the cities
        if container and container.place_id != place.place_id and _within(place, container):
            score += _W_HELD
            reasons.append(f"the report says it is in {container.name}")
        share = around.share(place.country)
        if share:
            score += _W_COUNTRY * (0.4 + 0.6 * share)
            reasons.append(f"the report speaks of {place.country}")
        if place.adm1 and around.states[place.adm1]:
            score += _W_STATE
            reasons.append(f"other places of the report are in {place.adm1}")
        if around.near(place):
            score += _W_NEAR
            reasons.append("close to another place of the report")
        return score + candidate.similarity - 1.0, reasons

    def _container(self, text: str, end: int) -> Place | None:
        """The province, state or country named right after: "X in southern Y province", "X, Texas"."""
        short = _SHORT_STATE.match(text, end)
        if short:
            written = short["state"]
            found = self.gazetteer.abbreviations.get(written) or self.gazetteer.abbreviations.get(
                written + "."
            )
            if found:
                return found
        match = _CONTAINER.match(text, end, end + _LOOK_ON)
        if not match:
            return None
        words = WORD.findall(match["rest"])[:6]
        for begin in range(min(4, len(words))):
            for last in range(min(len(words), begin + 3), begin, -1):
                if not words[begin][0].isupper():
                    continue
                for place in self.gazetteer.exact(key(" ".join(words[begin:last]))):
                    if place.kind in ("country", "state", "governorate", "region") or (
                        place.kind == "city" and place.adm1
                    ):
                        return place
        return None

    def _precision(self, text: str, reference: _Reference, place: Place) -> tuple[int, float, str]:
        span = reference.mention.span
        before = text[max(0, span.start - _LOOK_BACK) : span.start]
        after = text[span.end : span.end + _LOOK_ON]
        if place.kind == "country":
            return 6, place.radius_km, "a whole country"
        if place.kind in _SUPRANATIONAL:
            return 7, place.radius_km, "more than one country"
        if place.kind in _LINEAR:
            return 5, place.radius_km, "a line, not a spot"
        if place.kind in ("governorate", "state"):
            return 4, place.radius_km, "a province, not its capital"
        if place.kind in ("region", "mountain", "desert", "lake"):
            small = place.radius_km <= _SMALL_REGION_KM
            return (3 if small else 5), place.radius_km, "an area" if small else "a vague area"
        if _BETWEEN.search(before) or _BETWEEN_SECOND.search(before) or _ROAD.match(after):
            return 5, max(15.0, place.radius_km * 3), "on the way between places"
        if reference.areal or reference.rural:
            return 3, max(12.0, place.radius_km * 3), "the land around it"
        if _SIDE_OF.search(before):
            return 3, place.radius_km + 15.0, "on one side of it, how far is not said"
        if _AROUND.search(before):
            return 2, place.radius_km + 10.0, "near it, not in it"
        return 1, place.radius_km, "the place itself"


@dataclass(frozen=True, slots=True)
class _Around:
    """What a report's other places say."""

    countries: Counter[str]
    states: Counter[str]
    settled: list[Place]

    def share(self, country: str | None) -> float:
        total = sum(self.countries.values())
        return self.countries[country] / total if country and total else 0.0

    def near(self, place: Place) -> bool:
        return any(
            abs(other.lat - place.lat) < 2
            and other.place_id != place.place_id
            and kilometres((other.lat, other.lon), (place.lat, place.lon)) <= _NEAR_KM
            for other in self.settled
        )


def _unlisted(name: str, container: Place | None) -> PlaceLink:
    """A name no gazetteer has: somewhere in the province or country that the report names, or nowhere."""
    if container is None or container.kind not in ("country", "state", "governorate"):
        return PlaceLink("", name, None, None, None, None, None, 7, 0.0, 0.0, ("no place of this name",))
    precision = 6 if container.kind == "country" else 4
    why = ("no place of this name", f"the report says it is in {container.name}")
    return PlaceLink(
        container.place_id, name, container.adm1, None, container.country, container.lat, container.lon,
        precision, container.radius_km, 0.5, why,
    )  # fmt: skip


def _within(place: Place, container: Place) -> bool:
    if container.kind == "country":
        return place.country == container.country
    if container.kind in ("state", "governorate", "city"):
        return place.country == container.country and place.adm1 is not None and place.adm1 == container.adm1
    return kilometres((place.lat, place.lon), (container.lat, container.lon)) <= container.radius_km
