"""Takes the pictures of the pages that the documents show: ``python docs/pictures/take.py LEDGER``.

The pages are served from the ledger to this machine only, opened in Chromium without a window, and
written beside this file. Where there is no Chromium, it says so and leaves the pictures as they are.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"incidents": (1280, 900), "incident": (1280, 1500), "report": (1280, 1100)}
WAIT_SECONDS = 20


def main() -> None:
    """Take every picture."""
    ledger = Path(sys.argv[1])
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("no picture taken: there is no chromium on this machine", file=sys.stderr)
        return
    with served(ledger) as address:
        for name, path in pages(ledger).items():
            take(browser, f"{address}{path}", HERE / f"{name}.png", SIZE[name])


def pages(ledger: Path) -> dict[str, str]:
    """What is shown: the table, the incident that the demo explains, and one report of it."""
    command = [program(), "incidents", str(ledger), "--place", "shaykhun", "--json"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [json.loads(line) for line in told.splitlines()]
    most = max(rows, key=lambda row: row["number_of_sources"])
    return {
        "incidents": "/",
        "incident": f"/incidents/{most['incident_id']}",
        "report": "/reports/khan-shaykhun-first-day.txt",
    }


def program() -> str:
    """The program of this very environment."""
    return str(Path(sys.executable).parent / "contested")


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The pages on a free port; the server is stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [program(), "serve", str(ledger), "--port", str(port)], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=WAIT_SECONDS)


def _wait_for(address: str) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def take(browser: str, address: str, picture: Path, size: tuple[int, int]) -> None:
    """One picture."""
    command = [
        browser,
        "--headless",
        "--no-sandbox",  # in a container Chromium has no sandbox; the page is our own
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        f"--window-size={size[0]},{size[1]}",
        f"--screenshot={picture}",
        address,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    print(f"written: {picture.relative_to(HERE.parent.parent)}")


if __name__ == "__main__":
    main()
