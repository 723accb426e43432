"""``contested code``: reports in, a ledger out, every input accounted for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated

import typer

from contested.cli import model as models
from contested.cli.console import stderr, stdout
from contested.cli.opening import day, existing

if TYPE_CHECKING:
    from rich.console import Console

    from contested.pipeline.run import Account

SHOWN_REFUSALS = 20


def code(
    reports: Annotated[
        list[Path], typer.Argument(metavar="REPORTS...", help="Files or folders.", show_default=False)
    ],
    ledger: Annotated[Path, typer.Option("--ledger", "-l", help="The ledger; made where there is none.")],
    extractor: Annotated[str, typer.Option(help="Which coder reads the reports: encoder, rules or llm.")] = (
        "encoder"
    ),
    register: Annotated[
        list[Path] | None, typer.Option(help="Your own actors beside the shipped ones (docs/register.md).")
    ] = None,
    gazetteer: Annotated[
        list[Path] | None, typer.Option(help="Your own places beside the shipped ones (docs/gazetteer.md).")
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(help="For encoder: a folder that `contested train` wrote.")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Reports read at once.")] = 2,
    endpoint: Annotated[
        str | None, typer.Option(help="For llm: the address up to /v1 (docs/extractors.md).")
    ] = None,
    model: Annotated[str | None, typer.Option(help="For llm: the model, as the endpoint names it.")] = None,
    api_key_env: Annotated[
        str, typer.Option(help="For llm: the environment variable that holds the key; '' sends none.")
    ] = models.KEY_VARIABLE,
    price_in: Annotated[
        float | None, typer.Option(min=0, help="For llm: price of a million tokens asked.")
    ] = None,
    price_out: Annotated[
        float | None, typer.Option(min=0, help="For llm: price of a million tokens answered.")
    ] = None,
    timeout: Annotated[float, typer.Option(help="For llm: seconds to wait for one answer.")] = 300.0,
    window: Annotated[
        int, typer.Option(min=200, help="For llm: characters of a report asked about at once.")
    ] = 6000,
    today: Annotated[str | None, typer.Option(hidden=True)] = None,
) -> None:
    """Code reports into a ledger: claims on their exact words, held together as incidents.

    REPORTS are files or folders of .txt, .html or JSON Lines (a report a line). What was coded before is
    not coded again; a run that was killed goes on where it stopped.

    Examples:

      contested code examples/reports --ledger demo.ledger

      contested code first.jsonl more/ --ledger all.ledger

      contested code reports/ --ledger libya.ledger --register libya.yaml --gazetteer libya.csv

      contested code reports/ --ledger my.ledger --extractor llm --endpoint URL --model qwen3:8b
    """
    inputs, as_of = existing(reports), day(today)
    registers, gazetteers = existing(register or ()), existing(gazetteer or ())
    client = models.client(extractor, endpoint, model, api_key_env, timeout, _remark)
    from contested.pipeline.path import code_reports

    with Progress(stderr()) as progress:
        account = code_reports(
            inputs,
            ledger,
            extractor=extractor,
            today=as_of,
            progress=progress,
            registers=registers,
            gazetteers=gazetteers,
            threads=threads,
            client=client,
            window=window,
            weights=weights,
        )
    _say(account, ledger)
    if client is not None:
        stdout().print(models.spending(dict(account.spent), price_in, price_out), soft_wrap=True)
    raise typer.Exit(account.exit_code)


class Progress:
    """Counts inputs on a terminal as they are done; elsewhere silent."""

    def __init__(self, console: Console) -> None:
        self._fates: Counter[str] = Counter()
        self._status = console.status("reading") if console.is_terminal else None

    def __enter__(self) -> Progress:
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def advance(self, outcome: str, place: str) -> None:
        """One more input is accounted for."""
        self._fates[outcome] += 1
        if self._status:
            told = ", ".join(f"{count} {fate}" for fate, count in sorted(self._fates.items()))
            self._status.update(f"{told}  {place[-50:]}")

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._status:
            self._status.stop()


def _remark(words: str) -> None:
    stderr().print(words, soft_wrap=True)


def _say(account: Account, ledger: Path) -> None:
    """The account on standard output, refusals on standard error."""
    out, err = stdout(), stderr()
    for refusal in account.refusals[:SHOWN_REFUSALS]:
        err.print(f"refused {refusal.place}: {refusal.reason} ({refusal.kind})", soft_wrap=True)
    refusals = sum(count for _, count in account.refusals_by_kind)
    if refusals > SHOWN_REFUSALS:
        err.print(f"and {refusals - SHOWN_REFUSALS} more: contested refusals {ledger}", soft_wrap=True)
    out.print(
        f"{account.inputs} inputs: {account.coded} coded, {account.nothing} with nothing to code, "
        f"{account.refused} refused, {account.already} already in the ledger",
        soft_wrap=True,
    )
    if account.interrupted:
        err.print("interrupted: the same command goes on from here", soft_wrap=True)
