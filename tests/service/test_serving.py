"""`negotia serve` and `negotia db`: processes that are started, asked and ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path

import pytest

from engine.cli import run
from engine.errors import NegotiaError
from engine.service.serving import refuse_exposed
from engine.service.settings import Settings
from tests.service.plans import PLAN

TOP = Path(__file__).parents[2]


@contextmanager
def served(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service in processes of its own, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(TOP / "cli.py"), "serve", "--port", str(port), *options]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        assert process.stderr is not None
        process.stderr.close()


def ask(url: str, body: str | None = None) -> bytes:
    """The answer of a service."""
    request = urllib.request.Request(url, body and body.encode(), {"Content-Type": "application/yaml"})
    with urllib.request.urlopen(request, timeout=40) as answer:
        return bytes(answer.read())


def wait_for(url: str) -> None:
    """Waits until a service listens."""
    until = time.monotonic() + 60
    while True:
        try:
            assert json.loads(ask(f"{url}/readyz")) == {"status": "ready"}
            return
        except urllib.error.URLError:
            assert time.monotonic() < until
            time.sleep(0.1)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_service_runs_and_ends_when_it_is_told_to(workers: str, tmp_path: Path) -> None:
    with served(tmp_path, "--workers", workers) as (process, url):
        wait_for(url)
        id = json.loads(ask(f"{url}/api/v1/deals", PLAN))["id"]
        assert ask(f"{url}/api/v1/deals/{id}/documents/brief").startswith(b"PK")
        process.send_signal(signal.SIGINT if workers == "1" else signal.SIGTERM)
        process.wait(20)
        assert process.stderr is not None
        told = process.stderr.read()
    assert f"negotia listens on {url}" in told
    assert "There are no users" in told
    assert "Traceback" not in told
    assert (tmp_path / "negotia.sqlite3").exists()


def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    acknowledged: list[str] = []

    def write(url: str) -> None:
        with suppress(OSError, HTTPException):
            while True:
                acknowledged.append(json.loads(ask(f"{url}/api/v1/deals", PLAN))["id"])

    with served(tmp_path) as (process, url):
        wait_for(url)
        writers = [threading.Thread(target=write, args=(url,)) for _ in range(2)]
        for writer in writers:
            writer.start()
        while len(acknowledged) < 10:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        for writer in writers:
            writer.join()
    database = f"sqlite:///{tmp_path}/negotia.sqlite3"
    assert run(["db", "export", "--database", database, "--out", str(tmp_path / "all.jsonl")]) == 0
    rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert {row["key"] for row in rows if row.get("table") == "deals"} >= set(acknowledged)


def test_the_database_is_brought_up_to_date_by_hand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = f"sqlite:///{tmp_path}/n.sqlite3"
    out = str(tmp_path / "all.jsonl")
    assert run(["db", "export", "--database", database, "--out", out]) == 2
    assert "run `negotia db upgrade` first" in capsys.readouterr().err
    assert run(["db", "upgrade", "--database", database]) == 0
    assert "The database is at revision" in capsys.readouterr().out
    assert run(["db", "export", "--database", database, "--out", out]) == 0
    assert Path(out).read_text() == '{"schema":"negotia/export/1"}\n'


@pytest.mark.parametrize("command", [["serve"], ["db", "upgrade"]])
def test_without_the_extra_the_way_out_is_told(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("engine.service")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    assert run(command) == 2
    assert 'pip install "negotia[service]"' in capsys.readouterr().err


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.1.2.3"])
def test_on_loopback_nothing_more_is_needed(host: str) -> None:
    refuse_exposed(Settings(host=host), users=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "negotia.example"])
def test_beyond_loopback_users_and_a_secret_are(host: str) -> None:
    with pytest.raises(NegotiaError, match="without users"):
        refuse_exposed(Settings(host=host, secret="x" * 32), users=False)
    with pytest.raises(NegotiaError, match="needs a secret"):
        refuse_exposed(Settings(host=host), users=True)
    refuse_exposed(Settings(host=host, secret="x" * 32), users=True)


def test_the_command_refuses_to_be_reached_without_users(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = f"sqlite:///{tmp_path}/n.sqlite3"
    assert run(["serve", "--host", "0.0.0.0", "--database", database]) == 2
    assert "without users the service listens on loopback only" in capsys.readouterr().err


def test_the_secret_is_never_shown() -> None:
    assert "hidden" not in repr(Settings(secret="hidden"))
