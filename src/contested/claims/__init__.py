"""What one report says, coded on its words: claims and stated relations."""

from contested.claims.extractors import (
    EXTRACTORS,
    EncoderExtractor,
    Extraction,
    Extractor,
    RulesExtractor,
    Sight,
)

__all__ = ["EXTRACTORS", "EncoderExtractor", "Extraction", "Extractor", "RulesExtractor", "Sight"]
