"""Reports of files and folders as documents: read, decoded, cleaned, dated, and compared with each other."""

from contested.documents.article import Article, clean
from contested.documents.duplicates import derivations
from contested.documents.limits import ReadLimits
from contested.documents.read import read

__all__ = ["Article", "ReadLimits", "clean", "derivations", "read"]
