"""Orders under a master agreement, or on their paper: complete in what they are for, and silent on all else."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from engine.casefile import CaseFile, open_case
from engine.documents import Audience, certify_agreement, render_agreement
from engine.documents.agreement.building import build_draft
from engine.documents.agreement.loading import shipped_library
from engine.documents.lint import lint_document
from tests.documents.builder import texts
from tests.documents.cases import SAMPLES, sample, sample_deal, shipped_rules

MASTERS_OWN = {
    "core.precedence", "core.law", "core.disputes", "core.liability", "core.warranty", "core.termination",
    "core.confidentiality", "core.entire", "core.notices", "core.assignment", "core.compliance",
    "core.force-majeure", "core.late-payment", "core.results", "services.personnel", "services.insurance",
    "services.expenses", "subscription.use", "subscription.data", "subscription.security",
    "subscription.suspension", "subscription.infringement", "goods.title", "goods.inspection", "goods.delay",
    "goods.recall", "goods.convention", "goods.ordering",
}  # fmt: skip
EVERY_ORDER = {"core.parties", "order.precedence", "core.term", "core.fees", "core.signatures"}
SCOPE = {"services": "services.scope", "subscription": "subscription.scope", "goods": "goods.specification"}


@cache
def order(name: str) -> CaseFile:
    """A sample whose parties have a master agreement."""
    deal, nda = sample_deal(name), sample_deal("agency")
    assert nda.agreement is not None
    assert nda.agreement.existing
    master = nda.agreement.existing[0].model_copy(
        update={"kind": "MSA", "title": "Frame contract", "on": date(2022, 3, 14)}
    )
    agreement = (deal.agreement or nda.agreement.model_construct()).model_copy(
        update={"paper": "existing master", "existing": (master,)}
    )
    changed = deal.model_copy(update={"agreement": agreement})
    return open_case(changed, shipped_rules(), sample(name).assessment.as_of)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("audience", ["counterparty", "internal"])
def test_the_certificate_holds_for_orders(name: str, audience: Audience) -> None:
    case = order(name)
    document = render_agreement(case, audience=audience)
    assert lint_document(document) == ()
    certificate = certify_agreement(document, case, audience=audience)
    assert [check for check in certificate.checks if check.result == "fail"] == []
    assert "Frame contract of 14 March 2022" in texts(document)


@pytest.mark.parametrize("name", SAMPLES)
def test_an_order_has_what_it_is_for_and_nothing_of_the_master_agreement(name: str) -> None:
    case = order(name)
    draft = build_draft(case, shipped_library(), locale="en_GB", version=1).draft
    clauses = {clause.id for clause in draft.clauses}
    assert clauses >= EVERY_ORDER
    assert not clauses & MASTERS_OWN
    subject = case.deal.deal.subject
    assert subject not in SCOPE or SCOPE[subject] in clauses
    if draft.schedules.deliverables and subject == "services":
        assert {"services.acceptance", "services.dependencies"} <= clauses
    commitment = case.deal.commitment
    assert bool(draft.schedules.metrics) == bool(commitment and commitment.metrics)
    labels = [row.label for row in draft.key_terms]
    assert {"Supplier", "Customer", "Subject matter", "Stands under", "Term", "Payment"} <= set(labels)
    assert not {"Governing law", "Disputes"} & set(labels)
    assert [block.party for block in draft.signatures] == ["Supplier", "Customer"]


def test_an_order_changes_no_clause_of_the_master_agreement() -> None:
    said = "\n".join(texts(render_agreement(order("agency"))))
    assert "means this document, which stands under the Master Agreement" in said
    assert "A change of this Agreement" not in said
    assert "stands under the agreement of 14 March 2022 with the title Frame contract" in said
