"""An endpoint such as language models have, on this machine: real HTTP, and answers made by the test."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-not-to-be-seen-1234567890"
USAGE = {"prompt_tokens": 1000, "completion_tokens": 10}


@dataclass
class Reply:
    """One answer of the server: status, headers, body, and seconds to think before it."""

    body: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hang: threading.Event | None = None


@dataclass
class Asked:
    """One request as it came in."""

    path: str
    key: str | None
    body: dict[str, Any]

    @property
    def question(self) -> str:
        """The numbered sentences."""
        return str(self.body["messages"][1]["content"])

    @property
    def form(self) -> str:
        """The kind of answer that is asked for."""
        return str(self.body["response_format"]["type"])


Answering = Callable[[Asked], Reply]


class Server:
    """Answers as told; keeps what it was asked."""

    def __init__(self, answering: Answering) -> None:
        self.asked: list[Asked] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = json.loads(self.rfile.read(length))
                asked = Asked(self.path, self.headers.get("Authorization"), body)
                server.asked.append(asked)
                reply = answering(asked)
                if reply.hang is not None:
                    reply.hang.wait(5)
                sent = reply.body.encode()
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(sent)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                with suppress(ConnectionError):  # a client that waited long enough is gone
                    self.wfile.write(sent)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def served(*replies: Reply | Answering) -> Iterator[Server]:
    """A server that gives these replies one after the other, and the last one from then on."""
    left = list(replies)

    def answering(asked: Asked) -> Reply:
        reply = left.pop(0) if len(left) > 1 else left[0]
        return reply if isinstance(reply, Reply) else reply(asked)

    server = Server(answering)
    try:
        yield server
    finally:
        server.close()


def chat(content: str, usage: dict[str, int] | None = USAGE, finish: str = "stop") -> Reply:
    """An answer of a model with this text."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
    body = {"object": "chat.completion", "choices": [choice], **({"usage": usage} if usage else {})}
    return Reply(json.dumps(body))


def claims(*told: dict[str, Any]) -> Reply:
    """An answer that lists these claims."""
    return chat(json.dumps({"claims": list(told)}))


def claim(sentence: int, trigger: str, event_type: str, **more: Any) -> dict[str, Any]:
    """A claim as a model gives one; every field that is not told is empty."""
    empty: dict[str, Any] = {name: [] for name in ("side_a", "side_b", "places", "tolls", "sources")}
    told = {"date": None, "status": "asserted", "role": "incident", "confidence": 0.9, **more}
    return {"sentence": sentence, "trigger": trigger, "event_type": event_type, **empty, **told}


def words(sentence: int, text: str) -> dict[str, Any]:
    """Words of a sentence."""
    return {"sentence": sentence, "words": text}


def figure(sentence: int, kind: str, number: str, whom: str = "", **more: str) -> dict[str, Any]:
    """People counted."""
    given = {"kind": kind, "sentence": sentence, "number": number, "whom": whom}
    return {**given, "category": "unknown", "scope": "incident", **more}


def source(sentence: int, text: str, cue: str = "") -> dict[str, Any]:
    """Who says so."""
    return {"sentence": sentence, "words": text, "cue": cue}


# a model that reads a little --------------------------------------------------------------------------

_EVENTS = {
    **{"killed": "attack", "killing": "attack", "executed": "execution", "bombed": "air_strike"},
    **{"shelled": "shelling", "hit": "shelling", "attacked": "attack", "fought": "clash", "took": "talks"},
    **{"died": "attack", "captured": "abduction", "denied": "accusation", "KILLED": "attack"},
}
_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_NAME = re.compile(r"(?:[A-Z][\w-]+|al-[A-Z]\w+)(?: (?:[A-Z][\w-]+|al-[A-Z]\w+))*")
_FIGURE = re.compile(r"(?:at least )?(?:\d[\d,]*|nine|five|two|dozens)\b")
_SOURCE = re.compile(r"(an? [\w ]+?|the [\w ]+?|He|They) (said|denied)\b")


def reads_a_little(asked: Asked) -> Reply:
    """A model that knows some words, and now and then says what is not there."""
    first = int(re.findall(r"\d+", asked.question)[0])
    told = [
        one
        for number, sentence in _LINE.findall(asked.question)
        if int(number) >= first
        for one in _read(int(number), sentence)
    ]
    return claims(*told)


def _read(number: int, sentence: str) -> Iterator[dict[str, Any]]:
    for at, word in enumerate(dict.fromkeys(re.findall(r"[\w'’-]+", sentence))):
        if word not in _EVENTS:
            continue
        names = [words(number, one) for one in _NAME.findall(sentence)]
        said = _SOURCE.search(sentence)
        yield claim(
            number + (at % 7 == 6),  # miscounts now and then
            word if at % 11 != 10 else f"{word} it all",
            _EVENTS[word],
            side_a=names[:1],
            side_b=[*names[1:2], words(number, "the Grand Army of Nowhere")],
            places=names[-1:],
            date=words(number, _last(sentence)),
            tolls=[figure(number, "killed", one, "people") for one in _FIGURE.findall(sentence)[:3]],
            sources=[source(number, said.group(1), said.group(2))] if said else [],
            confidence=(at % 5) / 3,
        )


def _last(sentence: str) -> str:
    parts: Sequence[str] = sentence.split()
    return " ".join(parts[-2:])
