"""What tests of pages read in them."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient

from tests.service.plans import SAMPLES


def words(html: str) -> str:
    """The text of a page, blanks made one."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def sample(name: str) -> str:
    """The text of a shipped sample."""
    return (SAMPLES / f"{name}.yaml").read_text()


def add(client: TestClient, text: str) -> str:
    """The address of a deal that is added by its text."""
    answer = client.post("/deals/new/text", data={"text": text}, follow_redirects=False)
    assert answer.status_code == 303, words(answer.text)
    return str(answer.headers["location"])


def text_of(client: TestClient, address: str) -> str:
    """The text of the latest version of a deal."""
    return str(client.get(f"/api/v1{address}").json()["text"])


def field_names(html: str) -> set[str]:
    """The names of all fields of all forms of a page."""
    return {unescape(name) for name in re.findall(r'<(?:input|select|textarea)[^>]*? name="([^"]*)"', html)}
