"""Tables, migrations, the log and the export, on both databases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from engine.deal.reading import parse_deal
from engine.errors import NegotiaError
from engine.service.access.roles import LOCAL, Viewer
from engine.service.errors import Refused
from engine.service.storage import deals
from engine.service.storage.audit import Act, entries, record
from engine.service.storage.deals import Text
from engine.service.storage.export import export_lines
from engine.service.storage.idempotency import KEPT, Answer, fingerprint, once
from engine.service.storage.migrating import migrate, require_current
from engine.service.storage.sessions import Database, open_database
from engine.service.storage.tables import AnswerRow, Table, TokenRow, UserRow
from tests.service.plans import NOW, PLAN

DEAL = parse_deal(PLAN)
TEXT = Text(PLAN, "yaml")
ACT = Act(LOCAL, NOW, "r1")


def user(database: Database, name: str, role: str = "rep") -> int:
    """The id of a new user."""
    with database.writing() as session:
        row = UserRow(
            name=name, full_name=name.title(), role=role, password="$argon2$x", active=True, created_at=NOW
        )
        session.add(row)
        session.flush()
        return row.id


def test_migrations_make_the_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_a_second_migration_changes_nothing(database: Database) -> None:
    require_current(database)
    assert migrate(database) == migrate(database)


def test_a_database_without_tables_is_not_current(database_url: str) -> None:
    database = open_database(database_url)
    with pytest.raises(NegotiaError, match="negotia db upgrade"):
        require_current(database)
    database.close()


def test_tables_of_a_later_version_are_left_alone(database: Database) -> None:
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NegotiaError, match="later negotia"):
        migrate(database)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://host/name", "not in 'mysql'"),
        ("nonsense", "no URL of a database"),
    ],
)
def test_urls_that_are_no_database_of_the_service(url: str, message: str) -> None:
    with pytest.raises(NegotiaError, match=message):
        open_database(url)


def test_a_database_that_cannot_be_reached(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/no/such/folder/x.sqlite3")
    for use in (migrate, require_current):
        with pytest.raises(NegotiaError, match="cannot be used: unable to open"):
            use(database)


def test_moments_come_back_in_utc(database: Database) -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    with database.writing() as session:
        record(session, replace(ACT, at=summer), "try", "user:1")
    with database.reading() as session:
        (entry,) = entries(session, 5)
    assert entry.at == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert entry.at.tzinfo is UTC


def test_what_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as session:
            record(session, ACT, "try", "user:1")
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as session:
        assert entries(session, 5) == []


def test_foreign_keys_hold(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(TokenRow(hash="h", user_id=999, name="n", scopes=[], created_at=NOW))


def test_every_write_is_in_the_log(database: Database) -> None:
    kim = user(database, "kim")
    with database.writing() as session:
        deals.create(session, ACT, "k1", DEAL, TEXT, None)
        deals.change(session, replace(ACT, request_id="r2"), "k1", 1, DEAL, Text(PLAN + "#\n", "yaml"))
        deals.assign(session, ACT, "k1", kim)
        deals.archive(session, ACT, "k1")
        record(session, ACT, "other", "user:1")
    with database.reading() as session:
        found = entries(session, 10, subject="deal:k1")
        page = entries(session, 2, before=found[0].id)
    told = [(one.who, one.action, one.version, one.request_id) for one in reversed(found)]
    assert told == [
        ("local", "create deal", 1, "r1"),
        ("local", "change deal", 2, "r2"),
        ("local", "assign deal", 2, "r1"),
        ("local", "archive deal", 2, "r1"),
    ]
    assert [one.action for one in page] == ["assign deal", "change deal"]


def test_a_rep_sees_own_deals_and_can_not_tell_whether_there_are_others(database: Database) -> None:
    ann, bob = (Viewer(user(database, name), name, "rep") for name in ("ann", "bob"))
    with database.writing() as session:
        deals.create(session, replace(ACT, viewer=ann), "anns", DEAL, TEXT, ann.id)
        deals.create(session, replace(ACT, viewer=bob), "bobs", DEAL, TEXT, bob.id)
    with database.reading() as session:
        assert [one.id for one in deals.listed(session, ann, 10)[0]] == ["anns"]
        told = []
        for key in ("bobs", "nobodys"):
            with pytest.raises(Refused) as refused:
                deals.read(session, ann, key)
            told.append((refused.value.status_code, refused.value.detail))
    assert told[0] == told[1]
    assert told[0][0] == 404


def test_legal_reads_and_does_not_write(database: Database) -> None:
    lee = Viewer(user(database, "lee", "legal"), "lee", "legal")
    with database.writing() as session:
        deals.create(session, ACT, "k1", DEAL, TEXT, None)
    with database.writing() as session:
        assert deals.read(session, lee, "k1").text == TEXT
        with pytest.raises(Refused) as refused:
            deals.change(session, replace(ACT, viewer=lee), "k1", 1, DEAL, TEXT)
        assert refused.value.status_code == 403
        with pytest.raises(Refused):
            deals.create(session, replace(ACT, viewer=lee), "k2", DEAL, TEXT, lee.id)


def test_a_rep_adds_deals_of_their_own_only(database: Database) -> None:
    ann, bob = (Viewer(user(database, name), name, "rep") for name in ("ann", "bob"))
    with database.writing() as session, pytest.raises(Refused) as refused:
        deals.create(session, replace(ACT, viewer=ann), "k", DEAL, TEXT, bob.id)
    assert refused.value.status_code == 403


def test_the_export_holds_all_but_secrets(database: Database) -> None:
    kim = user(database, "kim")
    with database.writing() as session:
        session.add(TokenRow(hash="SECRET", user_id=kim, name="ci", scopes=["read"], created_at=NOW))
        deals.create(session, ACT, "k1", DEAL, TEXT, kim)
        deals.change(session, ACT, "k1", 1, DEAL, Text(PLAN + "# two\n", "yaml"))
        deals.archive(session, ACT, "k1")
    with database.reading() as session:
        lines = list(export_lines(session))
    assert b"SECRET" not in b"".join(lines)
    assert b"argon2" not in b"".join(lines)
    rows = [json.loads(line) for line in lines]
    assert rows[0] == {"schema": "negotia/export/1"}
    assert [one["text"] for one in rows if one.get("table") == "versions"] == [PLAN, PLAN + "# two\n"]
    assert [one["scopes"] for one in rows if one.get("table") == "tokens"] == [["read"]]
    assert {one["table"] for one in rows[1:]} == {"users", "tokens", "deals", "versions", "audit"}
    (deal,) = (one for one in rows if one.get("table") == "deals")
    assert deal["archived"] is True
    assert deal["created_at"] == "2026-03-02T09:30:00+00:00"


def test_answers_are_remembered_for_a_while(database: Database) -> None:
    asked = fingerprint("POST", b"body")
    made = []

    def make() -> Answer:
        made.append(1)
        return Answer(201, {"a": "b"}, b"%d" % len(made))

    def send(now: datetime) -> Answer:
        with database.writing() as session:
            return once(session, LOCAL, "k", asked, now, make)

    assert send(NOW) == send(NOW + KEPT) == Answer(201, {"a": "b"}, b"1")
    assert send(NOW + KEPT + timedelta(seconds=1)).body == b"2"
    with database.reading() as session:
        assert len(session.scalars(select(AnswerRow)).all()) == 1


def test_fingerprints_tell_parts_apart() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint("a", b"b") == fingerprint(b"a", "b")
