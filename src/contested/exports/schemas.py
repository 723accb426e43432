"""JSON Schemas (2020-12) of the five files, made from the rows themselves: they cannot disagree.

The version is the interface's: a field more is a new minor version, a field less or with another
meaning is a new major one.
"""

from __future__ import annotations

from typing import Any

import msgspec

from contested.errors import UsageError
from contested.exports.rows import ROWS

VERSION = "1.0"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one line of ``name.jsonl``.

    Raises:
        UsageError: no exported file has this name.
    """
    if name not in ROWS:
        raise UsageError(f"no schema {name!r}; there are {', '.join(ROWS)}")
    (body,), parts = msgspec.json.schema_components([ROWS[name]], ref_template="#/$defs/{name}")
    root = parts.pop(ROWS[name].__name__) if "$ref" in body else body
    return {
        "$schema": DIALECT,
        "$id": f"urn:contested:{name}:{VERSION}",
        "$comment": f"one line of {name}.jsonl, version {VERSION}",
        **root,
        "title": name,
        "$defs": {key: parts[key] for key in sorted(parts)},
    }
