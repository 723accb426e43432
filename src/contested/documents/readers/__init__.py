"""Which reader reads which kind of file: the one list of them.

A new kind of file is a new module here with ``ENDINGS`` and ``read``, and its name in this list.
"""

from __future__ import annotations

from contested.documents.readers import html, jsonl, text
from contested.documents.readers.base import RawReport, Reader

_MODULES = (text, html, jsonl)

READERS: dict[str, Reader] = {ending: module.read for module in _MODULES for ending in module.ENDINGS}

__all__ = ["READERS", "RawReport", "Reader"]
