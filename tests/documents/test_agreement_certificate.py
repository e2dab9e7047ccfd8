"""The certificate: it passes what we make, and each of its points fails on a document that breaks it."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from engine.documents import Audience, render_agreement
from engine.documents.agreement.certificate import Check, certify
from engine.documents.agreement.certificate.model import judged
from tests.documents.builder import part, replaced
from tests.documents.cases import SAMPLES, sample

MAIN, CORE, SETTINGS = "word/document.xml", "docProps/core.xml", "word/settings.xml"


@cache
def made(name: str) -> bytes:
    return render_agreement(sample(name))


def checks_of(document: bytes, name: str) -> dict[int, Check]:
    return {check.number: check for check in certify(document, sample(name)).checks}


def edited(name: str, old: str, new: str, at: str = MAIN, *, pattern: bool = False) -> bytes:
    """The draft of a sample with one thing changed in one part."""
    text = part(made(name), at).decode()
    changed = re.sub(old, new, text, count=1, flags=re.DOTALL) if pattern else text.replace(old, new, 1)
    assert changed != text
    return replaced(made(name), {at: changed})


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("audience", ["counterparty", "internal"])
def test_drafts_of_the_samples_pass(name: str, audience: Audience) -> None:
    document = render_agreement(sample(name), audience=audience)
    certificate = certify(document, sample(name), audience=audience)
    assert [check for check in certificate.checks if check.result == "fail"] == []
    assert [check.number for check in certificate.checks] == list(range(1, 21))
    assert certificate.passed


def test_the_internal_copy_is_not_searched_for_what_is_internal() -> None:
    internal = render_agreement(sample("agency"), audience="internal")
    certificate = certify(internal, sample("agency"), audience="internal")
    assert certificate.passed
    assert certificate.checks[15].result == "not applicable"
    taken_for_the_other = checks_of(internal, "agency")
    assert taken_for_the_other[16].result == "fail"
    assert taken_for_the_other[20].result == "fail"


def test_the_certificate_as_json() -> None:
    text = certify(made("agency"), sample("agency")).to_json()
    content = json.loads(text)
    assert content["schema"] == "negotia/certificate/1"
    assert (content["deal"], content["as_of"], content["passed"]) == ("agency", "2026-03-02", True)
    assert len(content["sha256"]) == 64
    assert content["checks"][10] == {
        "number": 11,
        "title": "order of precedence stated",
        "result": "pass",
        "evidence": "core.precedence",
    }
    assert text == certify(made("agency"), sample("agency")).to_json()


BODY = '<w:pStyle w:val="Clause"/>'
OWN = BODY + '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="%s"/></w:numPr>'

BROKEN = {
    "a number of its own": (2, BODY, OWN % 90, MAIN, "numbered beside its style"),
    "a clause without number": (2, BODY, OWN % 0, MAIN, "without a number"),
    "a second list": (
        2,
        BODY,
        (OWN % 91).replace('ilvl w:val="1"', 'ilvl w:val="0"'),
        MAIN,
        "2 lists number the clauses",
    ),
    "no list of open points": (
        7,
        r'(w:name="s_\w+)("/>[^¦]{0,300}Open points)',
        r"\1x\2",
        MAIN,
        "not listed",
    ),
    "an unclosed bookmark": (1, r'<w:bookmarkEnd w:id="[^"]*"/>', "", MAIN, "has no end"),
    "a typed number": (
        2,
        "The Customer pays the Fees",
        "13.1 The Customer pays the Fees",
        MAIN,
        "a typed number",
    ),
    "a dangling reference": (3, r"REF \w+ ", "REF nowhere ", MAIN, "no bookmark nowhere"),
    "a typed reference": (3, "A notice takes effect", "By clause 3 it takes effect", MAIN, "typed reference"),
    "a stale reference": (
        4,
        r"(the special terms in clause .*?separate.*?<w:t[^>]*>)[^<]*",
        r"\g<1>99",
        MAIN,
        "'99'",
    ),
    "a stale entry": (5, "Force majeure", "Acts of God", MAIN, "not listed: 21. Force majeure"),
    "no contents": (5, " TOC ", " XYZ ", MAIN, "there is none"),
    "a slip": (6, "Headings explain nothing", "None explains", MAIN, "'None explains' in"),
    "a tag": (6, "Headings explain nothing", "{{ law }}", MAIN, "{{ law }}"),
    "no highlight": (7, '<w:highlight w:val="yellow"/>', "", MAIN, "not highlighted"),
    "an unlisted point": (7, r"\[● ", "[● new ", MAIN, "not listed: new"),
    "half a mark": (7, r"\[● ", "● ", MAIN, "not a whole mark"),
    "a term twice": (8, r"Headings explain nothing", "“Fees” are Fees", MAIN, "defined twice: Fees"),
    "a term unused": (8, r"“</w:t>(.{0,80}?)>Deliverables<", r"“</w:t>\1>Software<", MAIN, "Software"),
    "a wrong amount": (9, "106,800 EUR", "106,900 EUR", MAIN, "not in the deal: 106,900 EUR"),
    "a wrong date": (9, "30 June 2027", "31 July 2027", MAIN, "not in the deal: 31 July 2027"),
    "a wrong name": (9, "Ostermoor Küchen GmbH", "Ostermoor", MAIN, ""),
    "another date format": (10, "30 June 2027", "2027-06-30", MAIN, "2027-06-30"),
    "a currency sign": (10, "106,800 EUR", "€106,800", MAIN, "a currency sign"),
    "a currency before": (10, "106,800 EUR", "EUR 106,800", MAIN, "another format of amounts"),
    "no precedence": (11, 'w:val="core.precedence"', 'w:val="core.other"', MAIN, "0 clauses on it"),
    "no draft mark": (12, "DRAFT", "FINAL", "word/header1.xml", "no DRAFT in the header"),
    "no page number": (12, " NUMPAGES ", " DATE ", "word/footer1.xml", "no  NUMPAGES"),
    "no signatures": (13, 'w:val="signatures"', 'w:val="x"', MAIN, "there is no signature block"),
    "a loose row": (13, r"(signatures.*?)<w:keepNext/>(.*?Place)", r"\1\2", MAIN, ""),
    "no header row": (14, "<w:tblHeader/>", "", MAIN, "no header row"),
    "a foreign author": (15, r"<dc:creator>[^<]*</dc:creator>", "", CORE, "no creator"),
    "another time": (15, "2026-03-02T00:00:00Z", "2026-03-03T09:00:00Z", CORE, "created is 2026-03-03"),
    "hidden text": (16, "<w:rPr><w:b/>", "<w:rPr><w:b/><w:vanish/>", MAIN, "hidden text"),
    "a secret": (
        16,
        "Headings explain nothing",
        "Give the free team to Brunnhoff Kliniken, who have signed a letter of intent for nine months.",
        MAIN,
        "Brunnhoff",
    ),
    "a secret bookmark": (16, r"w:name=\"s_\w+\"", f'w:name="{"batna" * 9}"', MAIN, "a bookmark that says"),
    "no clause id": (19, 'w:val="core.liability"', 'w:val="core.luck"', MAIN, "without its id: Liability"),
    "other bytes": (20, "Headings explain nothing", "Headings say nothing", MAIN, "it differs"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_point_fails_on_what_breaks_it(what: str) -> None:
    number, old, new, at, told = BROKEN[what]
    name = "agency-early" if number == 7 else "agency"  # points are open only in the early one
    document = edited(name, old, new, at, pattern=True)
    if what == "a wrong name":
        text = part(made(name), MAIN).decode().replace("Ostermoor Küchen GmbH", "Ostermoor")
        document = replaced(made(name), {MAIN: text})
    check = checks_of(document, name)[number]
    assert check.result == "fail", check
    assert told in check.evidence


def test_word_would_ask_about_fields() -> None:
    document = edited("agency", "</w:settings>", '<w:updateFields w:val="true"/></w:settings>', SETTINGS)
    assert checks_of(document, "agency")[1].evidence == "Word would ask whether to update fields"


def test_comments_and_pictures_of_the_template_are_found() -> None:
    document = replaced(made("agency"), {"word/comments.xml": "<x/>", "docProps/thumbnail.jpeg": "x"})
    checks = checks_of(document, "agency")
    assert "word/comments.xml" in checks[16].evidence
    assert checks[15].evidence == "left over: docProps/thumbnail.jpeg"


def test_evidence_is_not_endless() -> None:
    check = judged(1, "t", [f"fault {number}" for number in range(9)], "")
    assert check.evidence.endswith("fault 4; and 4 more")
