"""Ids made from content: the same thing has the same id on every machine and in every run."""

import hashlib
from collections.abc import Iterable

_UNIT = "\x1f"  # the "unit separator": stands in no text that documents.read lets through


def content_id(prefix: str, parts: Iterable[object]) -> str:
    """``prefix`` and 20 hexadecimal digits (80 bits) of the SHA-256 of the parts, None told from "".

    At 10^8 records the chance of any two sharing an id is below 10^-8 (birthday bound).
    """
    joined = _UNIT.join("\x00" if part is None else str(part) for part in parts)
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:20]}"
