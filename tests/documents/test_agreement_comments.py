"""Comments of the internal copy: each deviation, fallback and open point tells its rule, reason and approver."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from engine.casefile import open_case
from engine.documents import certify_agreement, render_agreement
from engine.documents.comments import Comment, ReadComment, read_comments, with_comments
from engine.documents.lint import lint_document
from engine.documents.ooxml import P, parse
from engine.documents.package import read_package
from tests.documents.builder import part, replaced
from tests.documents.cases import SAMPLES, case_of, sample, sample_deal, small_rules
from tests.documents.poison import poison
from tests.making import MONDAY

COMMENTS, MAIN = "word/comments.xml", "word/document.xml"

DECIDED = """
deal: {id: d, title: D, subject: services, our_role: seller, currency: EUR, owner: Ada Byrne}
agreement:
  paper: ours
  liability: {standard: false, cap: 1000}
  clauses:
    - {clause: assignment, position: group-companies, reason: They reorganise., approved_by: Legal}
    - {clause: exclusivity, wording: "We {{ serve }} <no other> kitchen.", reason: Asked for.}
    - {clause: parking, position: anywhere}
    - {clause: notices, position: standard}
"""


@cache
def internal(name: str) -> bytes:
    return render_agreement(sample(name), audience="internal")


def comments_of(document: bytes) -> tuple[ReadComment, ...]:
    return read_comments(read_package(document))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_internal_copies_of_the_samples_pass_point_17(name: str) -> None:
    document = internal(name)
    assert lint_document(document) == ()
    check = certify_agreement(document, sample(name), audience="internal").checks[16]
    assert (check.number, check.result) == (17, "pass")
    assert check.evidence.startswith(f"{len(comments_of(document))} comments")


def test_a_deviation_is_a_finding_before_it_is_a_comment() -> None:
    (comment,) = comments_of(internal("agency"))
    (finding,) = [one for one in sample("agency").assessment.findings if one.rule == "COMM-CLAUSE"]
    assert comment == ReadComment(
        "Jule Brandis",
        "2026-03-02T00:00:00Z",
        "Deviation from our standard: Exclusivity\n"
        f"Rule: COMM-CLAUSE. {finding.message}\n"
        "Reason: Asked for by Henrike Aldag and worth little to us.\n"
        "Approver: Tilman Rehfeld",
        anchored=True,
    )


def test_every_kind_of_decision_has_its_comment() -> None:
    case = case_of(DECIDED)
    document = render_agreement(case, audience="internal")
    assert lint_document(document) == ()
    assert certify_agreement(document, case, audience="internal").passed
    told = {one.text.partition("\n")[0]: one.text.split("\n")[1:] for one in comments_of(document)}
    fallback = told["Fallback: Assignment and subcontracting, group-companies"]
    assert fallback[:3] == [
        "Rule: fallback of core.assignment",
        "Reason: They reorganise.",
        "Approver: Legal. Consent: Legal",
    ]
    assert fallback[3].startswith("It may be offered when: ")
    nobody = "Approver: not recorded; ask for consent before this is sent"
    assert told["Deviation from our standard: Exclusivity"] == [
        "Rule: clause position of the deal",
        "Reason: Asked for.",
        nobody,
    ]
    assert told["Deviation from our standard: Parking"][1:] == ["Reason: not recorded", nobody]
    assert told["Deviation from our standard: Liability"] == [
        "Rule: the deal says that it is not our standard",
        "Reason: not recorded",
        nobody,
    ]
    assert told["Open point: position on Parking"][0].startswith("Rule: what both sides have not accepted")
    assert told["Open point: position on Parking"][2] == "Approver: Legal"
    assert told["Open point: effective date"][2] == "Approver: Ada Byrne"
    assert not any("Notices" in head for head in told)


def test_an_open_point_is_commented_once_and_where_it_stands() -> None:
    document = internal("agency-early")
    heads = [one.text.partition("\n")[0] for one in comments_of(document)]
    assert len(heads) == len(set(heads)) > 10
    assert all(one.anchored for one in comments_of(document))
    text = part(document, MAIN).decode()
    start = text.index("<w:commentRangeStart")
    assert text[start : text.index("<w:commentRangeEnd")].count("[●") == 1


def test_a_draft_without_any_has_no_comments() -> None:
    document = render_agreement(sample("agency"))
    assert COMMENTS not in read_package(document)
    assert comments_of(document) == ()


@pytest.mark.parametrize("name", ["agency", "agency-early", "reference"])
def test_hostile_texts_come_out_literally(name: str) -> None:
    case = open_case(poison(sample_deal(name)), small_rules(), MONDAY)
    document = render_agreement(case, audience="internal")
    assert lint_document(document) == ()
    assert document == render_agreement(case, audience="internal")
    assert certify_agreement(document, case, audience="internal").checks[16].result == "pass"


BROKEN = {
    "no comment": (COMMENTS, "Deviation from", "Agreement with", "no comment: Deviation from our standard"),
    "another author": (COMMENTS, "Jule Brandis", "Mallory", "by somebody else: Deviation"),
    "another day": (COMMENTS, "2026-03-02T", "2026-03-03T", "by somebody else: Deviation"),
    "no place": (MAIN, '<w:commentRangeEnd w:id="0"/>', "", "without a place: Deviation"),
    "not shown": (MAIN, '<w:commentReference w:id="0"/>', "", "without a place: Deviation"),
    "no reason": (COMMENTS, "Reason: ", "So ", "no Reason in: Deviation"),
    "no approver": (COMMENTS, "Approver: ", "", "no Approver in: Deviation"),
    "no rule": (COMMENTS, "Rule: ", "", "no Rule in: Deviation"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_point_17_fails_on_what_breaks_it(what: str) -> None:
    at, old, new, told = BROKEN[what]
    text = part(internal("agency"), at).decode()
    assert old in text
    document = replaced(internal("agency"), {at: text.replace(old, new)})
    check = certify_agreement(document, sample("agency"), audience="internal").checks[16]
    assert check.result == "fail"
    assert told in check.evidence


def test_point_17_is_not_for_the_other_side() -> None:
    check = certify_agreement(render_agreement(sample("agency")), sample("agency")).checks[16]
    assert (check.result, check.evidence) == ("not applicable", "this is the copy for the other side")


def test_comments_look_as_words_own() -> None:
    document = internal("agency")
    comments, main = part(document, COMMENTS).decode(), part(document, MAIN).decode()
    assert comments.count('<w:pStyle w:val="annotationtext"/>') == comments.count("<w:p>")
    assert comments.count("<w:annotationRef/>") == comments.count("<w:comment ")
    mark = '<w:rPr><w:rStyle w:val="annotationreference"/></w:rPr><w:commentReference'
    assert main.count(mark) == comments.count("<w:comment ")


def test_a_template_without_styles_for_comments_has_comments_all_the_same() -> None:
    styles = part(internal("agency"), "word/styles.xml").decode().replace("annotation ", "other ")
    bare = read_package(render_agreement(sample("agency")))
    root = parse(bare[MAIN])
    made = with_comments(
        read_package(replaced(bare.write({}), {"word/styles.xml": styles})),
        root,
        [Comment(next(root.iter(P)), None, ("one", "two"))],
        "Ada Byrne",
        datetime(2026, 3, 2, tzinfo=UTC),
    ).write({})
    assert lint_document(made) == ()
    assert comments_of(made) == (ReadComment("Ada Byrne", "2026-03-02T00:00:00Z", "one\ntwo", True),)
    assert b"annotationtext" not in part(made, COMMENTS)
