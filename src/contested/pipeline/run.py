"""Take inputs to the ledger and account for every one of them.

It believes that a failure is never an empty answer: an input was coded, held nothing to code, was refused
with a reason, or was there already. One bad report stops no other. A report that a coder failed on is
tried again by the next run; one that a coder refused with a reason is not.
"""

from __future__ import annotations

import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol
from uuid import uuid4

from contested.errors import LedgerError, SkipInput, UsageError
from contested.ledger import Ledger
from contested.records import Claim, Coding, Document, Mention, Outcome, Refusal, Relation, Run

Fate = Literal["coded", "nothing", "refused", "already"]
Finish = Callable[[Ledger, str], None]
Spent = Callable[[], Mapping[str, int]]

EXIT_FINE = 0  # every input is in the ledger
EXIT_REFUSALS = 3  # finished; something was refused (1 and 2 are those of Python and of wrong usage)
EXIT_INTERRUPTED = 130  # stopped by the user: 128 + SIGINT, as shells have it

KEPT_REFUSALS = 1000  # an Account of a million bad lines stays small; the ledger has them all
LONGEST_REASON = 300  # an exception may quote a whole report


@dataclass(frozen=True, slots=True)
class Coded:
    """All that a coder made of one report; ``document`` may have its ``published`` filled in.

    ``outcome`` "nothing" says that it was read and tells of nothing to code, "refused" that it could not
    be coded, with at least one refusal that gives the reason.
    """

    document: Document
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    outcome: Outcome = "coded"

    def __post_init__(self) -> None:
        if self.outcome == "refused" and not self.refusals:
            raise ValueError("a report was refused without a reason")
        if self.outcome == "nothing" and (self.claims or self.relations):
            raise ValueError("a report has claims or relations and is said to hold nothing")

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How much was coded, as the coding records it."""
        parts = (self.mentions, self.claims, self.relations, self.refusals)
        names = ("mentions", "claims", "relations", "refusals")
        return tuple(zip(names, map(len, parts), strict=True))


class Coder(Protocol):
    """Reads one report. ``configuration`` is the digest of everything that decides what it makes of it."""

    @property
    def name(self) -> str:
        """Name and version, as claims carry it."""
        ...

    @property
    def configuration(self) -> str:
        """Equal configurations code equally: the work is not done twice."""
        ...

    def code(self, document: Document) -> Coded:
        """Code one report; SkipInput where it cannot be coded, for a reason."""
        ...


class Progress(Protocol):
    """Is told of every input that is accounted for."""

    def advance(self, outcome: Fate, place: str) -> None:
        """One more input is done; ``place`` is where it was read."""
        ...


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the inputs of one run; the four fates add up to ``inputs``.

    ``already_refused`` of the reports that were there already had been refused by the coder before.
    ``refusals`` are the first :data:`KEPT_REFUSALS`; ``refusals_by_kind`` counts all, those inside of
    coded reports included. ``spent`` is what the coder counts of its own, such as a model's tokens.
    """

    run_id: str
    coded: int
    nothing: int
    refused: int
    already: int
    already_refused: int
    refusals: tuple[Refusal, ...]
    refusals_by_kind: tuple[tuple[str, int], ...]
    interrupted: bool
    spent: tuple[tuple[str, int], ...] = ()

    @property
    def inputs(self) -> int:
        """How many inputs were met."""
        return self.coded + self.nothing + self.refused + self.already

    @property
    def exit_code(self) -> int:
        """0 nothing was refused; 3 finished, with refusals; 130 interrupted by the user."""
        if self.interrupted:
            return EXIT_INTERRUPTED
        return EXIT_REFUSALS if self.refusals_by_kind or self.already_refused else EXIT_FINE


def run(
    inputs: Iterable[Document | Refusal],
    coder: Coder,
    ledger: Ledger,
    *,
    version: str,
    inputs_named: Sequence[str],
    progress: Progress | None = None,
    finish: Finish | None = None,
    threads: int = 1,
    spent: Spent = dict,
) -> Account:
    """Code ``inputs`` into ``ledger``, then call ``finish(ledger, run_id)`` to derive what follows from them.

    ``threads`` reports are read at once and recorded in the order of the inputs, so that the ledger is the
    same with any number; as many inputs are held. Ctrl-C ends the run with its account (and without
    ``finish``). A LedgerError stops it: what cannot be recorded shall not be done. So does a UsageError of
    the coder: a model's endpoint that refuses the key refuses every report. An error of the reader itself
    is raised after the ledger was told how far the run came; so is one of ``finish``.
    """
    run_id = f"run-{uuid4().hex[:20]}"
    configuration = (("coder", coder.name), ("configuration", coder.configuration))
    ledger.start_run(Run(run_id, "code", version, configuration, tuple(map(_printable, inputs_named))))
    tally = _Tally(run_id, spent)
    try:
        _take_all(inputs, coder, ledger, tally, progress, threads)
        if finish:
            finish(ledger, run_id)
    except KeyboardInterrupt:
        tally.interrupted = True
    except LedgerError:
        raise  # the ledger that failed cannot be told of it
    except BaseException:
        ledger.finish_run(run_id, tally.counts() | {"broken_off": 1})
        raise
    ledger.finish_run(run_id, tally.counts())
    return tally.account()


@dataclass(slots=True)
class _Tally:
    run_id: str
    spent: Spent
    fates: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    interrupted: bool = False

    def note(self, refusals: Iterable[Refusal]) -> None:
        for refusal in refusals:
            self.kinds[refusal.kind] += 1
            if len(self.refusals) < KEPT_REFUSALS:
                self.refusals.append(refusal)

    def counts(self) -> dict[str, int]:
        fates = {fate: self.fates[fate] for fate in ("coded", "nothing", "refused", "already")}
        kinds = {f"refused: {kind}": self.kinds[kind] for kind in sorted(self.kinds)}
        ended = {"interrupted": 1} if self.interrupted else {}
        return fates | kinds | dict(self.spent()) | ended

    def account(self) -> Account:
        return Account(
            run_id=self.run_id,
            coded=self.fates["coded"],
            nothing=self.fates["nothing"],
            refused=self.fates["refused"],
            already=self.fates["already"],
            already_refused=self.fates["already refused"],
            refusals=tuple(self.refusals),
            refusals_by_kind=tuple(sorted(self.kinds.items())),
            interrupted=self.interrupted,
            spent=tuple(self.spent().items()),
        )


def _take_all(
    inputs: Iterable[Document | Refusal],
    coder: Coder,
    ledger: Ledger,
    tally: _Tally,
    progress: Progress | None,
    threads: int,
) -> None:
    """Take every input in its turn, with as many reports being read ahead as there are threads."""
    with ThreadPoolExecutor(threads) as workers:
        pool = workers if threads > 1 else None  # one thread is this one: Ctrl-C stops it at once
        waiting: deque[tuple[Document | Refusal, _Begun | None]] = deque()
        try:
            for it in inputs:
                begun = None if isinstance(it, Refusal) else _begin(it, coder, ledger, tally, pool, waiting)
                waiting.append((it, begun))
                if len(waiting) >= threads:
                    _end(*waiting.popleft(), coder, ledger, tally, progress)
            while waiting:
                _end(*waiting.popleft(), coder, ledger, tally, progress)
        finally:
            for _, begun in waiting:
                if begun is not None and begun.coded is not None:
                    begun.coded.cancel()


@dataclass(frozen=True, slots=True)
class _Begun:
    """A report under way; ``coded`` is None where it was coded before, or is coded when its turn comes."""

    coding_id: str
    already: bool
    coded: Future[Coded] | None


def _begin(
    document: Document,
    coder: Coder,
    ledger: Ledger,
    tally: _Tally,
    pool: ThreadPoolExecutor | None,
    waiting: Iterable[tuple[Document | Refusal, _Begun | None]],
) -> _Begun:
    coding_id = Coding.make_id(document.document_id, coder.name, coder.configuration)
    if any(begun is not None and begun.coding_id == coding_id for _, begun in waiting):
        return _Begun(coding_id, already=False, coded=None)
    done = ledger.return_to_coding(tally.run_id, coding_id)
    if done:
        tally.fates["already refused"] += done.outcome == "refused"
        return _Begun(coding_id, already=True, coded=None)
    return _Begun(coding_id, already=False, coded=pool.submit(_code, document, coder) if pool else None)


def _end(
    it: Document | Refusal,
    begun: _Begun | None,
    coder: Coder,
    ledger: Ledger,
    tally: _Tally,
    progress: Progress | None,
) -> None:
    if isinstance(it, Refusal) and it.document_id is not None:
        _record_refusal(it, ledger, tally)  # about a report that is read all the same: no input of its own
        return
    if isinstance(it, Refusal):
        fate, place = _record_refusal(it, ledger, tally), it.place
    else:
        assert begun is not None
        fate, place = _take(it, begun, coder, ledger, tally), it.origin
    tally.fates[fate] += 1
    if progress:
        progress.advance(fate, _printable(place))


def _record_refusal(refusal: Refusal, ledger: Ledger, tally: _Tally, coding_id: str = "") -> Fate:
    printable = replace(refusal, place=_printable(refusal.place), reason=_one_line(refusal.reason))
    ledger.add_refusals(tally.run_id, [printable], coding_id=coding_id)
    tally.note([printable])
    return "refused"


def _take(document: Document, begun: _Begun, coder: Coder, ledger: Ledger, tally: _Tally) -> Fate:
    """Record one report, unless that was done. What goes wrong is this report's refusal, nobody else's."""
    if begun.already:
        return "already"
    try:
        if begun.coded is None:
            done = ledger.return_to_coding(tally.run_id, begun.coding_id)
            if done:
                tally.fates["already refused"] += done.outcome == "refused"
                return "already"
        coded = begun.coded.result() if begun.coded else _code(document, coder)
        _record(coded, coder, begun.coding_id, ledger, tally.run_id)
    except (LedgerError, UsageError):
        raise
    except Exception as error:  # noqa: BLE001  (whatever it is, MemoryError and RecursionError included)
        return _record_refusal(_fault(document, error), ledger, tally, begun.coding_id)
    tally.note(coded.refusals)
    return coded.outcome


def _code(document: Document, coder: Coder) -> Coded:
    try:
        coded = coder.code(document)
    except SkipInput as skip:
        place = skip.place or _printable(document.origin)
        reason = Refusal.of(place, skip.kind, _one_line(skip.reason), document.document_id)
        return Coded(document, refusals=(reason,), outcome="refused")
    _check(document, coded)
    return coded


def _check(document: Document, coded: Coded) -> None:
    """Records of another report, and two different ones of one id, are a fault of the coder."""
    about = document.document_id
    records: tuple[Document | Mention | Claim | Relation, ...]
    records = (coded.document, *coded.mentions, *coded.claims, *coded.relations)
    for it in records:
        if it.document_id != about:
            raise ValueError(f"a {type(it).__name__} of another report, {it.document_id}")
    _check_ids([(claim.claim_id, claim) for claim in coded.claims])
    _check_ids([(relation.relation_id, relation) for relation in coded.relations])
    _check_ids([(refusal.refusal_id, refusal) for refusal in coded.refusals])


def _check_ids(named: Sequence[tuple[str, object]]) -> None:
    seen: dict[str, object] = {}
    for name, record in named:
        if seen.setdefault(name, record) != record:
            raise ValueError(f"two different records have the id {name}")


def _record(coded: Coded, coder: Coder, coding_id: str, ledger: Ledger, run_id: str) -> None:
    document = coded.document
    coding = Coding(
        coding_id, document.document_id, coder.name, coder.configuration, coded.outcome, coded.counts
    )
    ledger.add_report(
        run_id,
        document,
        coding,
        mentions=coded.mentions,
        claims=coded.claims,
        relations=coded.relations,
        refusals=coded.refusals,
    )


def _fault(document: Document, error: Exception) -> Refusal:
    """A refusal that names the exception and the line of the program it came from."""
    frames = [it for it in traceback.extract_tb(error.__traceback__) if it.filename != __file__]
    ours = [it for it in frames if "contested" in Path(it.filename).parts] or frames
    where = f"{'/'.join(Path(ours[-1].filename).parts[-2:])} line {ours[-1].lineno}" if ours else "the run"
    reason = _one_line(f"{type(error).__name__} in {where}: {error}")
    return Refusal.of(_printable(document.origin), "fault", reason, document.document_id)


def _one_line(text: str) -> str:
    """Text of an exception made fit for a line: it may quote a report, line breaks and all."""
    line = " ".join(_printable(text).split())
    return line if len(line) <= LONGEST_REASON else line[: LONGEST_REASON - 4] + " ..."


def _printable(text: str) -> str:
    """Half surrogates written out: a file name that is no UTF-8 holds them, and no file stores them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
