"""The program as a whole: an error that it knows is said in one line."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from contested.cli.console import one_line
from contested.errors import ContestedError, UsageError

EXIT_FAILED = 1
EXIT_USAGE = 2


class OneLineErrors(TyperGroup):
    """Commands whose errors on purpose become one line on standard error and an exit status.

    An error that nobody foresaw keeps its traceback: it is to be reported.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except ContestedError as error:
            typer.echo(f"contested: {one_line(str(error))}", err=True)
            raise typer.Exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_FAILED) from error
