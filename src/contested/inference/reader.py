"""The encoder at work: a document's sentences in, the spans that it reads out.

This is the only place that knows ONNX. A reading is a model's guess with its probability and no claim yet:
what it amounts to is decided in ``claims``. Chunks are read one at a time, so that a document reads the
same whatever was read beside it; on processors without VNNI larger batches are slower as well (cache).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]

from contested.errors import DataFileError
from contested.inference.features import Chunk, Marked, Pieces
from contested.values.spans import Span

Numbers = npt.NDArray[np.float32]

SHIPPED = Path(__file__).parent / "weights"
FILES = ("reader.onnx", "heads.npz", "tokenizer.json", "reader.json")
# A word with less belief than this that it tells an event is left alone. On the held-out twelfth of the
# marked text 0.5 finds 92 of 100 triggers at a precision of 0.84, 0.7 finds 91 at 0.85.
LEAST_TRIGGER = 0.6
LEAST_FILL = 0.5
LEAST_MENTION = 0.5
FAINT_FILL = 0.15
FAINT_TRIGGER = 0.15  # read as well, for a coder that has another reason to believe it


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """A span with what it is read as and how much the model believes it."""

    label: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class ReadTrigger:
    """An event as read: where, of which type, how it stands, who and what fills its roles.

    ``types`` are the likeliest types, best first; ``told`` is the belief that the words tell any event.
    ``faint`` are fills that the model holds possible and would not say.
    """

    span: Span
    types: tuple[tuple[str, float], ...]
    told: float
    statuses: tuple[tuple[str, float], ...]
    incident: float
    main: float
    fills: tuple[ReadSpan, ...]
    faint: tuple[ReadSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the encoder reads in a document; ``references`` give what a pronoun's words stand for."""

    triggers: tuple[ReadTrigger, ...]
    mentions: tuple[ReadSpan, ...]
    references: Mapping[Span, Span]


@dataclass(frozen=True, eq=False)
class EncoderReader:
    """The encoder with its heads, read from a folder of weights; see ``MODEL_CARD.md`` beside them."""

    folder: Path = SHIPPED
    threads: int = 1
    _cache: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Digest of the weights: equal digests read equally, within the tolerance of the card."""
        digest = hashlib.sha256()
        for name in FILES:
            digest.update(_bytes(self.folder / name))
        return digest.hexdigest()[:16]

    @cached_property
    def meta(self) -> dict[str, Any]:
        """Names of types, kinds, roles, statuses in the order of the outputs, and how it was made."""
        meta = json.loads(_bytes(self.folder / "reader.json"))
        assert isinstance(meta, dict)
        return meta

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self.folder / "tokenizer.json", self.meta["types"])

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Weights are stored in 8 bits and computed in 32: the same on every processor, and faster than
        # 8-bit arithmetic where there is no VNNI (measured; see the card).
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        given = _bytes(self.folder / "reader.onnx")
        return onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _heads(self) -> dict[str, Numbers]:
        with np.load(self.folder / "heads.npz") as given:
            return {name: given[name].astype(np.float32) for name in given.files}

    def read(self, text: str, sentences: Sequence[Span], marks: Sequence[Marked]) -> Reading:
        """Read a document. ``marks`` are what the finders found in it (``features.HINT_KINDS``), and the
        words that a list suspects of telling an event, marked with its type."""
        spans = [(span.start, span.end) for span in sentences]
        triggers: list[ReadTrigger] = []
        mentions: list[ReadSpan] = []
        references: dict[Span, Span] = {}
        for chunk in self._pieces.chunks(text, spans, marks):
            seen = _Seen(self, chunk)
            triggers += seen.triggers()
            here = seen.mentions()
            mentions += here
            references |= seen.references([it for it in here if it.label == "ref"])
        return Reading(tuple(triggers), tuple(mentions), references)

    def run(self, chunk: Chunk) -> tuple[Numbers, ...]:
        """Logits of kinds, types and standing and the pair inputs, each (pieces, n)."""
        given = {
            "ids": np.array([chunk.ids], dtype=np.int64),
            "shapes": np.array([chunk.shapes], dtype=np.int64),
            "hints": np.array([chunk.hints], dtype=np.int64),
            "suspects": np.array([chunk.suspects], dtype=np.int64),
        }
        taken = {it.name for it in self._session.get_inputs()}  # weights of 0.0 took no suspects
        return tuple(
            output[0]
            for output in self._session.run(None, {name: given[name] for name in given if name in taken})
        )

    def roles(self, pair: Numbers, head: int) -> Numbers:
        """The probability that each piece fills each role of the trigger at ``head``: (pieces, roles)."""
        heads = self._heads
        one, two, left, right = np.split(pair, 4, axis=1)
        far = heads["distance"][_buckets(np.arange(len(pair)) - head)]
        mixed = one[head] + two + far + left[head] * right
        return _sigmoid(_gelu(mixed) @ heads["roles_w"] + heads["roles_b"])


class _Seen:
    """One chunk as the encoder sees it, and its words."""

    def __init__(self, reader: EncoderReader, chunk: Chunk) -> None:
        self.reader, self.chunk = reader, chunk
        kinds, types, standing, self.pair = reader.run(chunk)
        self.words = _Words(chunk)
        self.types = self.words.mean(_softmax(types))
        self.standing = standing
        shape = (len(chunk), len(reader.meta["kinds"]), 3)
        self.kinds = self.words.mean(1.0 - _softmax(kinds.reshape(shape))[:, :, 0])
        self.begins = self.words.mean(_softmax(kinds.reshape(shape))[:, :, 1])

    def triggers(self) -> list[ReadTrigger]:
        """The events of the chunk from left to right."""
        names = self.reader.meta["types"]
        told = 1.0 - self.types[:, 0]
        best = self.types[:, 1:].argmax(axis=1)
        found = []
        sure = list(self.words.runs(told >= LEAST_TRIGGER, best))
        taken = np.zeros(len(told), dtype=bool)
        for first, last in sure:
            taken[first:last] = True
        faint = self.words.runs((told >= FAINT_TRIGGER) & ~taken, best)
        for first, last in sorted([*sure, *faint]):
            belief = self.types[first:last, 1:].mean(axis=0)
            order = belief.argsort()[::-1][:5]
            types = tuple((names[at], float(belief[at])) for at in order)
            found.append(self._trigger(first, last, types, float(told[first:last].max())))
        return found

    def _trigger(
        self, first: int, last: int, types: tuple[tuple[str, float], ...], told: float
    ) -> ReadTrigger:
        meta = self.reader.meta
        head = self.words.first_piece(first)
        statuses = meta["statuses"]
        at = self.standing[head]
        status = _softmax(at[: len(statuses)])
        roles = self.words.mean(self.reader.roles(self.pair, head))
        roles[first:last, [n for n, role in enumerate(meta["roles"]) if role in _NOT_ITSELF]] = 0.0
        incident, main = _sigmoid(at[len(statuses) : len(statuses) + 2])
        return ReadTrigger(
            self.words.span(first, last),
            types,
            told,
            tuple((name, float(p)) for name, p in zip(statuses, status, strict=True)),
            float(incident),
            float(main),
            tuple(self._fills(roles, LEAST_FILL)),
            tuple(self._fills(np.where(roles < LEAST_FILL, roles, 0.0), FAINT_FILL)),
        )

    def _fills(self, roles: Numbers, least: float) -> Iterator[ReadSpan]:
        for at, name in enumerate(self.reader.meta["roles"]):
            if name == "stands_for":
                continue
            for first, last in self.words.runs(roles[:, at] >= least):
                yield ReadSpan(name, self.words.span(first, last), float(roles[first:last, at].mean()))

    def mentions(self) -> list[ReadSpan]:
        """The mentions of the chunk, kind by kind; a span may be of several kinds."""
        found = []
        for at, kind in enumerate(self.reader.meta["kinds"]):
            begins = (self.begins[:, at] > 0.5).cumsum()
            for first, last in self.words.runs(self.kinds[:, at] >= LEAST_MENTION, begins):
                score = float(self.kinds[first:last, at].mean())
                found.append(ReadSpan(kind, self.words.span(first, last), score))
        return found

    def references(self, pronouns: Sequence[ReadSpan]) -> dict[Span, Span]:
        """What each pronoun or description stands for, where the chunk says it."""
        column = self.reader.meta["roles"].index("stands_for")
        found: dict[Span, Span] = {}
        for it in pronouns:
            head = self.words.piece_at(it.span.start)
            belief = self.words.mean(self.reader.roles(self.pair, head))[:, column]
            runs = list(self.words.runs(belief >= LEAST_FILL))
            if runs:
                first, last = max(runs, key=lambda run: float(belief[run[0] : run[1]].mean()))
                found[it.span] = self.words.span(first, last)
        return found


_NOT_ITSELF = frozenset({"side_a", "cue", "source", "time", "killed", "wounded", "captured", "missing"})


class _Words:
    """The words of a chunk: their pieces, their places, and runs of words alike."""

    def __init__(self, chunk: Chunk) -> None:
        numbers = np.array(chunk.words)
        self._inside = np.flatnonzero(numbers >= 0)
        _, self._starts = np.unique(numbers[self._inside], return_index=True)
        self._starts = np.sort(self._starts)
        ends = [*(self._starts[1:] - 1), len(self._inside) - 1]
        self._begin = np.array(chunk.starts)[self._inside[self._starts]]
        self._end = np.array(chunk.ends)[self._inside[ends]]
        self._sentence = np.array(chunk.sentences)[self._inside[self._starts]]
        self._counts = np.diff([*self._starts, len(self._inside)])

    def mean(self, values: Numbers) -> Numbers:
        """Values of pieces as values of words."""
        sums = np.add.reduceat(values[self._inside], self._starts, axis=0)
        counts = self._counts.reshape(-1, *([1] * (values.ndim - 1)))
        return (sums / counts).astype(np.float32)

    def first_piece(self, word: int) -> int:
        """The piece that a word begins with."""
        return int(self._inside[self._starts[word]])

    def piece_at(self, offset: int) -> int:
        """The first piece of the word at a character of the document."""
        return self.first_piece(max(0, int(np.searchsorted(self._begin, offset, side="right")) - 1))

    def span(self, first: int, last: int) -> Span:
        """The characters of the words from ``first`` to the one before ``last``."""
        return Span(int(self._begin[first]), int(self._end[last - 1]))

    def runs(
        self, chosen: npt.NDArray[np.bool_], groups: npt.NDArray[Any] | None = None
    ) -> Iterator[tuple[int, int]]:
        """Runs of chosen words that stand in one sentence and one group."""
        at = np.flatnonzero(chosen)
        if not len(at):
            return
        apart = (np.diff(at) > 1) | (np.diff(self._sentence[at]) != 0)
        if groups is not None:
            apart |= np.diff(groups[at]) != 0
        cuts = np.flatnonzero(apart) + 1
        for run in np.split(at, cuts):
            yield int(run[0]), int(run[-1]) + 1


def _buckets(distance: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """As ``bucket`` in training: each distance up to 4, then by doubling up to 128, with its sign."""
    size = np.abs(distance)
    far = np.minimum(np.log2(np.maximum(size, 1)).astype(np.int64) + 3, 10)
    return np.where(size <= 4, size, far) * np.sign(distance) + 10


def _softmax(logits: Numbers) -> Numbers:
    """Over the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def _sigmoid(logits: Numbers) -> Numbers:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


def _gelu(x: Numbers) -> Numbers:
    """GELU by the error function, Abramowitz and Stegun 7.1.26 (off by less than 1.5e-7)."""
    z = np.abs(x) / np.float32(1.4142135)
    t = 1.0 / (1.0 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - series * np.exp(-z * z))
    return np.asarray(0.5 * x * (1.0 + erf), dtype=np.float32)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataFileError(f"the weights of the encoder are not there: {path}: {error.strerror}") from error
