"""contested: contradicting reports of a conflict, coded on their exact words, held together as incidents."""

__version__ = "0.1.0"
