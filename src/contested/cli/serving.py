"""``contested serve``: the same on pages, from this machine to this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from contested.cli.opening import LedgerArgument, reading
from contested.errors import UsageError

LOCAL = ("localhost", "127.0.0.1", "::1")


def serve(
    ledger: LedgerArgument,
    host: Annotated[
        str, typer.Option(help="Where to listen; others than this machine see it elsewhere.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port.")] = 8000,
) -> None:
    """Show a ledger on pages in a browser: incidents, reports with the words marked, actors.

    Example:

      contested serve demo.ledger --port 8080
    """
    with reading(ledger):
        pass  # whatever is wrong with the ledger is said now, not on the first page
    import uvicorn

    from contested.ledger import open_ledger
    from contested.web import WebSettings, create_app

    hosts = LOCAL if host in LOCAL else ("*",)
    app = create_app(WebSettings(name=ledger.name, allowed_hosts=hosts), lambda: open_ledger(ledger))
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"{ledger}: http://{shown}:{port}/  (Ctrl-C ends)", err=True)
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning")
    except SystemExit as stopped:  # uvicorn's way to say that it cannot listen there
        if stopped.code:
            raise UsageError(f"cannot listen on {shown} port {port}; give another --port") from stopped
