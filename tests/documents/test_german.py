"""German as the proof of locales: nothing that a reader of the brief or the questions sees is English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256

import pytest

from engine.casefile import CaseFile, open_case
from engine.documents import render_brief, render_brief_page, render_questions, render_questions_page
from engine.documents.lint import lint_document
from engine.documents.package import read_package
from engine.ruleset import Ruleset, load_ruleset
from tests.documents.cases import SAMPLES, sample_deal
from tests.documents.poison import poison
from tests.making import MONDAY

LOCALE = "de_DE"
DOCUMENTS: dict[str, Callable[[CaseFile], bytes]] = {
    "brief": lambda case: render_brief(case, locale=LOCALE),
    "table copy": lambda case: render_brief(case, locale=LOCALE, table_copy=True),
    "questions": lambda case: render_questions(case, locale=LOCALE),
    "for them": lambda case: render_questions(case, locale=LOCALE, for_them=True),
}
PAGES: dict[str, Callable[[CaseFile], bytes]] = {
    "brief": lambda case: render_brief_page(case, "markdown", locale=LOCALE),
    "table copy": lambda case: render_brief_page(case, "html", locale=LOCALE, table_copy=True),
    "questions": lambda case: render_questions_page(case, "html", locale=LOCALE),
    "for them": lambda case: render_questions_page(case, "markdown", locale=LOCALE, for_them=True),
}
ENGLISH = re.compile(
    r"\b(the|and|of|to|is|are|we|they|our|their|them|us|not|with|for|from|by|on|what|who|how|why|if|then|yes|or|no"
    r"|offer|issue|limit|round|owner|meeting|question|answer|agreed|stated|year|month|each|this|that|zone"
    r"|walk|cost|value|days|draft|sent|accepted|blocker|advice)\b",
)
"""Words that no German text of ours has, save for names of fields."""
FIELDS = re.compile(
    r"\b(us|them|deal|issues|meetings|strategy|exchange|clarification|bargaining|commitment|agreement|pricing|derived"
    r"|approvals|buying|renewal|waivers)(\\?\[[^\]]*\])?(\.[\w\\]+(\\?\[[^\]]*\])?)*"
    r"|„(none|none needed|stated|keep|adjust|estimated)“"
    r"|(preparation, exchange, clarification, bargaining, commitment oder closed)|Regeln: .*"
)
"""Paths of the plan, words to write into it and names of packs, which are the same in every language."""
SHOWN = re.compile(
    r'<w:t\b[^>]*>([^<]*)|<a:t>([^<]*)|<c:v>([^<]*)|\b(?:descr|title)="([^"]*)"|w:alias w:val="([^"]*)"'
    r"|<dc:title>([^<]*)|<dc:subject>([^<]*)"
)


@cache
def german_rules() -> Ruleset:
    return load_ruleset(locale=LOCALE)


@cache
def german(name: str) -> CaseFile:
    """A sample whose own words mean nothing in any language."""
    deal = poison(sample_deal(name), lambda text: f"Ξ{sha256(text.encode()).hexdigest()[:6]}")
    return open_case(deal, german_rules(), MONDAY, locale=LOCALE)


def shown(document: bytes) -> Iterator[str]:
    """What a reader sees or hears of a Word file, and what it says of itself."""
    package = read_package(document)
    for part in package.names:
        if part.endswith(".xml") and part != "docProps/app.xml":
            for found in SHOWN.findall(package[part].decode()):
                yield "".join(found)


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(FIELDS.sub("", text))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_text_of_a_german_document_is_english(kind: str, name: str) -> None:
    document = DOCUMENTS[kind](german(name))
    assert lint_document(document) == ()
    assert [text for text in shown(document) if english_in(text)] == []


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("kind", PAGES)
def test_no_text_of_a_german_page_is_english(kind: str, name: str) -> None:
    page = re.sub(r"(?s)<style>.*</style>|<[^>]*>", " ", PAGES[kind](german(name)).decode())
    assert [line for line in page.splitlines() if english_in(line)] == []
