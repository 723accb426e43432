"""Asking a language model over HTTP: one question, what may be tried again, what it cost.

Any endpoint that speaks the chat API of OpenAI serves: Ollama, vLLM, llama.cpp, a vendor. It believes that
an answer is only text until somebody has held it against the report, that a server which is busy will answer
later and one which refuses the key never will, and that a key is shown to nobody but the server it is for.
"""

from __future__ import annotations

import ipaddress
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any

import httpx

from contested.errors import CoderFailed, EndpointRefused, MalformedAnswer, UsageError

Message = Mapping[str, str]
ATTEMPTS = 5
FIRST_WAIT = 1.0  # seconds, doubled each time: 1, 2, 4 and 8 outlast a server that restarts
LONGEST_WAIT = 120.0  # a server that asks for more is asked again by the next run
DOWN_AFTER = 3  # reports in a row that no try got through: from then on one try each, until one succeeds
LONGEST_TIMEOUT = 86_400
LONGEST_ANSWER = 8 * 2**20  # bytes; the claims of a window of 6,000 characters are some 20 kB
CHARS_PER_TOKEN = 4  # of English prose, for an endpoint that counts no tokens
SHOWN = 160  # characters of a server's own complaint

_TRANSIENT = frozenset({408, 425, 429, *range(500, 600)})
_WRONG_REQUEST = frozenset({400, 413, 422})
_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,3})?")
_KEY = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers, and how long to wait for it; ``key`` is left out of every representation.

    Raises:
        UsageError: the address is none, holds a password, or would send the key in the clear.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 300.0
    seed: int = 7

    def __post_init__(self) -> None:
        _check_address(self.url)
        if not self.model.strip() or not self.model.isprintable():
            raise UsageError("--model: give the name of the model as the endpoint has it")
        if self.key is not None and not _KEY.fullmatch(self.key):
            raise UsageError("the API key is empty or holds characters that no key has; nothing was sent")
        if self.key is not None and not self.is_local and httpx.URL(self.url).scheme != "https":
            raise UsageError(
                f"the API key would travel to {self.host} unencrypted: give an https:// endpoint, "
                "or --api-key-env '' to send no key"
            )
        if not 0 < self.timeout <= LONGEST_TIMEOUT:
            raise UsageError(f"--timeout: give more than 0 and at most {LONGEST_TIMEOUT} seconds")

    @property
    def host(self) -> str:
        """The machine that is asked."""
        return httpx.URL(self.url).host

    @property
    def is_local(self) -> bool:
        """Whether the text stays on this machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def _check_address(url: str) -> None:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise UsageError("--endpoint: this is no address; write http://localhost:11434/v1") from error
    if parsed.userinfo:
        raise UsageError("--endpoint: no name or password in the address; put the key in --api-key-env")
    is_whole = parsed.scheme in {"http", "https"} and parsed.host and (parsed.port or 80) < 65536
    if not is_whole or not url.isprintable() or " " in url:
        raise UsageError("--endpoint: write an address such as http://localhost:11434/v1")
    if parsed.query or parsed.fragment:
        raise UsageError("--endpoint: give the address up to /v1, without ? and #")


@dataclass(frozen=True, slots=True)
class _Reply:
    """What one request came to; ``status`` 0 where there was no answer, ``why`` in a few words."""

    status: int
    why: str
    body: bytes = b""
    wait: float | None = None


class _NotTaken(Exception):  # noqa: N818  (caught in this module: the server does not take the request)
    pass


def _silent(remark: str) -> None:
    del remark


class ChatClient:
    """Asks one endpoint; may be used by several threads. ``say`` is told what a user should know, once."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        say: Callable[[str], None] = _silent,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.endpoint = endpoint
        self._say, self._wait = say, wait
        self._plain_json = False  # whether the endpoint was found to take no JSON Schema
        self._failed_in_a_row = 0
        self._counts: Counter[str] = Counter()
        self._lock = Lock()
        headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
        # A proxy of the environment is for the world outside, not for this machine.
        self._http = httpx.Client(headers=headers, timeout=endpoint.timeout, trust_env=not endpoint.is_local)

    def spent(self) -> dict[str, int]:
        """Requests and tokens so far; tokens are the endpoint's own count where it gives one."""
        with self._lock:
            return {name: self._counts[name] for name in sorted(self._counts)}

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """The text of the model's answer, which was asked to be JSON of ``schema``.

        Raises:
            MalformedAnswer: there is an answer, and no text in it or half of one.
            CoderFailed: no answer in several tries, or the endpoint does not take this request.
            EndpointRefused: the endpoint takes no request of this key, model or address.
        """
        if self._plain_json:
            return self._asked(messages, schema, plain_json=True)
        try:
            return self._content(messages, schema, plain_json=False)
        except _NotTaken:
            answer = self._asked(messages, schema, plain_json=True)
        with self._lock:
            first, self._plain_json = not self._plain_json, True
        if first:
            self._say(f"{self.endpoint.host} takes no JSON Schema: asking for plain JSON instead")
        return answer

    def _asked(self, messages: Sequence[Message], schema: Mapping[str, Any], *, plain_json: bool) -> str:
        try:
            return self._content(messages, schema, plain_json=plain_json)
        except _NotTaken as error:
            raise CoderFailed(str(error)) from error

    def _content(self, messages: Sequence[Message], schema: Mapping[str, Any], *, plain_json: bool) -> str:
        body = _request(self.endpoint, messages, schema, plain_json=plain_json)
        reply = self._posted(body)
        answer = _json(reply.body)
        text, complaint = _text_of(answer)
        self._count(answer, body, text)
        if complaint:
            raise MalformedAnswer(self._shown(complaint))
        return text

    # one request, several tries ----------------------------------------------------------------------

    def _posted(self, body: Mapping[str, Any]) -> _Reply:
        tries = 1 if self._failed_in_a_row >= DOWN_AFTER else ATTEMPTS
        for attempt in range(tries):
            reply = self._once(body)
            if reply.status == 200:
                self._failed_in_a_row = 0
                return reply
            if reply.status and reply.status not in _TRANSIENT:
                raise self._refused(reply)
            pause = FIRST_WAIT * 2**attempt if reply.wait is None else reply.wait
            if attempt == tries - 1 or pause > LONGEST_WAIT:
                break
            self._wait(pause)
        self._failed_in_a_row += 1
        asked = f", which asks to wait {reply.wait:.0f} s" if (reply.wait or 0) > LONGEST_WAIT else ""
        raise CoderFailed(f"no answer from {self.endpoint.host}{asked} (try {attempt + 1}: {reply.why})")

    def _once(self, body: Mapping[str, Any]) -> _Reply:
        self._add("requests", 1)
        deadline = time.monotonic() + self.endpoint.timeout
        try:
            address = f"{self.endpoint.url.rstrip('/')}/chat/completions"
            with self._http.stream("POST", address, json=body) as response:
                received = bytearray()
                for part in response.iter_bytes():
                    received += part
                    if len(received) > LONGEST_ANSWER:
                        raise CoderFailed(f"the answer is longer than {LONGEST_ANSWER} bytes")
                    if time.monotonic() > deadline:
                        raise httpx.ReadTimeout("the answer does not end")
        except httpx.TimeoutException:
            return _Reply(0, f"nothing within {self.endpoint.timeout:g} s")
        except httpx.RequestError as error:
            return _Reply(0, self._shown(f"{type(error).__name__} {error}"))
        status = response.status_code
        why = f"status {status}{self._complaint(bytes(received), status)}"
        return _Reply(status, why, bytes(received), _retry_after(response.headers.get("Retry-After")))

    def _refused(self, reply: _Reply) -> Exception:
        host = self.endpoint.host
        if reply.status in _WRONG_REQUEST:
            return _NotTaken(f"{host} does not take the request: {reply.why}")
        if reply.status in {401, 403}:
            return EndpointRefused(f"{host} refuses the key ({reply.why}); see --api-key-env")
        if reply.status == 404:
            return EndpointRefused(
                f"{host} has no model {self.endpoint.model!r} or no such address ({reply.why}); "
                "see --endpoint and --model"
            )
        return EndpointRefused(f"{host} refuses ({reply.why}); see --endpoint")

    def _complaint(self, body: bytes, status: int) -> str:
        """What a server says of a failure; not where it may be about the key, which some quote."""
        if status in {200, 401, 403}:
            return ""
        said = _json(body)
        error = said.get("error", said.get("message", said.get("detail", "")))
        words = error.get("message", "") if isinstance(error, dict) else error
        return f": {self._shown(words)}" if isinstance(words, str) and words else ""

    def _shown(self, words: str) -> str:
        """A server's words for a person: one line, short, and without the key."""
        if self.endpoint.key and len(self.endpoint.key) > 3:
            words = words.replace(self.endpoint.key, "[key]")
        line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
        return line if len(line) <= SHOWN else f"{line[:SHOWN]} ..."

    # what it cost ------------------------------------------------------------------------------------

    def _count(self, answer: Mapping[str, Any], body: Mapping[str, Any], text: str) -> None:
        usage = answer.get("usage")
        given = usage if isinstance(usage, dict) else {}
        prompt, completion = given.get("prompt_tokens"), given.get("completion_tokens")
        asked = sum(len(message["content"]) for message in body["messages"])
        self._add("prompt tokens", _tokens(prompt, asked))
        self._add("completion tokens", _tokens(completion, len(text)))
        if not (_is_count(prompt) and _is_count(completion)):
            self._add("requests with estimated tokens", 1)

    def _add(self, name: str, number: int) -> None:
        with self._lock:
            self._counts[name] += number


def _request(
    endpoint: Endpoint, messages: Sequence[Message], schema: Mapping[str, Any], *, plain_json: bool
) -> dict[str, Any]:
    """The body of a question; without a schema the server takes, the schema stands in the first message."""
    given = [dict(message) for message in messages]
    wanted: dict[str, Any] = {"type": "json_object"}
    if plain_json:
        given[0]["content"] += f"\n\nAnswer with one JSON object of this JSON Schema:\n{json.dumps(schema)}"
    else:
        wanted = {"type": "json_schema", "json_schema": {"name": "claims", "schema": schema, "strict": True}}
    return {
        "model": endpoint.model,
        "messages": given,
        "temperature": 0,
        "seed": endpoint.seed,
        "stream": False,
        "response_format": wanted,
    }


def _json(body: bytes) -> dict[str, Any]:
    """A JSON object; an empty one for anything else."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _text_of(answer: Mapping[str, Any]) -> tuple[str, str]:
    """The answer's text, and what is wrong with it ("" for nothing)."""
    choices = answer.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    text = message.get("content") if isinstance(message, dict) else None
    if not isinstance(text, str) or not text.strip():
        refusal = message.get("refusal") if isinstance(message, dict) else None
        return "", f"the answer holds no text{f': {refusal}' if isinstance(refusal, str) else ''}"
    if isinstance(choice, dict) and choice.get("finish_reason") == "length":
        return text, "the answer was cut off at the model's own limit; a smaller --window may help"
    return text, ""


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _tokens(given: Any, characters: int) -> int:
    return int(given) if _is_count(given) else -(-characters // CHARS_PER_TOKEN)


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait, from a number or an HTTP date (RFC 9110, section 10.2.3); None where neither is."""
    if value is None:
        return None
    if _SECONDS.fullmatch(value.strip()):
        return float(value)
    try:
        at = parsedate_to_datetime(value)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return max(0.0, (at - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return None
