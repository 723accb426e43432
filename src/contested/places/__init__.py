"""Words that name a place, and which place of the gazetteer they mean, with how sure.

Vague places stay vague: a province is an area and not its capital, "near X" has a wider radius than X.
"""

from contested.places.find import PlaceFinder
from contested.places.gazetteer import Candidate, Gazetteer
from contested.places.resolve import PlaceResolver

__all__ = ["Candidate", "Gazetteer", "PlaceFinder", "PlaceResolver"]
