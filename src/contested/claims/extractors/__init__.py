"""The coders of claims, one file each; the list is here in one visible place."""

from contested.claims.extractors.base import Extraction, Extractor
from contested.claims.extractors.rules import RulesExtractor

EXTRACTORS = {"rules": RulesExtractor}

__all__ = ["EXTRACTORS", "Extraction", "Extractor", "RulesExtractor"]
