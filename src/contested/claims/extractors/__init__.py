"""The coders of claims, one file each; the list is here in one visible place."""

from contested.claims.extractors.base import Extraction, Extractor, Sight
from contested.claims.extractors.encoder import EncoderExtractor
from contested.claims.extractors.rules import RulesExtractor

EXTRACTORS = {"encoder": EncoderExtractor, "rules": RulesExtractor}

__all__ = ["EXTRACTORS", "EncoderExtractor", "Extraction", "Extractor", "RulesExtractor", "Sight"]
