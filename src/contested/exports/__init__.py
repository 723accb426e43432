"""Files that other programs read: the record contract as JSON Lines, and tables of the field's datasets.

An export reads the ledger and never writes it. The same ledger gives the same bytes: rows are
put in order by what they say, and nothing of the clock or the machine gets into a file. What is
unknown stays empty; an export never fills a hole to please a column.
"""

from contested.exports.folder import DEFAULT_FORMATS, FORMATS, Format, export
from contested.exports.relations import Registered
from contested.exports.schemas import schema
from contested.exports.source import Source
from contested.exports.validation import Problem, problems
from contested.exports.vocabulary import KindOf, Vocabularies, no_kind, no_vocabulary, vocabularies

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "Format",
    "KindOf",
    "Problem",
    "Registered",
    "Source",
    "Vocabularies",
    "export",
    "no_kind",
    "no_vocabulary",
    "problems",
    "schema",
    "vocabularies",
]
