"""Nothing that is ours alone reaches the copy for the other side, and nothing hostile breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any, Literal, get_args, get_origin

import pytest

from engine.casefile import CaseFile, open_case
from engine.deal.base import Section
from engine.deal.model import Deal
from engine.deal.term import Term
from engine.documents import render_agreement, render_questions
from engine.documents.agreement.certificate import certify
from engine.documents.agreement.certificate.public import kept_to_ourselves
from engine.documents.lint import lint_document
from tests.documents.builder import texts
from tests.documents.cases import SAMPLES, case_of, everything, sample_deal, shipped_rules, small_rules
from tests.documents.filling import filled
from tests.documents.poison import poison
from tests.making import MONDAY

SHARED = (
    r"(us|them)\.(name|legal_name|entity_type|registration|address|notice_address|signatory\..*)",
    r"issues\.(id|name|unit|kind)|issues\.options",
    r"deal\.(currency|effective_date|contract_value\.tax_included)",
    r"pricing\.(billing_frequency|indexation)",
    r"agreement\.(?!clauses\.(reason|approved_by|position)).*",
    r"commitment\.(terms|deliverables|metrics|milestones|contacts|reviews|check_ins|change_process)\b.*",
    r"commitment\.communication\.(channel|cadence)",
    r"bargaining\.offers\.terms",
)
"""Places whose values the other side may read, written down here once more, apart from the code."""
ASKED = {
    "them.people.name", "them.people.represents", "exchange.questions.question", "clarification.claims.statement"
}  # fmt: skip
"""What a question that is put to them may hold: whom it is for, and the words of a question or a claim."""
UNTOUCHED = r"schema_|bargaining\.offers\.(id|round)|.*\.(issue|concessions)"
"""Keys and references, which must go on meaning what they mean."""


class Planter:
    """Puts a word or a number of its own into every field of a deal that is ours alone."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}
        self._number = count(1)

    def plant(self, value: Any, path: str = "") -> Any:
        match value:
            case Section():
                fields = type(value).model_fields
                return value.model_copy(
                    update={
                        name: self.plant(getattr(value, name), f"{path}.{name}".strip("."))
                        for name, field in fields.items()
                        if not _is_closed(field.annotation)
                    }
                )
            case tuple():
                return tuple(self.plant(item, path) for item in value)
            case dict():
                return {key: self.plant(item, path) for key, item in value.items()}
            case _:
                return value if _shared(path) else self._changed(value, path)

    def _changed(self, value: Any, path: str) -> Any:
        number = next(self._number)
        match value:
            case str():
                word = f"Sentinel{number:04}q"
                self.planted[word] = path
                return f"{value} {word}"
            case Decimal():
                figure = Decimal(7_310_000 + number)
                self.planted[f"{figure:,}"] = path
                self.planted[str(figure)] = path
                return figure
            case Term(low=Decimal()):
                figure = Decimal(7_310_000 + number)
                self.planted[f"{figure:,}"] = path
                return replace(value, low=figure, high=figure)
            case _:
                return value


def _shared(path: str) -> bool:
    return any(re.fullmatch(one, path) for one in (*SHARED, UNTOUCHED))


def _is_closed(annotation: Any) -> bool:
    return get_origin(annotation) is Literal or any(_is_closed(one) for one in get_args(annotation))


def _order(case: CaseFile) -> bytes:
    agreement = case.deal.agreement
    assert agreement is not None
    theirs = case.deal.model_copy(update={"agreement": agreement.model_copy(update={"paper": "theirs"})})
    return render_agreement(open_case(theirs, small_rules(), MONDAY))


FOR_THEM: dict[str, Callable[[CaseFile], bytes]] = {
    "agreement": render_agreement,
    "order form": _order,
    "questions": lambda case: render_questions(case, for_them=True),
}


@pytest.mark.parametrize("name", ["agency", "reference", "procurement", "mistakes", "software"])
@pytest.mark.parametrize("what", FOR_THEM)
def test_no_internal_field_reaches_any_part(name: str, what: str) -> None:
    planter = Planter()
    deal = planter.plant(filled(sample_deal(name)))
    assert len(planter.planted) > 250
    rules = shipped_rules() if what == "questions" else small_rules()
    found = everything(FOR_THEM[what](open_case(deal, rules, MONDAY)))
    assert [(word, path) for word, path in planter.planted.items() if word in found] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_questions_for_them_name_people_and_quote_what_is_asked_or_claimed_alone(name: str) -> None:
    planter = Planter()
    deal = planter.plant(sample_deal(name))
    document = render_questions(open_case(deal, shipped_rules(), MONDAY), for_them=True)
    found = everything(document)
    seen = {path for word, path in planter.planted.items() if word in found}
    assert seen <= ASKED
    assert seen or len(texts(document)) < 10


def test_a_sentinel_stands_in_every_field_that_is_ours() -> None:
    planter = Planter()
    planter.plant(filled(sample_deal("reference")))
    currencies = {"them.batna.currency", "them.walkaway.currency"}
    assert set(_paths(Deal)) - set(planter.planted.values()) == currencies


def _paths(kind: type[Section], at: str = "", above: tuple[type[Section], ...] = ()) -> Iterator[str]:
    """The places of the model that take a text, a figure or a term and are not shared."""
    for name, field in kind.model_fields.items():
        path = f"{at}.{name}".strip(".")
        if not _is_closed(field.annotation) and not _shared(path):
            yield from _leaves(field.annotation, path, (*above, kind))


def _leaves(annotation: Any, path: str, above: tuple[type[Section], ...]) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        if annotation not in above:
            yield from _paths(annotation, path, above)
    elif annotation in (str, Decimal, Term):
        yield path
    else:
        for one in get_args(annotation):
            if not isinstance(one, str):
                yield from _leaves(one, path, above)


def test_the_sentinels_would_be_seen() -> None:
    planter = Planter()
    deal = planter.plant(sample_deal("agency"))
    case = open_case(deal, small_rules(), MONDAY)
    reasons = [word for word, path in planter.planted.items() if path == "agreement.clauses.reason"]
    assert reasons
    assert reasons[0] in everything(render_agreement(case, audience="internal"))


def test_the_certificate_knows_what_is_ours() -> None:
    planter = Planter()
    case = open_case(planter.plant(sample_deal("reference")), small_rules(), MONDAY)
    kept = "\n".join(kept_to_ourselves(case, "en_GB"))
    words = [word for word in planter.planted if word.startswith("Sentinel")]
    assert [planter.planted[word] for word in words if word not in kept] == []


def test_drafts_and_positions_of_ours_stay_ours() -> None:
    case = case_of(
        """
        deal: {id: d, title: D, our_role: seller, subject: services, currency: EUR}
        issues:
          - {id: fee, name: Fee, kind: money, ours: {opening: 4441, target: 4442, walkaway: 4443, prefers: higher}}
        bargaining: {offers: [{round: 1, by: us, status: draft, terms: {fee: 4444}}]}
        """
    )
    assert not re.search(r"4,?44[1-4]", everything(render_agreement(case)))


@pytest.mark.parametrize("name", ["agency", "procurement", "reference", "software", "mistakes"])
def test_hostile_texts_come_out_literally(name: str) -> None:
    case = open_case(poison(sample_deal(name)), small_rules(), MONDAY)
    for audience in ("counterparty", "internal"):
        document = render_agreement(case, audience=audience)  # type: ignore[arg-type]  # from a tuple
        assert lint_document(document) == ()
        shown = everything(document)
        assert "&lt;b&gt;bold&lt;/b&gt;" in shown or "&#60;b&#62;" in shown
        assert "שלום עולם" in shown


def test_endless_names_do_not_break_the_document() -> None:
    deal = poison(sample_deal("agency"), lambda text: f"{text} {'N' * 10_000}")
    document = render_agreement(open_case(deal, small_rules(), MONDAY))
    assert lint_document(document) == ()
    heading = re.search(r"<w:hdr.*", everything(document), re.DOTALL)
    assert heading is not None


def test_a_hostile_deal_still_passes_the_points_of_form() -> None:
    case = open_case(poison(sample_deal("agency")), small_rules(), MONDAY)
    checks = {check.number: check for check in certify(render_agreement(case), case).checks}
    for number in (1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 19, 20):
        assert checks[number].result == "pass", checks[number]
