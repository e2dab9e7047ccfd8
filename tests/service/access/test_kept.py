"""People, sessions, tokens and tries on each kind of database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from engine.service.access.roles import LOCAL
from engine.service.storage import attempts, logins, people, tokens
from engine.service.storage.attempts import Bound
from engine.service.storage.audit import Act
from engine.service.storage.sessions import Database
from tests.service.plans import NOW

ACT = Act(LOCAL, NOW, "test")
BOUNDS = {"one": Bound(3, timedelta(minutes=15)), "two": Bound(100, timedelta(minutes=15))}


def test_who_comes_and_goes(database: Database) -> None:
    with database.writing() as session:
        assert not people.any_people(session)
        ada = people.add(session, ACT, " Ada ", "Ada", "admin", None).id
        logins.begin(session, "cookie", ada, NOW)
        made = tokens.create(session, ACT, "token", ada, "nightly", "read", None)
    with database.reading() as session:
        assert [one.name for one in people.people(session)] == ["ada"]
        viewer = logins.viewer(session, "cookie", NOW)
        assert viewer is not None
        assert (viewer[0].id, viewer[0].role, viewer[1]) == (ada, "admin", False)
        by_token = tokens.viewer(session, "token", NOW)
        assert by_token is not None
        assert by_token.scope == "read"
    with database.writing() as session:
        tokens.revoke(session, ACT, made.id, ada)
        logins.end(session, "cookie")
    with database.reading() as session:
        assert logins.viewer(session, "cookie", NOW) is tokens.viewer(session, "token", NOW) is None
        assert tokens.of_user(session, ada, NOW) == []


def test_sessions_that_are_over_are_forgotten_at_the_next_log_in(database: Database) -> None:
    with database.writing() as session:
        ada = people.add(session, ACT, "ada", "", "admin", None).id
        logins.begin(session, "old", ada, NOW)
        logins.begin(session, "new", ada, NOW + logins.IDLE)
        logins.seen(session, "old", NOW + logins.IDLE)
    with database.reading() as session:
        assert logins.viewer(session, "old", NOW) is None
        assert logins.viewer(session, "new", NOW + logins.IDLE) is not None


def test_tries_at_the_same_time_all_count(database: Database) -> None:
    def tried(_number: int) -> bool:
        with database.writing() as session:
            return attempts.count(session, BOUNDS, NOW) is None

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(tried, range(12))) == BOUNDS["one"].tries
    with database.writing() as session:
        assert attempts.count(session, BOUNDS, NOW) == timedelta(minutes=15)
        attempts.forget(session, "one")
        attempts.take_back(session, "two")
        attempts.take_back(session, "never tried")
        assert attempts.count(session, BOUNDS, NOW) is None
        assert attempts.count(session, BOUNDS, NOW + timedelta(minutes=15)) is None
