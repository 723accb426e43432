"""The frozen things that flow from step to step, each built once and whole.

A record names where in which report it stands and is named by its own content. Nothing
here does input or output; :mod:`contested.records.codec` turns a record to bytes and back.
"""

from contested.records.actors import Actor, ActorName, RegisterRelation, WorldDates
from contested.records.claims import (
    Attribution,
    Claim,
    ClaimDate,
    ClaimPlace,
    Loaded,
    Party,
    Quote,
    Relation,
    Role,
    Status,
    Toll,
    TollKind,
    TollScope,
    Whom,
    WhomCategory,
)
from contested.records.documents import Derivation, Document, Published, PublishedBasis, Removed, Sentence
from contested.records.incidents import (
    Grade,
    Incident,
    IncidentPlace,
    MergeReason,
    SourceToll,
    TollSummary,
)
from contested.records.mentions import ActorLink, DateValue, Mention, MentionKind, PlaceLink
from contested.records.places import Place, PlaceName
from contested.records.runs import Coding, Judgement, Outcome, Refusal, Run, Verdict

__all__ = [
    "Actor",
    "ActorLink",
    "ActorName",
    "Attribution",
    "Claim",
    "ClaimDate",
    "ClaimPlace",
    "Coding",
    "DateValue",
    "Derivation",
    "Document",
    "Grade",
    "Incident",
    "IncidentPlace",
    "Judgement",
    "Loaded",
    "Mention",
    "MentionKind",
    "MergeReason",
    "Outcome",
    "Party",
    "Place",
    "PlaceLink",
    "PlaceName",
    "Published",
    "PublishedBasis",
    "Quote",
    "Refusal",
    "RegisterRelation",
    "Relation",
    "Removed",
    "Role",
    "Run",
    "Sentence",
    "SourceToll",
    "Status",
    "Toll",
    "TollKind",
    "TollScope",
    "TollSummary",
    "Verdict",
    "Whom",
    "WhomCategory",
    "WorldDates",
]
