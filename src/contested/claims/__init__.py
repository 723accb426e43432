"""What one report says, coded on its words: claims and stated relations."""

from contested.claims.extractors import EXTRACTORS, Extraction, Extractor, RulesExtractor

__all__ = ["EXTRACTORS", "Extraction", "Extractor", "RulesExtractor"]
