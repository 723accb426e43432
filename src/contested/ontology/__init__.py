"""Event types as data: what each is, the words that tell it, and its name in other vocabularies.

Adding a type is adding one YAML file to ``types/``; no code names a type's words. A word
belongs to one type, or to two that its object tells apart (people are captured, places are taken);
where two types claim one otherwise, the files are refused with both names.
"""

from contested.ontology.types import EventType, LabelledSentence, Ontology, Vocabulary, load

__all__ = ["EventType", "LabelledSentence", "Ontology", "Vocabulary", "load"]
