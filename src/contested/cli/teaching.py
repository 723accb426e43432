"""``contested train``: weights that have learned from what people said of a ledger's claims."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contested.cli.console import stderr, stdout
from contested.cli.evaluating import compared, print_again
from contested.cli.opening import existing, reading
from contested.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contested.claims import EncoderExtractor
    from contested.judgements import Standing
    from contested.learning.examples import Example
    from contested.learning.fine_tune import Settings
    from contested.learning.lessons import Lessons, Marks
    from contested.pipeline.path import PathCoder
    from contested.records import Document

NEEDED = ("torch", "onnx", "safetensors")
ENOUGH = 20


def train(
    ledger: Annotated[
        Path, typer.Option("--from", metavar="LEDGER", help="The ledger whose judgements teach.")
    ],
    out: Annotated[Path, typer.Option(help="The folder to write the weights to.")],
    start: Annotated[
        Path | None, typer.Option(help="The weights to start from; none given: the shipped ones.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(help="The repository's training/text, against forgetting.")
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, max=100, help="How often everything is seen.")] = 4,
    rate: Annotated[float, typer.Option(help="How fast to learn.")] = 5e-5,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Processors to use.")] = 2,
    seed: Annotated[int, typer.Option(help="Equal seeds learn equally on one machine.")] = 20170214,
    at_least: Annotated[int, typer.Option(min=1, help="Refuse to learn from fewer judged claims.")] = ENOUGH,
) -> None:
    """Teach the encoder from accepted, corrected and rejected claims, and write weights of your own.

    One judged report in five is held out; what the weights before and after give of its claims is printed.
    Needs torch: pip install 'contested[train]'.

    Examples:

      contested train --from demo.ledger --out mine/

      contested code reports/ --ledger new.ledger --weights mine/
    """
    _check(out)
    with reading(ledger) as opened:
        from contested.judgements import standing

        stands = standing(opened.judgements(), opened.claim)
        judged = len(stands.judged) + len(stands.missed)
        if judged < at_least:
            raise UsageError(
                f"{judged} judged claims teach nothing that holds; judge {at_least}, or --at-least N"
            )
        ids = {it.claim.document_id for it in stands.judged} | {it.document_id for it in stands.missed}
        documents = {key: opened.document(key) for key in sorted(ids)}
        digest = opened.content_digest()
    _teach(stands, documents, digest, out, start, replay, _settings(epochs, rate, threads, seed))


def _check(out: Path) -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(f"training needs {', '.join(missing)}: pip install 'contested[train]'")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} is not empty; give a new folder")


def _settings(epochs: int, rate: float, threads: int, seed: int) -> Settings:
    from contested.learning.fine_tune import Settings

    return Settings(epochs=epochs, rate=rate, threads=threads, seed=seed)


def _teach(
    stands: Standing,
    documents: Mapping[str, Document],
    digest: str,
    out: Path,
    start: Path | None,
    replayed: Path | None,
    settings: Settings,
) -> None:
    from contested.inference import SHIPPED
    from contested.learning.fine_tune import fine_tune
    from contested.learning.lessons import lessons
    from contested.pipeline.path import coder

    begin = start or SHIPPED
    before = coder("encoder", weights=begin)
    marks = _marks(before)
    found = lessons(stands, documents, _encoder(before).reader.meta["types"], marks)
    if not found.examples:
        raise UsageError("every judged report is one that is held out; judge claims of more reports")
    again = _replayed(replayed, len(found.examples), settings, marks)
    _announce(stands, found, len(again))
    made_from = _made_from(stands, found, digest, len(again))
    version = fine_tune(begin, out, [*found.examples, *again], settings, made_from, _remark)
    after = coder("encoder", before.world, weights=out)
    for name, made in (("before", before), ("after", after)):
        _compare(name, made, found.held, documents)
    stdout().print(
        f"\n{out}: weights {version}; use them: contested code REPORTS --ledger NEW --weights {out}",
        soft_wrap=True,
    )


def _encoder(coder: PathCoder) -> EncoderExtractor:
    from contested.claims import EncoderExtractor

    assert isinstance(coder.extractor, EncoderExtractor)
    return coder.extractor


def _marks(coder: PathCoder) -> Marks:
    """What the coder gives its encoder beside the words of a report."""
    from contested.sentences import split

    def marks(document: Document) -> tuple[tuple[str, int, int], ...]:
        sentences = split(document)
        found = _encoder(coder).marks(document, sentences, coder.mentions(document, sentences))
        return tuple((it.kind, it.start, it.end) for it in found)

    return marks


def _replayed(folder: Path | None, judged: int, settings: Settings, marks: Marks) -> list[Example]:
    if folder is None:
        return []
    from contested.learning.examples import document, with_marks
    from contested.learning.fine_tune import replay

    (given,) = existing([folder])
    return [with_marks(it, marks(document(it.name, it.text))) for it in replay(given, judged, settings)]


def _announce(stands: Standing, found: Lessons, replayed: int) -> None:
    held = len(found.held.judged) + len(found.held.missed)
    learned = len(stands.judged) + len(stands.missed) - held
    _remark(f"{learned} judged claims of {len(found.examples)} reports teach; {held} are held out")
    if found.unknown_types:
        _remark(f"not taught, since these weights do not know the type: {', '.join(found.unknown_types)}")
    if not replayed:
        _remark("nothing is learned again beside them: --replay training/text guards against forgetting")


def _made_from(stands: Standing, found: Lessons, digest: str, replayed: int) -> dict[str, object]:
    verdicts = Counter(it.verdict for it in stands.judged)
    return {
        "ledger": digest,
        **{name: verdicts[name] for name in ("accept", "correct", "reject")},
        "missed": len(stands.missed),
        "reports": len(found.examples),
        "held_out": len(found.held.judged) + len(found.held.missed),
        "replayed_texts": replayed,
    }


def _compare(name: str, made: PathCoder, held: Standing, documents: Mapping[str, Document]) -> None:
    if not held.judged and not held.missed:
        if name == "before":
            _remark("no judged report is held out: what was learned cannot be told from here")
        return
    claims = {key: made.code(documents[key]).claims for key in _reports(held)}
    print_again(
        stdout(), compared(f"{name}, held-out reports", held, claims.__getitem__, documents.__getitem__)
    )


def _reports(held: Standing) -> set[str]:
    return {it.claim.document_id for it in held.judged} | {it.document_id for it in held.missed}


def _remark(words: str) -> None:
    stderr().print(words, soft_wrap=True)
