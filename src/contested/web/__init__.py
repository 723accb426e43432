"""The reading pages: ``create_app`` makes them, ``serve`` shows a ledger's on this machine."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import uvicorn

from contested.errors import UsageError
from contested.web.app import WebSettings, create_app

__all__ = ["WebSettings", "address_of", "create_app", "serve"]

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]", "::1")


def serve(ledger_path: Path, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Show a ledger's pages until interrupted; prints the address. Port 0 takes any free one.

    On a loopback address only this machine can read, and only by a loopback name.

    Raises:
        UsageError: there is no such ledger, or the address cannot be had; one line says why.
        LedgerFormatError: the file is no ledger of a version that this program reads.
    """
    if not ledger_path.exists():
        raise UsageError(f"There is no ledger at {ledger_path}.")
    open_ledger = _opener(ledger_path)
    _close(open_ledger())
    hosts = LOOPBACK_HOSTS if _is_loopback(host) else ("*",)
    listening = _listen(host, port)
    app = create_app(WebSettings(name=ledger_path.name, allowed_hosts=hosts), open_ledger)
    print(
        f"contested: {ledger_path} at {address_of(listening)} (Ctrl+C stops it)", file=sys.stderr, flush=True
    )
    config = uvicorn.Config(app, log_level="warning", server_header=False)
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def address_of(listening: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _opener(ledger_path: Path) -> Callable[[], Any]:
    from contested.ledger import open_ledger  # the store is chosen only when something is served

    return lambda: open_ledger(ledger_path)


def _close(ledger: Any) -> None:
    ledger.close()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    """A socket that holds the address from here on: no other program takes it before the first page."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host.strip("[]"), port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"Port {port} of {host} cannot be had: {why}. Choose another with --port.") from None
    return listening
