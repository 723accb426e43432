"""What people say of claims: what a verdict may hold, what stands in the end, how a coder does by it."""

from contested.judgements.readings import Reading, agreements, finds, of_judged, of_missed
from contested.judgements.scoring import Again, Bin, Scores, Share, again, scores
from contested.judgements.standing import Judged, Missed, Standing, Words, heard, standing
from contested.judgements.verdicts import (
    FIELDS,
    on_claim,
    on_missed,
    place_of_missed,
)

__all__ = [
    "FIELDS",
    "Again",
    "Bin",
    "Judged",
    "Missed",
    "Reading",
    "Scores",
    "Share",
    "Standing",
    "Words",
    "again",
    "agreements",
    "finds",
    "heard",
    "of_judged",
    "of_missed",
    "on_claim",
    "on_missed",
    "place_of_missed",
    "scores",
    "standing",
]
