"""The path, once: from a report to its claims, and from all claims to incidents.

Read the steps from top to bottom. A step is handed what it needs; this is the only place that knows them all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from contested import __version__, ontology
from contested.actors import ActorFinder, ActorResolver, Register
from contested.actors import load as load_register
from contested.actors import shipped_files as shipped_registers
from contested.claims import EXTRACTORS, EncoderExtractor, Extractor, Sight
from contested.dates import Anchor, infer_publication, shipped_anchors
from contested.dates import find as find_dates
from contested.dates import resolve as resolve_dates
from contested.documents import ReadLimits, derivations, read
from contested.errors import UsageError
from contested.incidents import merge
from contested.inference import EncoderReader
from contested.ledger import Ledger, open_ledger
from contested.mentions import find as find_shapes
from contested.mentions import settle
from contested.pipeline.run import Account, Coded, Progress, run
from contested.places import Gazetteer, PlaceFinder, PlaceResolver
from contested.records import Document, Judgement, Mention, Sentence
from contested.sentences import split
from contested.values.ids import content_id

if TYPE_CHECKING:
    from contested.inference.endpoint import ChatClient

LANGUAGES = frozenset({"en"})
LLM = "llm"


@dataclass(frozen=True)
class World:
    """What coding knows of the world before it reads: register, gazetteer, dated facts."""

    register: Register
    gazetteer: Gazetteer
    anchors: tuple[Anchor, ...]

    @classmethod
    def shipped(cls, registers: Sequence[Path] = (), gazetteers: Sequence[Path] = ()) -> World:
        """The data files that come with the program, and a user's own beside them.

        Raises:
            DataFileError: a file is not of the documented format, or has an id that another has.
        """
        register = load_register([*shipped_registers(), *registers]) if registers else load_register()
        gazetteer = Gazetteer.shipped_with(gazetteers) if gazetteers else Gazetteer.default()
        return cls(register, gazetteer, shipped_anchors())

    @cached_property
    def digest(self) -> str:
        """Names this very state of the three."""
        anchors = hashlib.sha256(repr(self.anchors).encode()).hexdigest()
        return content_id("world", (self.register.digest, self.gazetteer.digest, anchors))


@dataclass(frozen=True)
class PathCoder:
    """Takes one report along the path up to claims. Equal configurations code equally."""

    extractor: Extractor
    world: World

    @property
    def name(self) -> str:
        """Name and version of the extractor."""
        return self.extractor.label

    @cached_property
    def configuration(self) -> str:
        """Digest of program version, extractor, register, gazetteer and dated facts."""
        return content_id(
            "cfg", (__version__, self.extractor.label, self.extractor.digest, self.world.digest)
        )

    @cached_property
    def _actor_finder(self) -> ActorFinder:
        return ActorFinder(self.world.register)

    @cached_property
    def _actor_resolver(self) -> ActorResolver:
        return ActorResolver(self.world.register, self._actor_finder.matcher)

    @cached_property
    def _place_finder(self) -> PlaceFinder:
        return PlaceFinder(self.world.gazetteer)

    @cached_property
    def _place_resolver(self) -> PlaceResolver:
        return PlaceResolver(self.world.gazetteer)

    def code(self, document: Document) -> Coded:
        """Sentences, mentions, what they stand for, claims and relations of one report."""
        if document.language not in {None, *LANGUAGES}:
            return Coded(document, outcome="nothing")
        document, sentences, mentions, sight = self.prepared(document)
        extraction = self.extractor.extract(document, sentences, mentions, sight)
        coded = bool(extraction.claims or extraction.relations)
        return Coded(
            document,
            mentions,
            extraction.claims,
            extraction.relations,
            extraction.refusals,
            outcome="coded" if coded else "nothing",
        )

    def prepared(
        self, document: Document
    ) -> tuple[Document, tuple[Sentence, ...], tuple[Mention, ...], Sight]:
        """The steps before claims: a dated report, its sentences, resolved mentions, the coder's sight."""
        sentences = split(document)
        sight = self.extractor.look(document, sentences, self.mentions(document, sentences))
        found = settle(sight.mentions)
        document = self._dated(document, found)
        return document, sentences, self._resolved(document, found, sentences), sight

    def mentions(self, document: Document, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
        """The settled mentions of a report, before they are resolved."""
        return settle(
            (
                *self._actor_finder.find(document, sentences),
                *self._place_finder.find(document, sentences),
                *find_dates(document, sentences),
                *find_shapes(document, sentences),
            )
        )

    def _dated(self, document: Document, mentions: Sequence[Mention]) -> Document:
        """A report that does not say when it was written is dated by what it says, as far as that goes."""
        if document.published.basis != "unknown":
            return document
        return replace(document, published=infer_publication(document, mentions, self.world.anchors))

    def _resolved(
        self, document: Document, mentions: tuple[Mention, ...], sentences: tuple[Sentence, ...]
    ) -> tuple[Mention, ...]:
        dated = resolve_dates(document, mentions)
        placed = self._place_resolver.resolve(document, dated)
        named = self._actor_resolver.resolve(document, placed, sentences)
        return tuple(sorted(named, key=lambda m: (m.span.start, m.span.end, m.kind, str(m.actor))))


def coder(
    extractor: str = "encoder",
    world: World | None = None,
    client: ChatClient | None = None,
    window: int | None = None,
    weights: Path | None = None,
) -> PathCoder:
    """The coder that ``--extractor`` names, on the shipped data files unless given others.

    The coder ``llm`` is not in ``EXTRACTORS``: it is nothing without the ``client`` that asks its model.
    ``weights`` is a folder of an encoder that was trained on a user's own corrections.

    Raises:
        UsageError: no extractor has this name, ``llm`` has no client, or ``weights`` are for another coder.
    """
    if weights is not None:
        return PathCoder(_trained(extractor, weights), world or World.shipped())
    if extractor == LLM:
        return PathCoder(_llm(client, window), world or World.shipped())
    if extractor not in EXTRACTORS:
        raise UsageError(f"no extractor '{extractor}'; there is: {', '.join(sorted({*EXTRACTORS, LLM}))}")
    return PathCoder(EXTRACTORS[extractor](ontology.load()), world or World.shipped())


def _llm(client: ChatClient | None, window: int | None) -> Extractor:
    from contested.claims.extractors.llm import LlmExtractor  # loads an HTTP client, which no other needs

    if client is None:
        raise UsageError("--extractor llm asks a model: give --endpoint and --model")
    return LlmExtractor(ontology.load(), client, **({"window": window} if window else {}))


def _trained(extractor: str, weights: Path) -> Extractor:
    if extractor != "encoder":
        raise UsageError(f"--weights are those of an encoder; --extractor {extractor} reads none")
    reader = EncoderReader(weights)
    _ = reader.digest  # says now, in one line, which of the files is not there
    return EncoderExtractor(ontology.load(), reader)


def build_incidents(world: World) -> Callable[[Ledger, str], None]:
    """The second half of the path: copies and rewrites, then incidents, from all that the ledger holds.

    Incidents follow from the codings, the judgements, the data files and the program; where all of these are
    those of the last build there is nothing to do.
    """
    register = world.register
    successors = cache(register.successors)

    def build(ledger: Ledger, run_id: str) -> None:
        judgements = list(ledger.judgements())
        build_id = _build_id(ledger, judgements, world)
        if ledger.build_id() == build_id:
            return
        documents = {document.document_id: document for document in ledger.documents()}
        derived = derivations(documents.values())
        incidents = merge(
            list(ledger.claims()),
            documents,
            derived,
            lambda one, other: other in successors(one),
            judgements,
            is_placeholder=lambda actor_id: _is_placeholder(register, actor_id),
        )
        ledger.add_derivations(run_id, derived)
        ledger.add_incidents(run_id, build_id, incidents)

    return build


def _build_id(ledger: Ledger, judgements: Sequence[Judgement], world: World) -> str:
    codings = sorted(coding.coding_id for coding in ledger.codings())
    judged = [judgement.judgement_id for judgement in judgements]
    return content_id("bld", (__version__, world.digest, *codings, *judged))


def _is_placeholder(register: Register, actor_id: str) -> bool:
    actor = register.actor(actor_id)
    return actor is not None and actor.kind in {"placeholder", "category"}


def code_reports(
    inputs: Sequence[Path],
    ledger_path: Path,
    *,
    extractor: str = "encoder",
    today: date | None = None,
    progress: Progress | None = None,
    registers: Sequence[Path] = (),
    gazetteers: Sequence[Path] = (),
    threads: int = 2,
    client: ChatClient | None = None,
    window: int | None = None,
    weights: Path | None = None,
) -> Account:
    """Code files and folders into a ledger (made where there is none), and build its incidents.

    ``registers`` and ``gazetteers`` are a user's own files, used beside the shipped ones. ``client`` and
    ``window`` are for the extractor ``llm``, which asks one thing at a time, whatever ``threads`` says.

    Raises:
        UsageError: the extractor is unknown, an input is not there, or a data file is wrong.
        LedgerError: the ledger cannot be written.
    """
    world = World.shipped(registers, gazetteers)
    made = coder(extractor, world, client, window, weights)
    limits = ReadLimits(today=today) if today else ReadLimits()
    with open_ledger(ledger_path, create=True) as ledger:
        return run(
            read(inputs, limits),
            made,
            ledger,
            version=__version__,
            inputs_named=[str(path) for path in inputs],
            progress=progress,
            finish=build_incidents(world),
            threads=1 if client else threads,
            spent=client.spent if client else dict,
        )
