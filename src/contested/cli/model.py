"""The settings of ``--extractor llm``, and what its questions cost.

The key comes from an environment variable that the user names, goes into the request, and nowhere else: no
message of this module quotes what was given as the variable's name either, for it may be a key by mistake.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from contested.errors import UsageError

if TYPE_CHECKING:
    from contested.inference.endpoint import ChatClient

KEY_VARIABLE = "CONTESTED_API_KEY"
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def client(
    extractor: str,
    endpoint: str | None,
    model: str | None,
    key_variable: str,
    timeout: float,
    say: Callable[[str], None],
) -> ChatClient | None:
    """What asks the model; None for a coder that asks none. Says where the reports are sent, if away.

    Raises:
        UsageError: a setting is missing, or wrong, or belongs to another coder.
    """
    if extractor != "llm":
        if endpoint is not None or model is not None:
            raise UsageError("--endpoint and --model belong to --extractor llm")
        return None
    if endpoint is None or model is None:
        raise UsageError(
            "--extractor llm asks a model: give --endpoint (such as http://localhost:11434/v1) and --model"
        )
    from contested.inference.endpoint import ChatClient, Endpoint

    where = Endpoint(endpoint, model, key=_key(key_variable, os.environ), timeout=timeout)
    if not where.is_local:
        say(f"the text of the reports is sent to {where.host}")
    return ChatClient(where, say=say)


def _key(variable: str, environment: Mapping[str, str]) -> str | None:
    """The key in the variable; None where the name is empty, or the default and not set."""
    if not variable:
        return None
    if not _VARIABLE.fullmatch(variable):
        raise UsageError("--api-key-env takes the name of an environment variable, not the key itself")
    key = environment.get(variable, "").strip()
    if not key and variable != KEY_VARIABLE:
        raise UsageError("the environment variable that --api-key-env names is not set")
    return key or None


def spending(spent: Mapping[str, int], price_in: float | None, price_out: float | None) -> str:
    """Requests, tokens, and their cost where prices (for a million tokens) are given."""
    prompt, completion = spent.get("prompt tokens", 0), spent.get("completion tokens", 0)
    line = f"{spent.get('requests', 0)} requests: {prompt:,} tokens in, {completion:,} out"
    estimated = spent.get("requests with estimated tokens", 0)
    if estimated:
        line += f" ({estimated} of them estimated from their length: the endpoint counts none)"
    if price_in is None and price_out is None:
        return line
    cost = (prompt * (price_in or 0.0) + completion * (price_out or 0.0)) / 1_000_000
    return f"{line}; cost {cost:,.4f} at the prices given"
