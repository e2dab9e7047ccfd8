"""A PostgreSQL of the tests' own, reached through a socket only; it will not run as root, so root lends it a user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is."""
    beside = next((str(place / name) for place in _PLACES if (place / name).exists()), None)
    return beside or shutil.which(name)


class Server:
    """A server that can be stopped and started again; `url` has a place for the name of a database."""

    def __init__(self, folder: Path, user: str | None) -> None:
        self._folder, self._user = folder, user

    @property
    def url(self) -> str:
        """The URL without the name of a database."""
        return f"postgresql://negotia@/{{}}?host={self._folder}"

    def prepare(self) -> None:
        """Makes its files."""
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "negotia", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        options = f"-k {self._folder} -c listen_addresses= -c fsync=off -c max_connections=60"
        self._run("pg_ctl", "-D", self._data, "-o", options, "-l", f"{self._folder}/log", "-w", "start")

    def stop(self) -> None:
        """Stops it at once, as a crash would; it recovers when it is started."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    @property
    def _data(self) -> str:
        return f"{self._folder}/data"

    def _run(self, name: str, *arguments: str) -> None:
        found = program(name)
        assert found is not None
        subprocess.run(
            [found, *arguments],
            check=True,
            user=self._user,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )


@contextmanager
def running_server() -> Iterator[Server]:
    """A server until the block ends; the test is skipped where there is no PostgreSQL."""
    if program("initdb") is None or program("pg_ctl") is None:
        pytest.skip("PostgreSQL is not installed (initdb, pg_ctl)")
    folder = Path(tempfile.mkdtemp(prefix="negotia-pg-"))
    user = _lent_user(folder)
    server = Server(folder, user)
    try:
        server.prepare()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lent_user(folder: Path) -> str | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            owner = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        return name
    pytest.skip("PostgreSQL does not run as root, and there is no other user")
