"""Incidents: what happened, held together from the claims that tell of it.

The room's verb is :func:`merge`. Contradicting claims stay with their words; what they disagree on is
named. :func:`feature_texts` gives the questions behind each :class:`~contested.records.MergeReason`,
:data:`TOLL_RULE` and :data:`GRADE_RULE` the two rules, in words for a reader.
"""

from contested.incidents.features import feature_texts
from contested.incidents.grading import RULE as GRADE_RULE
from contested.incidents.merge import merge
from contested.incidents.tolls import RULE as TOLL_RULE

__all__ = ["GRADE_RULE", "TOLL_RULE", "feature_texts", "merge"]
