"""Every route asks the one table who may do what, and nobody gets at what is another's, by any of them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.service.access import roles
from engine.service.access.roles import ROLES, SCOPES, Action, Viewer, allowed
from engine.service.settings import Settings
from engine.service.storage import deals as stored
from engine.service.storage import tokens
from engine.service.storage.audit import entries
from tests.service.access.house import House, open_house
from tests.service.access.walk import OWN, PUBLIC, Route, all_routes, routes
from tests.service.plans import PLAN, YAML

SECRET = "Sesquipedalian"
PLAN_OF_B = f"""\
# {SECRET} comment
deal: {{id: acme-{SECRET}, title: Software for {SECRET}, stage: preparation}}
us:
  name: Our Ltd
  batna: {{summary: {SECRET} buys it, value: 7731234}}
  walkaway: {{summary: below {SECRET}, value: 7735678}}
them: {{name: {SECRET} Inc}}
meetings: [{{at: "2026-03-03T10:00:00+01:00", objective: {SECRET}}}]
"""
SECRETS = (SECRET, "7731234", "7735678", "7,731,234", "7,735,678")
NOT_THERE = "JJJJJJJJJJJJJJJJJJJJ"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    path: Path = tmp_path_factory.mktemp("routes")
    with open_house(Settings(database_url=f"sqlite:///{path}/negotia.sqlite3")) as house:
        yield house


def test_every_route_is_public_or_is_given_who_asks(house: House) -> None:
    found = routes(house.app)
    assert len(found) > 25
    assert [str(one) for one in found if not one.asks_who] == []


def test_what_is_public_exists_and_is_told_no_deal(house: House) -> None:
    assert {"/healthz", "/readyz", "/api/v1/openapi.json"} <= {
        one.path for one in all_routes(house.app)
    } & PUBLIC
    house.deal_of("rob", PLAN_OF_B)
    for one in all_routes(house.app):
        if one.path in PUBLIC and one.method == "GET":
            assert not _leaks(one.send(house.nobody(), "deal").text), one


def test_nobody_is_let_in_anywhere(house: House) -> None:
    mine = house.deal_of("rob")
    for one in routes(house.app):
        answer = one.send(house.nobody(), mine)
        told = (answer.status_code, answer.headers.get("location", "")[:7])
        assert told in [(401, ""), (303, "/log-in")], one


class Nothing(dict[str, Any]):
    """A table that allows nothing, and tells whether it was asked."""

    asked = False

    def __missing__(self, _role: str) -> dict[str, Any]:
        self.asked = True
        return {}


def test_every_route_asks_the_table_and_tells_nothing_where_it_allows_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, admin = house.deal_of("ada", PLAN_OF_B), house.browser("ada")
    for one in routes(house.app):
        if one.path in OWN:
            continue
        table = Nothing()
        monkeypatch.setattr(roles, "_TABLE", table)
        answer = one.send(admin, mine)
        assert table.asked, (
            f"{one} does not ask the table of access/roles.py, or needs other values in walk.py"
        )
        refused = answer.status_code in (403, 404)
        assert refused or (one.method == "GET" and answer.status_code == 200), f"{one}: {answer.status_code}"
        assert not _leaks(answer.text), one


def test_no_route_takes_a_cookie_without_the_token_of_its_pages(house: House) -> None:
    browser = house.browser("ada", csrf=False)
    for one in routes(house.app):
        if one.method != "GET":
            answer = one.send(browser, house.deal_of("ada") if "deals" in one.path else "1")
            assert answer.status_code == 403, one


def test_a_rep_cannot_tell_anothers_deal_from_none_by_any_route(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    theirs = house.deal_of("rob", PLAN_OF_B)
    before = _state(house, theirs)
    for client in (house.program("rita"), house.browser("rita")):
        for one in routes(house.app):
            if one.path in OWN or "/me/" in one.path:
                continue
            answer, of_none = one.send(client, theirs), one.send(client, NOT_THERE)
            assert not _leaks(answer.text + str(answer.headers)), one
            assert answer.status_code == of_none.status_code, one
            if "{id}" in one.path:
                assert answer.status_code in (403, 404, 422), one
                assert _plain(answer.text, theirs) == _plain(of_none.text, NOT_THERE), one
    assert _state(house, theirs) == before
    assert not _leaks(caplog.text)


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_rep_sends_anothers_deal_stays_as_it_is_and_unknown(
    house: House, data: st.DataObject
) -> None:
    theirs = _deal_of_rob(house)
    before = _state(house, theirs)
    client = data.draw(
        st.sampled_from([house.program("rita", scope) for scope in SCOPES] + [house.browser("rita")])
    )
    one: Route = data.draw(st.sampled_from([one for one in routes(house.app) if "/deals/{id}" in one.path]))
    id = data.draw(
        st.sampled_from(
            [
                theirs,
                theirs.upper(),
                f"{theirs}%00",
                f"{theirs}/",
                f"./{theirs}",
                f"x/../{theirs}",
                f"{theirs}?owner=2",
            ]
        )
        | st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=30)
    )
    answer = one.send(client, id)
    assert answer.status_code in (401, 403, 404, 405, 422, 307), (str(one), id)
    assert not _leaks(answer.text)
    assert _state(house, theirs) == before


def test_a_rep_cannot_tell_anothers_batch_from_none_nor_put_anothers_deal_in_one(house: House) -> None:
    theirs, rita = house.deal_of("rob", PLAN_OF_B), house.program("rita")
    batch = house.program("rob").post("/api/v1/batches", json={"deals": [theirs]}).json()["id"]
    found = [one for one in routes(house.app) if one.path.split("/{")[0] in ("/api/v1/batches", "/jobs")]
    assert len(found) > 4
    for one in found:
        if "{id}" in one.path:
            answer, of_none = one.send(rita, batch), one.send(rita, NOT_THERE)
            assert answer.status_code == of_none.status_code in (403, 404), one
            assert _plain(answer.text, batch) == _plain(of_none.text, NOT_THERE), one
    listed = rita.get("/api/v1/batches")
    assert batch not in listed.text
    answers = [rita.post("/api/v1/batches", json={"deals": [id]}) for id in (theirs, NOT_THERE)]
    assert [one.status_code for one in answers] == [404, 404]
    assert _plain(answers[0].text, theirs) == _plain(answers[1].text, NOT_THERE)


def test_managers_and_admins_work_with_every_deal_and_legal_reads_it(house: House) -> None:
    theirs = house.deal_of("rob", PLAN_OF_B)
    path, changed = f"/api/v1/deals/{theirs}", PLAN_OF_B.replace("stage: preparation", "stage: exchange")
    sent = {"content": changed, "headers": {**YAML, "If-Match": '"1"'}}
    for name, status in {"lea": 403, "mia": 200, "ada": 409}.items():
        program = house.program(name)
        assert program.get(path).json()["title"] == f"Software for {SECRET}"
        assert program.get(f"{path}/documents/agreement").status_code == 200
        assert program.put(path, **sent).status_code == status  # type: ignore[arg-type]  # of the client


def test_a_deal_is_given_to_someone_by_those_who_may(house: House) -> None:
    theirs, rita = house.deal_of("rob"), house.ids["rita"]
    path = f"/api/v1/deals/{theirs}/owner?owner={rita}"
    assert house.program("rob").put(path).status_code == 403
    assert house.program("rita").put(path).status_code == 404
    assert house.program("mia").put(path).json()["owner_id"] == rita
    assert house.program("rita").get(f"/api/v1/deals/{theirs}").status_code == 200
    assert house.program("rob").get(f"/api/v1/deals/{theirs}").status_code == 404


def test_a_rep_adds_no_deal_for_another_and_learns_not_who_there_is(house: House) -> None:
    answers = [
        house.program("rita").post(f"/api/v1/deals?owner={owner}", content=PLAN, headers=YAML)
        for owner in (house.ids["rob"], 999_999)
    ]
    assert [one.status_code for one in answers] == [403, 403]
    assert answers[0].json() == answers[1].json()


def test_ones_tokens_are_ones_own(house: House) -> None:
    house.token("rob")
    with house.service.database.reading() as session:
        theirs = tokens.of_user(session, house.ids["rob"], house.at)[0].id
    rita = house.program("rita")
    assert theirs not in [one["id"] for one in rita.get("/api/v1/tokens").json()["tokens"]]
    answers = [rita.delete(f"/api/v1/tokens/{id}") for id in (theirs, 999_999)]
    assert [one.status_code for one in answers] == [404, 404]


def test_an_idempotency_key_opens_no_answer_of_another(house: House) -> None:
    sent: dict[str, Any] = {"content": PLAN_OF_B, "headers": {**YAML, "Idempotency-Key": "the same"}}
    first = house.program("rob").post("/api/v1/deals", **sent).json()["id"]
    again = house.program("rita").post("/api/v1/deals", **sent).json()["id"]
    assert first != again


@pytest.mark.parametrize("role", ROLES)
def test_the_table_names_every_action_with_a_scope(role: str) -> None:
    for action in roles._TABLE[role]:  # type: ignore[index]  # a table of texts
        assert action in roles._SCOPE


@pytest.mark.parametrize(
    ("role", "action", "own", "others"),
    [
        ("rep", "read deal", True, False),
        ("rep", "assign deal", False, False),
        ("rep", "read people", False, False),
        ("manager", "write deal", True, True),
        ("manager", "write people", False, False),
        ("legal", "read deal", True, True),
        ("legal", "draft agreement", True, True),
        ("legal", "write deal", False, False),
        ("legal", "create deal", False, False),
        ("admin", "write people", True, True),
        ("admin", "read audit", True, True),
        ("manager", "read audit", False, False),
    ],
)
def test_what_roles_may(role: str, action: Action, own: bool, others: bool) -> None:
    viewer = Viewer(1, "someone", role)  # type: ignore[arg-type]  # a table of texts
    assert (allowed(viewer, action, 1), allowed(viewer, action, 2)) == (own, others)


def _leaks(text: str) -> bool:
    return any(one.lower() in text.lower() for one in SECRETS)


def _plain(text: str, id: str) -> str:
    """The text without what differs from request to request."""
    return re.sub(r'value="[0-9a-f]{64}"', "", text.replace(id, "ID"))


def _state(house: House, key: str) -> Any:
    with house.service.database.reading() as session:
        found = stored.read(session, Viewer(None, "test", "admin"), key)
        return found, entries(session, 100, subject=stored.subject(key))


def _deal_of_rob(house: House) -> str:
    with house.service.database.reading() as session:
        listed, _ = stored.listed(session, Viewer(house.ids["rob"], "rob", "rep"), 1)
    return listed[0].id if listed else house.deal_of("rob", PLAN_OF_B)
