"""`negotia user` and `negotia token`."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine.cli import run, user
from engine.service.access.passwords import hash_password, verify
from engine.service.access.secrets import digest
from engine.service.storage import tokens
from engine.service.storage.audit import entries
from engine.service.storage.people import person_named
from engine.service.storage.sessions import open_database
from tests.service.access.house import CHEAP, PASSWORD


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of its own, and hashes that cost little."""
    url = f"sqlite:///{tmp_path}/people.sqlite3"
    monkeypatch.setenv("NEGOTIA_DATABASE", url)
    monkeypatch.setattr(
        "engine.service.access.passwords.hash_password", lambda _hashing, text: hash_password(CHEAP, text)
    )
    return url


def add(monkeypatch: pytest.MonkeyPatch, name: str, role: str, password: str = PASSWORD) -> int:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{password}\n".encode())))
    return run(["user", "add", name, "--role", role, "--full-name", name.title(), "--password-from", "-"])


def test_people_come_change_and_go(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(monkeypatch, "Ada", "admin") == add(monkeypatch, "rob", "rep") == 0
    assert run(["user", "role", "rob", "--role", "manager"]) == 0
    capsys.readouterr()
    assert run(["user", "list"]) == 0
    assert capsys.readouterr().out == "ada  admin    Ada\nrob  manager  Rob\n"
    assert run(["user", "remove", "rob"]) == 0
    capsys.readouterr()
    assert run(["user", "list"]) == 0
    assert capsys.readouterr().out == "ada  admin    Ada\n"
    database = open_database(url)
    with database.reading() as session:
        told = [(one.who, one.action) for one in entries(session, 10)]
    database.close()
    assert told == [
        ("negotia user", "remove user"),
        ("negotia user", "make manager"),
        ("negotia user", "add rep"),
        ("negotia user", "add admin"),
    ]


def test_a_password_is_asked_for_twice_and_never_shown(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(monkeypatch, "ada", "admin") == 0
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(user.click, "prompt", lambda _text, **how: asked.append(how) or "another four words")
    assert run(["user", "password", "ada"]) == 0
    assert asked[0]["hide_input"] is asked[0]["confirmation_prompt"] is True
    assert "another four words" not in "".join(capsys.readouterr())
    database = open_database(url)
    with database.reading() as session:
        ada = person_named(session, "ada")
    database.close()
    assert ada is not None
    assert verify(CHEAP, ada.kept, "another four words")
    assert not verify(CHEAP, ada.kept, PASSWORD)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["role", "nobody", "--role", "rep"], "there is no user 'nobody'"),
        (["password", "nobody"], "there is no user 'nobody'"),
        (["remove", "ada"], "this is the last admin: make someone else one first"),
        (["role", "ada", "--role", "rep"], "this is the last admin: make someone else one first"),
    ],
)
def test_what_is_refused_says_why(
    arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(monkeypatch, "ada", "admin") == 0
    capsys.readouterr()
    assert run(["user", *arguments]) == 2
    assert capsys.readouterr().err == f"Error: {message}\n"


@pytest.mark.parametrize(
    ("name", "role", "password", "message"),
    [
        ("rob", "rep", PASSWORD, "the first user is an admin: nobody else could add others"),
        ("a b", "admin", PASSWORD, "'a b' is no name to log in with: take letters, digits and . _ @ + -"),
        ("ada", "admin", "short", "a password has at least 12 characters: take several words"),
    ],
)
def test_not_everyone_can_be_added(
    name: str,
    role: str,
    password: str,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(monkeypatch, name, role, password) == 2
    assert capsys.readouterr().err == f"Error: {message}\n"


def test_a_name_is_never_given_twice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(monkeypatch, "ada", "admin") == add(monkeypatch, "rob", "rep") == 0
    assert run(["user", "remove", "rob"]) == 0
    assert add(monkeypatch, "ROB", "rep") == 2
    assert "a name is never given twice" in capsys.readouterr().err


def test_a_token_is_told_once_and_opens_until_it_is_revoked(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(monkeypatch, "ada", "admin") == 0
    capsys.readouterr()
    assert run(["token", "create", "nightly", "--user", "ada", "--scope", "read", "--days", "30"]) == 0
    told = capsys.readouterr().out.strip()
    assert told.startswith("negotia_")
    assert run(["token", "list", "--user", "ada"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("1  read   until 20")
    assert listed.endswith("  nightly\n")
    assert told not in listed
    database, today = open_database(url), datetime.now().astimezone()
    with database.reading() as session:
        viewer = tokens.viewer(session, digest(told), today)
        assert viewer is not None
        assert (viewer.name, viewer.scope) == ("ada", "read")
        assert tokens.viewer(session, digest(told), today + timedelta(days=31)) is None
    assert run(["token", "revoke", "1", "--user", "ada"]) == 0
    with database.reading() as session:
        assert tokens.viewer(session, digest(told), today) is None
    database.close()
    assert run(["token", "revoke", "1", "--user", "ada"]) == 2
    assert "you have no token 1" in capsys.readouterr().err
