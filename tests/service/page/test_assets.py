"""The files that the pages load: what they are, where they come from, how long a browser may keep them."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from engine.service.page.assets import TYPES, address, asset
from tests.service.page.conftest import Library

TOP = Path(__file__).parents[3]
STATIC = TOP / "engine" / "service" / "page" / "static"
TEMPLATES = TOP / "engine" / "service" / "page" / "templates"


def test_the_scripts_are_those_that_were_built() -> None:
    sums = dict(reversed(line.split()) for line in (STATIC / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == {name for name in TYPES if name.endswith(".js")}
    assert {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in sums} == sums


def test_every_package_in_the_scripts_has_its_licence() -> None:
    wanted = json.loads((TOP / "tools" / "page" / "package.json").read_text())["dependencies"]
    licences = (STATIC / "LICENCES.txt").read_text()
    for name, version in wanted.items():
        assert re.search(rf"^{re.escape(name)} {re.escape(version)} \((MIT|0BSD)\)$", licences, re.M), name


@pytest.mark.parametrize("name", TYPES)
def test_a_file_is_kept_as_long_as_its_address_names_its_content(library: Library, name: str) -> None:
    client = library.client
    kept = client.get(address(name))
    assert kept.status_code == 200
    assert kept.content == asset(name).content
    assert kept.headers["content-type"].startswith(TYPES[name])
    assert "immutable" in kept.headers["cache-control"]
    plain = client.get(f"/static/{name}")
    assert plain.headers["cache-control"] == "no-cache"
    assert client.get(f"/static/{name}", headers={"If-None-Match": plain.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("name", ["README.md", "LICENCES.txt", "__init__.py", "..%2Froutes.py", "nothing.js"])
def test_nothing_else_is_served(library: Library, name: str) -> None:
    client = library.client
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_script_and_no_style(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe", text)
    assert not re.search(r"<script(?! src=\"\{\{ static)", text)
    assert "http://" not in text
    assert "https://" not in text
