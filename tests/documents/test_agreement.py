"""The draft agreement: what was accepted is printed, everything else is an open point, for any deal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from engine.casefile import CaseFile
from engine.documents import render_agreement
from engine.documents.agreement.building import build_draft
from engine.documents.agreement.draft import Draft
from engine.documents.agreement.loading import shipped_library
from engine.documents.agreement.notes import notes_on
from engine.documents.agreement.positions import Positions
from engine.documents.agreement.reading import read_contract
from engine.documents.agreement.schema import CounselApproval
from engine.documents.agreement.selection import choose_clauses
from engine.documents.lint import lint_document
from engine.documents.shipped import shipped_template
from engine.errors import DealError
from tests.documents.cases import SAMPLES, case_of, everything, part_text, sample

SERVICES = (
    "deal: {id: d, title: D, our_role: seller, subject: services, currency: EUR, effective_date: 2026-04-01}"
)
FEE = """
issues:
  - {id: fee, name: Fee, kind: money, unit: EUR per month, ours: {opening: 120, target: 100, walkaway: 90}}
  - {id: term, name: Term, kind: duration, unit: months}
  - {id: payment, name: Time to pay, kind: duration, unit: days}
  - {id: colour, name: Colour, kind: text, negotiable: false}
"""
ACCEPTED = """
bargaining:
  offers:
    - {id: u1, round: 1, by: us, status: rejected, terms: {fee: 120, term: 24, payment: 10}}
    - {id: t1, round: 2, by: them, status: accepted, terms: {fee: 105, term: 12, payment: 30}}
"""


def draft_of(case: CaseFile) -> Draft:
    return build_draft(case, shipped_library(), locale="en_GB", version=1).draft


def key_terms(case: CaseFile) -> dict[str, str]:
    return {row.label: row.text.text for row in draft_of(case).key_terms}


def open_points(case: CaseFile) -> dict[str, str]:
    return {row.label: row.to_be for row in draft_of(case).open_points}


def clause(case: CaseFile, id: str) -> list[str]:
    found = next(one for one in draft_of(case).clauses if one.id == id)
    return [line.text.text for line in found.lines]


def ids(case: CaseFile) -> set[str]:
    return {one.id for one in draft_of(case).clauses}


@pytest.mark.parametrize("audience", ["counterparty", "internal"])
@pytest.mark.parametrize("name", SAMPLES)
def test_drafts_of_the_samples_have_no_fault(name: str, audience: str) -> None:
    document = render_agreement(sample(name), audience=audience)  # type: ignore[arg-type]  # a parameter
    assert lint_document(document) == ()
    assert document == render_agreement(sample(name), audience=audience)  # type: ignore[arg-type]


def test_the_template_takes_what_the_context_holds() -> None:
    assert shipped_template("agreement").variables == {"draft", "notes"}


def test_a_draft_of_almost_nothing_is_full_of_open_points() -> None:
    case = case_of()
    document = render_agreement(case)
    assert lint_document(document) == ()
    points = open_points(case)
    for label in ("Which party is the Supplier", "Kind of agreement", "Governing law", "Limit of liability"):
        assert label in points
    assert points["Registered name of the Customer"] == "to be completed"
    assert points["Which party is the Supplier"] == "to be confirmed"
    text = part_text(document)
    assert f"{len(points)} points are open" in text
    assert "Not for signature until settled" in text
    assert draft_of(case).title == "Agreement"


def test_only_what_was_accepted_is_printed_as_agreed() -> None:
    assert key_terms(case_of(SERVICES + FEE))["Fee"] == "[● Fee – to be agreed]"
    accepted = key_terms(case_of(SERVICES + FEE + ACCEPTED))
    assert accepted["Fee"] == "105 EUR per month"
    assert accepted["Payment"] == "30 days after receipt of the invoice"
    assert accepted["Term"] == "12 months, from 1 April 2026 to 31 March 2027"
    assert not {"Time to pay", "Colour"} & accepted.keys()


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [
        ("[100, 110]", "to be agreed"),
        ("{value: 100, source: estimated}", "to be agreed"),
        ("{value: 100, source: stated}", "100 EUR per month"),
    ],
)
def test_ranges_and_estimates_are_not_agreed(accepted: str, shown: str) -> None:
    offers = f"bargaining: {{offers: [{{round: 1, by: us, status: accepted, terms: {{fee: {accepted}}}}}]}}"
    assert shown in key_terms(case_of(SERVICES + FEE + offers))["Fee"]


def test_sources_that_differ_are_to_be_confirmed() -> None:
    others = "commitment: {terms: {fee: 99}}\nagreement: {payment: {days: 14}, term: {months: 18, starts: 2026-04-01}}"
    case = case_of(SERVICES + FEE + ACCEPTED + others)
    points = open_points(case)
    assert points["Fee"] == points["Time for payment"] == points["Length of the term"] == "to be confirmed"
    document = render_agreement(case)
    assert not re.search(r"\b(99 EUR|105 EUR|14 days|30 days after receipt|18 months)", part_text(document))


def test_recorded_numbers_are_open_while_their_issue_is() -> None:
    recorded = "agreement: {payment: {days: 14}, term: {months: 18}}"
    points = open_points(case_of(SERVICES + FEE + recorded))
    assert points["Time for payment"] == points["Length of the term"] == "to be agreed"
    assert "Time for payment" not in open_points(case_of(SERVICES + "\n" + recorded))


def test_how_we_mean_to_bill_is_open_until_an_offer_is_accepted() -> None:
    pricing = "pricing: {billing_frequency: monthly, indexation: none, list_price: 4711}"
    before, after = case_of(SERVICES + FEE + pricing), case_of(SERVICES + FEE + ACCEPTED + pricing)
    assert {"Invoicing", "Indexation of the Fees"} <= open_points(before).keys()
    assert key_terms(after)["Invoicing"] == "Monthly."
    assert "Indexation of the Fees during the Term: None." in clause(after, "core.fees")


@pytest.mark.parametrize(
    ("role", "supplier", "ours"), [("seller", "Us Ltd", "processor"), ("buyer", "Them Ltd", "controller")]
)
def test_the_seller_is_the_supplier(role: str, supplier: str, ours: str) -> None:
    case = case_of(
        f"""
        deal: {{id: d, title: D, our_role: {role}, subject: services}}
        us: {{name: Us, legal_name: Us Ltd, signatory: {{name: Ada, title: Director}}}}
        them: {{name: Them, legal_name: Them Ltd}}
        agreement: {{personal_data: {{processed: true, our_role: {ours}}}}}
        commitment: {{deliverables: [{{what: A plan, party: {"us" if role == "seller" else "them"}}}]}}
        """
    )
    assert key_terms(case)["Supplier"] == supplier
    assert "the Supplier acts as processor and the Customer as controller" in clause(case, "core.data")[0]
    assert draft_of(case).schedules.deliverables[0].cells[1].text == "Supplier"
    signs = {block.party: (block.signatory, block.title) for block in draft_of(case).signatures}
    assert signs["Supplier" if role == "seller" else "Customer"] == ("Ada", "Director")


@pytest.mark.parametrize(
    ("agreement", "subject", "title"),
    [
        ("{paper: ours}", "services", "Services agreement"),
        ("{paper: ours, type: Design agreement}", "services", "Design agreement"),
        ("{paper: theirs}", "services", "Statement of work"),
        ("{paper: existing master}", "goods", "Order form"),
        ("{existing: [{kind: MSA, title: Frame}], type: Repairs}", "services", "Repairs – statement of work"),
    ],
)
def test_the_paper_decides_the_form(agreement: str, subject: str, title: str) -> None:
    case = case_of(f"deal: {{id: d, title: D, subject: {subject}}}\nagreement: {agreement}")
    draft = draft_of(case)
    assert draft.title == title
    order = "of work" in title or "Order" in title or "statement" in title
    assert ("order.precedence" in ids(case)) is order
    assert ("core.liability" in ids(case)) is not order
    assert ("Governing law" in key_terms(case)) is not order


def test_an_order_names_the_agreement_above_it() -> None:
    under = "agreement: {existing: [{kind: MSA, title: Frame contract, on: 2022-03-14}]}"
    assert key_terms(case_of(under))["Stands under"] == "Frame contract of 14 March 2022"
    assert "to be completed" in key_terms(case_of("agreement: {paper: theirs}"))["Stands under"]


@pytest.mark.parametrize(
    ("subject", "present", "absent"),
    [
        ("services", "services.acceptance", "goods.delivery"),
        ("subscription", "subscription.service-levels", "services.scope"),
        ("goods", "goods.delivery", "subscription.use"),
        ("mixed", "services.scope", "core.special"),
    ],
)
def test_the_subject_decides_the_clauses(subject: str, present: str, absent: str) -> None:
    found = ids(case_of(f"deal: {{id: d, title: D, subject: {subject}}}"))
    assert present in found
    assert absent not in found


def test_special_terms_prevail_and_unclear_decisions_are_open() -> None:
    case = case_of(
        """
        agreement:
          clauses:
            - {clause: exclusivity, wording: Us works for no other mill}
            - {clause: liability, position: standard}
            - {clause: confidentiality, position: three-years, reason: They disclose more, approved_by: Gus}
            - {clause: notices, position: something else}
        """
    )
    special = clause(case, "core.special")
    assert special[1:] == [
        "Exclusivity: Us works for no other mill.",
        "Notices: [● position on Notices – to be agreed]",
    ]
    assert clause(case, "core.precedence")[1].startswith("the special terms in clause")
    assert "three years" in clause(case, "core.confidentiality")[1]


def test_words_that_mean_the_other_party_to_the_reader_are_open() -> None:
    case = case_of("agreement: {ip: Tools stay ours, warranty: Their own work is free of defects}")
    points = open_points(case)
    assert "Rights in results: names of the parties instead of 'ours'" in points
    assert "Warranty: names of the parties instead of 'their'" in points
    assert "us" not in " ".join(open_points(case_of("agreement: {ip: The bus belongs to Ada}"))).split()


def test_a_trial_never_converts_in_silence() -> None:
    trial = "agreement: {trial: {months: 3, transition: By signature, converts: %s}, term: {months: 12}}"
    silent, signed = (
        case_of(SERVICES + "\n" + trial % converts) for converts in ("automatically", "by signature")
    )
    assert "Express consent to the end of the trial" in open_points(silent)
    assert "Express consent to the end of the trial" not in open_points(signed)
    assert key_terms(signed)["Length of the trial"] == "3 months before the Term begins"


@pytest.mark.parametrize(
    ("flag", "label"),
    [
        ("public_tender", "Fit with public procurement law"),
        ("regulated", "Fit with the rules of the regulator"),
    ],
)
def test_tenders_and_regulated_deals_are_flagged(flag: str, label: str) -> None:
    assert label in open_points(case_of(f"deal: {{id: d, title: D, {flag}: true}}"))
    assert label not in open_points(case_of(f"deal: {{id: d, title: D, {flag}: false}}"))


def test_a_consumer_gets_no_draft() -> None:
    with pytest.raises(DealError, match=r":\d+:\d+: no draft agreement for a consumer"):
        render_agreement(case_of("deal: {id: d, title: D, consumer: true}"))


def test_data_protection_follows_the_facts() -> None:
    def data(text: str) -> list[str]:
        return clause(case_of(text), "core.data")

    assert "to be agreed" in data("")[0]
    assert "core.data" not in ids(case_of("agreement: {personal_data: {processed: false}}"))
    yes = "agreement: {personal_data: {processed: true}, existing: [%s]}"
    assert "[● data processing agreement – to be completed]" in data(yes % "")[1]
    assert (
        "with the title Annex of data" in data(yes % "{kind: DPA, title: Annex of data, on: 2025-01-31}")[1]
    )


def test_metrics_that_nobody_can_measure_are_open() -> None:
    case = case_of("commitment: {metrics: [{name: Calm}, {name: Late orders, baseline: 11, target: 6}]}")
    points = open_points(case)
    assert {"Baseline of Calm", "Source and method for Late orders", "Unit of Late orders"} <= points.keys()
    assert "services.metrics" in ids(case)


def test_a_schedule_stands_only_where_it_has_something_to_say() -> None:
    empty = part_text(render_agreement(case_of("commitment: {communication: {owner: Ada}}")))
    assert "Metrics and reviews" not in empty
    assert "Contacts and changes" not in empty
    full = part_text(render_agreement(sample("software")))
    order = [full.rindex(title) for title in ("Payments", "Deliverables and", "Metrics and", "Contacts and")]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("starts", "months", "ends"),
    [
        ("2026-04-01", 12, "31 March 2027"),
        ("2026-01-31", 1, "28 February 2026"),
        ("2028-02-29", 12, "28 February 2029"),
        ("2026-05-15", 3, "14 August 2026"),
    ],
)
def test_the_last_day_of_the_term(starts: str, months: int, ends: str) -> None:
    case = case_of(f"agreement: {{term: {{months: {months}, starts: {starts}}}}}")
    assert key_terms(case)["Term"].endswith(f"to {ends}")


def test_a_term_without_end_in_the_calendar_has_no_last_day() -> None:
    points = open_points(case_of("agreement: {term: {months: 99999, starts: 2026-04-01}}"))
    assert points["End of the term"] == "to be agreed"


def test_the_document_says_what_it_is() -> None:
    document = render_agreement(sample("agency"), version=3)
    package = everything(document)
    assert "version 3" in package
    assert "Draft for discussion. Not an offer" in package
    assert "2026-03-02T00:00:00Z" in package
    assert "Marketing services for Ostermoor" not in package  # what we call the deal


def test_amounts_follow_the_locale_and_the_law_does_not() -> None:
    english, german = (
        part_text(render_agreement(sample("agency"), locale=one)) for one in ("en_GB", "de_DE")
    )
    assert "106,800 EUR" in english
    assert "106.800 EUR" in german
    assert "the law of Germany" in english


def test_the_internal_copy_has_notes_and_the_other_one_none() -> None:
    internal = part_text(render_agreement(sample("agency"), audience="internal"))
    assert "Notes for our own use" in internal
    assert "core.liability, version 1.0.0" in internal
    assert "Not approved by counsel" in internal
    assert "Consent: Tilman Rehfeld" not in part_text(render_agreement(sample("agency")))
    notes = render_agreement(
        case_of(
            """
            agreement:
              clauses:
                - {clause: confidentiality, position: three-years, reason: They disclose more, approved_by: Gus}
                - {clause: notices, wording: By letter only}
            """
        ),
        audience="internal",
    )
    text = part_text(notes)
    assert "Fallback three-years" in text.replace("\n", " ")
    assert "Consent: Gus" in text.replace("\n", " ")
    assert "Consent: not recorded" in text.replace("\n", " ")


@pytest.mark.parametrize(
    ("approval", "shown"),
    [
        ({"by": None}, "Not approved by counsel"),
        ({"by": "Gus"}, "Approved by Gus"),
        ({"by": "Gus", "on": date(2026, 1, 5), "review_by": date(2027, 1, 5)},
         "Approved by Gus on 5 January 2026; review by 5 January 2027"),
    ],
)  # fmt: skip
def test_notes_show_what_counsel_approved(approval: dict[str, object], shown: str) -> None:
    one = choose_clauses(shipped_library(), read_contract(case_of(), Positions({}, ())), Positions({}, ()))[0]
    entry = one.clause.entry.model_copy(update={"counsel_approved": CounselApproval.model_validate(approval)})
    approved = replace(one, clause=replace(one.clause, entry=entry))
    assert shown in next(notes_on((approved,), (), "en_GB")).origin


def test_the_day_of_the_draft_is_the_day_of_the_check() -> None:
    assert draft_of(case_of("", as_of=date(2026, 7, 9))).day == "9 July 2026"
