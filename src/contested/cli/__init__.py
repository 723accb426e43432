"""The command line: one file a command group, listed here.

Data goes to standard output, progress and complaints to standard error. Exit status: 0 done, 1 it
could not be done, 2 it was asked wrongly, 3 done but something was refused, 130 interrupted. An error
that the program knows is one line that says what to do. Heavy modules are loaded by the command that
needs them: ``contested --help`` loads none.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from contested import __version__
from contested.cli import (
    actors,
    coding,
    comparing,
    evaluating,
    explaining,
    exporting,
    incidents,
    judging,
    lists,
    reports,
    serving,
    teaching,
)
from contested.cli.group import OneLineErrors

app = typer.Typer(
    cls=OneLineErrors,
    name="contested",
    help="Code contradicting reports of an armed conflict, and look at what they say together.\n\n"
    "Begin with: contested code REPORTS --ledger my.ledger",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"contested {__version__}")
        raise typer.Exit


@app.callback()
def _contested(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.command("code", short_help="Code reports into a ledger.")(coding.code)
app.command("incidents", short_help="List incidents, filtered.")(incidents.incidents)
app.command("explain", short_help="Show one incident from figure to sentence.")(explaining.explain)
app.command("report", short_help="Show what was read in one report.")(reports.report)
app.command("serve", short_help="Show a ledger on pages in a browser.")(serving.serve)
app.command("export", short_help="Write a ledger as files and tables.")(exporting.export)
app.command("compare", short_help="Compare two coders on the same reports.")(comparing.compare)
app.command("judge", short_help="Say whether a claim is right.")(judging.judge)
app.command("evaluate", short_help="Score a coder against what people said.")(evaluating.evaluate)
app.command("train", short_help="Teach the encoder from what people said.")(teaching.train)
app.command("schema", short_help="Print the schema of an exported file.")(exporting.schema)
app.command("validate", short_help="Check an exported folder.")(exporting.validate)
app.command("types", short_help="List or show event types.")(lists.types)
app.command("refusals", short_help="List what could not be read or decided.")(lists.refusals)
app.command("runs", short_help="List the runs that wrote a ledger.")(lists.runs)
app.add_typer(actors.app, name="actors")


def main() -> None:
    """Run the program; a reader that goes away (``contested incidents L | head``) is no error."""
    try:
        app()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
