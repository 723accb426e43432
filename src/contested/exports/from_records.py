"""Records of the ledger as rows of the contract, field by field; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable

from contested.exports import rows
from contested.ontology import Vocabulary
from contested.records import (
    Attribution,
    Claim,
    ClaimDate,
    ClaimPlace,
    Derivation,
    Document,
    Incident,
    IncidentPlace,
    Mention,
    MentionKind,
    Party,
    Quote,
    SourceToll,
    Toll,
    TollSummary,
)
from contested.values.intervals import CountRange, DateInterval

WITHHELD = "[name withheld]"


def document_row(document: Document, derivations: Iterable[Derivation]) -> rows.DocumentRow:
    """A report, with the reports it was taken from."""
    found = sorted(derivations, key=lambda one: (one.original_id, one.kind))
    days = document.published.days
    return rows.DocumentRow(
        document_id=document.document_id,
        external_id=document.external_id,
        title=document.title,
        text=document.text,
        source=document.source,
        url=document.url,
        language=document.language,
        retrieved=document.retrieved,
        published=rows.PublishedRow(first=_first(days), last=_last(days), basis=document.published.basis),
        removed=[
            rows.RemovedRow(start=one.start, end=one.end, why=one.why, text=one.text)
            for one in document.removed
        ],
        same_text_as=[one.original_id for one in found if one.kind == "same_text"],
        derived_from=[
            rows.DerivedRow(document_id=one.original_id, kind=one.kind, score=one.score)
            for one in found
            if one.kind != "same_text"
        ],
    )


def mention_row(mention: Mention, external_id: str) -> rows.MentionRow:
    """A mention with what it was resolved to; an unsure actor is not given as one."""
    actor, place, when = mention.actor, mention.place, mention.date
    links = [link.score for link in (actor, place) if link]
    return rows.MentionRow(
        document_id=mention.document_id,
        external_id=external_id,
        start=mention.span.start,
        end=mention.span.end,
        text=mention.text,
        kind=mention.kind,
        actor_id=actor.actor_id if actor and actor.decision != "unsure" else None,
        place_id=place.place_id if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        value=_days_value(when.days if when else None) or _count_value(mention.number),
        timex=when.timex if when else None,
        score=_share(min(links, default=mention.score)),
    )


def words_row(words: Quote | Party, kind: MentionKind, claim: Claim, external_id: str) -> rows.MentionRow:
    """Words that a claim rests on (its trigger, a source, a cue), as a mention."""
    return rows.MentionRow(
        document_id=claim.document_id,
        external_id=external_id,
        start=words.start,
        end=words.end,
        text=words.text,
        kind=kind,
        actor_id=words.actor_id if isinstance(words, Party) else None,
        place_id=None,
        lat=None,
        lon=None,
        value=None,
        timex=None,
        score=_share(claim.confidence),
    )


def claim_row(
    claim: Claim, external_id: str, incident_id: str | None, vocabulary: Vocabulary
) -> rows.ClaimRow:
    """A claim, with the incident that it is held to be about."""
    return rows.ClaimRow(
        claim_id=claim.claim_id,
        document_id=claim.document_id,
        external_id=external_id,
        sentence=_quote(claim.sentence),
        trigger=_quote(claim.trigger),
        event_type=claim.event_type,
        acled=_acled(vocabulary),
        plover=_plover(vocabulary),
        ucdp=_ucdp(vocabulary),
        side_a=[_party(one) for one in claim.side_a],
        side_b=[_party(one) for one in claim.side_b],
        places=[_claim_place(one) for one in claim.places],
        date=_claim_date(claim.date),
        tolls=[_toll(one) for one in claim.tolls],
        attribution=[_attribution(one) for one in claim.attribution],
        status=claim.status,
        loaded=[rows.QuoteRow(start=one.start, end=one.end, text=one.text) for one in claim.loaded],
        confidence=_share(claim.confidence),
        incident_id=incident_id,
        extractor=claim.extractor,
    )


def incident_row(
    incident: Incident, vocabulary: Vocabulary, withheld: frozenset[str] = frozenset()
) -> rows.IncidentRow:
    """An incident; a side known only by a name in ``withheld`` is not named."""
    return rows.IncidentRow(
        incident_id=incident.incident_id,
        event_type=incident.event_type,
        acled=_acled(vocabulary),
        ucdp=_ucdp(vocabulary),
        date=_date_range(incident.date),
        places=[_incident_place(one) for one in incident.places],
        side_a=[_side(one, withheld) for one in incident.side_a],
        side_b=[_side(one, withheld) for one in incident.side_b],
        deaths=_deaths(incident),
        deaths_side_a=_figures(incident.deaths_side_a),
        deaths_side_b=_figures(incident.deaths_side_b),
        deaths_civilian=_figures(incident.deaths_civilian),
        deaths_unknown=_figures(incident.deaths_unknown),
        wounded=_figures(incident.wounded),
        captured=_figures(incident.captured),
        by_source=[_by_source(one) for one in incident.by_source],
        disputed=list(incident.disputed),
        grade=incident.grade,
        number_of_sources=incident.number_of_sources,
        number_of_independent_sources=incident.number_of_independent_sources,
        claim_ids=list(incident.claim_ids),
        document_ids=list(incident.document_ids),
        why=[
            rows.WhyRow(
                claim_a=one.claim_a,
                claim_b=one.claim_b,
                feature=one.feature,
                weight=one.weight,
                words=one.words,
            )
            for one in incident.why
        ],
    )


def called(party: Party, withheld: frozenset[str] = frozenset()) -> str:
    """What a table calls a side: the register's name, else the report's words, else that it is withheld."""
    if party.actor_name:
        return party.actor_name
    return WITHHELD if party.text in withheld else party.text


def _quote(quote: Quote) -> rows.QuoteRow:
    return rows.QuoteRow(start=quote.start, end=quote.end, text=quote.text)


def _party(party: Party) -> rows.PartyRow:
    return rows.PartyRow(
        text=party.text,
        start=party.start,
        end=party.end,
        actor_id=party.actor_id,
        actor_name=party.actor_name,
    )


def _side(party: Party, withheld: frozenset[str]) -> rows.SideRow:
    text = WITHHELD if not party.actor_id and party.text in withheld else party.text
    return rows.SideRow(text=text, actor_id=party.actor_id, actor_name=party.actor_name)


def _claim_place(place: ClaimPlace) -> rows.ClaimPlaceRow:
    return rows.ClaimPlaceRow(
        text=place.text,
        start=place.start,
        end=place.end,
        place_id=place.place_id,
        name=place.name,
        adm1=place.adm1,
        adm2=place.adm2,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
    )


def _incident_place(place: IncidentPlace) -> rows.IncidentPlaceRow:
    return rows.IncidentPlaceRow(
        place_id=place.place_id,
        name=place.name,
        adm1=place.adm1,
        adm2=place.adm2,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
    )


def _claim_date(when: ClaimDate) -> rows.ClaimDateRow:
    return rows.ClaimDateRow(
        text=when.text, first=_first(when.days), last=_last(when.days), precision=when.precision
    )


def _toll(toll: Toll) -> rows.TollRow:
    return rows.TollRow(
        kind=toll.kind,
        low=toll.count.low,
        high=toll.count.high,
        best=toll.best,
        text=toll.text,
        start=toll.start,
        end=toll.end,
        whom=rows.WhomRow(text=toll.whom.text, category=toll.whom.category, actor_id=toll.whom.actor_id),
        scope=toll.scope,
    )


def _attribution(step: Attribution) -> rows.AttributionRow:
    return rows.AttributionRow(
        source=_source(step.source) if step.source else None,
        cue=_quote(step.cue) if step.cue else None,
        hedge=step.hedge,
    )


def _source(party: Party) -> rows.SourceRow:
    return rows.SourceRow(text=party.text, start=party.start, end=party.end, actor_id=party.actor_id)


def _deaths(incident: Incident) -> rows.DeathsRow | None:
    if incident.deaths is None:
        return None
    low, best, high = incident.deaths.low, incident.deaths.best, incident.deaths.high
    return rows.DeathsRow(low=low, best=best, high=high, rule=incident.toll_rule)


def _figures(summary: TollSummary | None) -> rows.FiguresRow | None:
    return rows.FiguresRow(low=summary.low, best=summary.best, high=summary.high) if summary else None


def _by_source(toll: SourceToll) -> rows.BySourceRow:
    return rows.BySourceRow(
        source=toll.source,
        claim_ids=list(toll.claim_ids),
        low=toll.low,
        high=toll.high,
        independent_of=list(toll.independent_of),
        kind=toll.kind,
        whom=toll.whom,
        used=toll.used,
    )


def _acled(vocabulary: Vocabulary) -> rows.AcledRow | None:
    kind, sub_kind = vocabulary.acled_event_type, vocabulary.acled_sub_event_type
    return rows.AcledRow(event_type=kind, sub_event_type=sub_kind) if kind and sub_kind else None


def _plover(vocabulary: Vocabulary) -> rows.PloverRow | None:
    if vocabulary.plover_event is None:
        return None
    return rows.PloverRow(event=vocabulary.plover_event, mode=vocabulary.plover_mode)


def _ucdp(vocabulary: Vocabulary) -> rows.UcdpRow | None:
    violence = vocabulary.type_of_violence
    return rows.UcdpRow(type_of_violence=violence) if violence else None


def _first(days: DateInterval | None) -> str | None:
    return days.first.isoformat() if days else None


def _last(days: DateInterval | None) -> str | None:
    return days.last.isoformat() if days else None


def _date_range(days: DateInterval | None) -> rows.DateRange | None:
    if days is None:
        return None
    return rows.DateRange(first=days.first.isoformat(), last=days.last.isoformat(), precision=days.precision)


def _days_value(days: DateInterval | None) -> rows.ValueRow | None:
    if days is None:
        return None
    return rows.ValueRow(first=days.first.isoformat(), last=days.last.isoformat(), precision=days.precision)


def _count_value(count: CountRange | None) -> rows.ValueRow | None:
    return rows.ValueRow(low=count.low, high=count.high) if count else None


def _share(score: float) -> float:
    """A score within 0 and 1, without the last bits that differ between machines."""
    return round(min(1.0, max(0.0, score)), 6)
