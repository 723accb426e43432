"""The door of the pages: it opens where asked or says in one line why not."""

import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from contested.errors import UsageError
from contested.ledger import open_ledger
from contested.web import _is_loopback, _listen, address_of, serve


def test_a_taken_port_is_named_in_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} of 127.0.0.1 cannot be had") as said:
            _listen("127.0.0.1", port)
    assert "\n" not in str(said.value)


def test_a_port_that_is_none_is_refused():
    with pytest.raises(UsageError, match="70000"):
        _listen("127.0.0.1", 70000)


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path):
    with pytest.raises(UsageError, match="no ledger"):
        serve(tmp_path / "none.db", "127.0.0.1", 0)
    assert list(tmp_path.iterdir()) == []


def test_loopback_is_known_by_its_names():
    assert all(map(_is_loopback, ("localhost", "127.0.0.1", "127.8.8.8", "::1")))
    assert not any(map(_is_loopback, ("0.0.0.0", "::", "192.168.1.4", "example.org")))


def test_port_zero_takes_a_free_one_and_names_it():
    with _listen("127.0.0.1", 0) as listening:
        assert address_of(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}/"


def test_a_real_ledger_is_served_on_a_free_port(tmp_path: Path):
    where = tmp_path / "ledger.db"
    open_ledger(where, create=True).close()
    program = "import sys, pathlib, contested.web as web; web.serve(pathlib.Path(sys.argv[1]), port=0)"
    running = subprocess.Popen([sys.executable, "-c", program, str(where)], stderr=subprocess.PIPE, text=True)
    try:
        said = running.stderr.readline()
        address = said.split(" at ")[1].split(" ")[0]
        page = httpx.get(address, timeout=20)
        assert page.status_code == 200
        assert "This ledger is empty" in page.text
        assert httpx.get(address, headers={"Host": "evil.example"}).status_code == 400
    finally:
        running.terminate()
        running.wait(timeout=10)
