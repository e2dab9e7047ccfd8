"""The clause library: it fits together for any deal, says what it needs, and its mistakes are told with their place."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.deal.outcome import ClausePosition
from engine.documents.agreement import contract as facts
from engine.documents.agreement.contract import Contract
from engine.documents.agreement.crosschecks import texts_of
from engine.documents.agreement.definitions import needed_definitions, used_terms
from engine.documents.agreement.library import Library
from engine.documents.agreement.loading import build_library, read_library, shipped_library
from engine.documents.agreement.positions import Positions, resolve_positions
from engine.documents.agreement.selection import choose_clauses, choose_key_terms, environment
from engine.documents.agreement.texts import CLAUSE_FORMATS, sentence
from engine.documents.agreement.wording import Worder
from engine.errors import TemplateError
from engine.resources import folder
from engine.source import read_source
from engine.wording import Reader

HEAD = "library: test\nversion: 1.0.0\nowner: Legal\nlanguage: en\n"
CLAUSE = """
clauses:
  - id: one.law
    order: 1
    title: Law
    reason: Why not
    standard: ["This is governed by {{ law }}."]
inputs: [{value: law, label: governing law}]
"""
NO_POSITIONS = Positions({}, ())

TEXTS = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="Nn[{"), min_size=1, max_size=12)
"""Texts that cannot be mistaken for what the test looks for."""
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
COUNTS = st.none() | st.integers(0, 400)
TRUTHS = st.none() | st.booleans()
AMOUNTS = st.none() | st.decimals(0, 10**9, places=2)
PAPERS = st.none() | st.builds(facts.ContractPaper, TEXTS, DAYS)
PARTIES = st.builds(facts.ContractParty, st.text(min_size=1), *[TEXTS] * 8)
DATA_ROLES = st.sampled_from([None, "controller", "processor", "joint controller"])
CONVERSIONS = st.sampled_from([None, "by notice", "by signature", "automatically"])


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    paper = draw(st.sampled_from(["ours", "theirs", "existing master"]))
    one = {
        "paper": st.just(paper),
        "form": st.just("agreement" if paper == "ours" else "order"),
        "our_role": st.sampled_from([None, "seller", "buyer"]),
        "subject": st.sampled_from([None, "services", "subscription", "goods", "mixed"]),
        "supplier": PARTIES,
        "customer": PARTIES,
        "effective_date": DAYS,
        "term": st.builds(facts.ContractTerm, COUNTS, DAYS, DAYS),
        "trial": st.none() | st.builds(facts.ContractTrial, COUNTS, TEXTS, CONVERSIONS),
        "renewal": st.builds(facts.ContractRenewal, TRUTHS, COUNTS, COUNTS, AMOUNTS),
        "payment": st.builds(facts.ContractPayment, COUNTS, TEXTS, TEXTS, TRUTHS, st.booleans()),
        "liability": st.builds(facts.ContractLiability, AMOUNTS, st.none() | st.tuples(st.just("fraud"))),
        "personal_data": st.builds(facts.ContractData, TRUTHS, DATA_ROLES, DATA_ROLES),
        "delivery": st.none() | st.builds(facts.ContractDelivery, TEXTS, TEXTS),
        "decided": st.sampled_from([(), ("sales convention",)]),
        **dict.fromkeys(("processing_agreement", "confidentiality_agreement", "master"), PAPERS),
    }
    words = {"scope", "results", "security", "service_levels", "warranty", "law", "forum", "change_process"}
    for field in fields(Contract):
        one.setdefault(field.name, TEXTS if field.name in words else st.booleans())
    # A data processing agreement that is due stands among the deliverables.
    found = draw(st.fixed_dictionaries(one))
    return Contract(
        **{**found, "has_deliverables": found["has_deliverables"] or found["processing_agreement_due"]}
    )


@given(contracts())
def test_the_clauses_fit_together_for_any_contract(contract: Contract) -> None:
    library = shipped_library()
    chosen = choose_clauses(library, contract, NO_POSITIONS)
    rows = choose_key_terms(library, contract)
    needed_definitions(chosen, library, [row.text.words for row in rows if row.text])
    worder = Worder(environment(contract), Reader("en_GB", "EUR"), library, frozenset())
    for one in chosen:
        assert one.lines, one.clause.id
        for line in one.lines:
            shown = worder.inline(line.text, "anchor").text
            assert not re.search(r"\bNone\b|\{\{|\[\[|not stated", shown.replace(contract.scope or "\0", ""))
    labels = [row.label for row in rows if row.label]
    assert len(set(labels)) == len(labels)


def test_a_draft_of_each_form_states_law_precedence_and_signature() -> None:
    ids = {clause.id for clause in shipped_library().clauses}
    core = "parties definitions precedence term fees late-payment confidentiality results data warranty liability"
    rest = "termination force-majeure change notices assignment compliance disputes law entire signatures"
    assert {f"core.{name}" for name in f"{core} {rest}".split()} <= ids


def test_no_clause_claims_to_be_approved_that_is_not() -> None:
    assert all(clause.entry.counsel_approved is None for clause in shipped_library().clauses)
    assert all(clause.version == "1.0.0" and clause.owner for clause in shipped_library().clauses)


def test_every_fallback_names_its_trigger_approver_and_price() -> None:
    fallbacks = [one for clause in shipped_library().clauses for one in clause.entry.fallbacks or ()]
    assert len(fallbacks) >= 8
    assert all(one.trigger and one.approver and one.price for one in fallbacks)


def test_clauses_use_plain_words_and_make_no_claims() -> None:
    banned = re.compile(
        r"\b(hereby|herein|thereof|whereas|shall|aforesaid|leading|best|world-class|thank|pleased|"
        r"synergy|in witness)\b",
        re.IGNORECASE,
    )
    for clause in shipped_library().clauses:
        for text in texts_of(clause):
            assert not banned.search(text.words), (clause.id, text.source)


def test_words_with_a_capital_inside_a_sentence_are_defined_terms() -> None:
    library = shipped_library()
    terms = {one.term for clause in library.clauses for one in clause.defines}
    names = {
        "Subject", "Incoterms", "International", "Chamber", "Commerce", "United", "Nations", "Convention",
        "Contracts", "Sale", "Goods", "Saturday", "Sunday",
    }  # fmt: skip
    words = {word for term in terms for word in term.split()} | names
    for clause in library.clauses:
        for text in texts_of(clause):
            inside = re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text.words)
            assert set(inside) <= words, (clause.id, text.source)


def test_every_input_is_printed_somewhere() -> None:
    library = shipped_library()
    printed = {value for clause in library.clauses for text in texts_of(clause) for value in text.values}
    printed |= {value for row in library.key_terms if row.text for value in row.text.values}
    assert library.inputs.keys() == printed


def library_of(*texts: str) -> Library:
    sources = [
        read_source(HEAD + dedent(text), f"part{place}.yaml") for place, text in enumerate(texts, start=1)
    ]
    return build_library(sources)


def problem_of(*texts: str) -> str:
    with pytest.raises(TemplateError) as caught:
        library_of(*texts)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ law }}", "{{ lawn }}", "part1.yaml:11:40: unknown name 'lawn' (did you mean 'law'?)"),
        ("{{ law }}", "{{ us.batna }}", "unknown name 'us'"),
        ("{{ law }}", "{{ supplier.batna }}", "'supplier' has no field 'batna'"),
        ("{{ law }}", "{{ law | days }}", "days"),
        ("{{ law }}", "{{ forum }}", "prints 'forum', which has no name for when it is open"),
        ("{{ law }}", "[[one.lam]]", "refers to 'one.lam', which does not exist (did you mean 'one.law'?)"),
        ("{{ law }}", "[[Law]]", "refers to nothing (write [[core.law]] for a reference"),
        ("{{ law }}", "[[open:]]", "refers to nothing"),
        ("title: Law", "titel: Law", "part1.yaml:9:5: unknown key 'titel' (did you mean 'title'?)"),
        ("reason: Why not", "reason: x\n    when: lawn", "part1.yaml:11:11: unknown name 'lawn'"),
        ("reason: Why not", "reason: x\n    requires: [one.lam]", "requires 'one.lam', which does not exist"),
        ("reason: Why not", "reason: x\n    conflicts: [b.c]", "conflicts with 'b.c', which does not exist"),
        ("reason: Why not", "reason: x\n    defines: [{term: Court}]", "has it nowhere in quotation marks"),
        ("order: 1", "order: first", "part1.yaml:8:12: 'order' takes a whole number"),
    ],
)
def test_a_mistake_is_told_with_its_place(old: str, new: str, told: str) -> None:
    assert old in CLAUSE
    assert told.lower() in problem_of(CLAUSE.replace(old, new)).lower()


def test_a_mistake_in_a_folded_text_is_found_in_its_line() -> None:
    folded = CLAUSE.replace(
        '["This is governed by {{ law }}."]',
        "[]\n",
    ).replace(
        "standard: []\n",
        "standard:\n      - >-\n        This is governed\n        by {{ lawn }} and {{ law }}.\n",
    )
    assert "part1.yaml:14:15:" in problem_of(folded)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("lawn is {{ lawn }}", "part1.yaml:11:28:"),
        ("\\u007b{ lawn }}", "part1.yaml:11:25:"),
        ("\\u007b{ la\\u0077n }}", "part1.yaml:11:16:"),
        ("{{ }}", "part1.yaml:11:"),
    ],
)
def test_a_mistake_is_found_by_its_words_or_told_with_the_text(text: str, place: str) -> None:
    assert place in problem_of(CLAUSE.replace("This is governed by {{ law }}.", text))


def test_key_terms_and_ids_are_checked_over_all_files() -> None:
    rows = 'key_terms: [{label: Court, text: "{{ forum }}"}]'
    told = problem_of(CLAUSE, rows)
    assert "the key term 'Court' prints 'forum'" in told
    again = problem_of(CLAUSE, CLAUSE)
    assert "the clause 'one.law' is already in part1.yaml" in again


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("library: [")
    (tmp_path / "b.yaml").write_text("library: x\n")
    with pytest.raises(TemplateError) as caught:
        read_library([tmp_path / "a.yaml", tmp_path / "b.yaml"])
    sources = {Path(problem.source).name for problem in caught.value.problems}
    assert sources == {"a.yaml", "b.yaml"}


MISFITS = """
clauses:
  - {id: a.one, order: 1, title: One, reason: r, standard: [One.], %s}
  - id: a.two
    order: 2
    title: Two
    reason: r
    when: law == "x"
    standard: [Two.]
"""


def contract_with(**values: object) -> Contract:
    empty = {field.name: None for field in fields(Contract)}
    given = {"form": "agreement", "paper": "ours", "decided": (), "special": False, **values}
    return Contract(**{**empty, **given})  # type: ignore[arg-type]  # a contract of almost nothing


@pytest.mark.parametrize(
    ("part", "law", "told"),
    [
        ("requires: [a.two]", None, "clause a.one needs a.two, which this agreement does not have"),
        ("conflicts: [a.two]", "x", "clauses a.one and a.two cannot stand in one agreement"),
    ],
)
def test_clauses_that_do_not_go_together_are_refused(part: str, law: str | None, told: str) -> None:
    library = library_of(MISFITS % part)
    with pytest.raises(TemplateError, match=told):
        choose_clauses(library, contract_with(law=law), NO_POSITIONS)


def test_a_reference_to_a_clause_that_does_not_apply_is_refused() -> None:
    library = library_of(
        (MISFITS % "version: 2.0.0").replace("[One.]", "[{text: x, items: ['See [[a.two]].']}]")
    )
    assert choose_clauses(library, contract_with(law="x"), NO_POSITIONS)[0].clause.version == "2.0.0"
    with pytest.raises(TemplateError, match=r"refers to a\.two, which this agreement does not have"):
        choose_clauses(library, contract_with(), NO_POSITIONS)


@pytest.mark.parametrize(
    ("limit", "values", "applies"),
    [
        ("laws: [Germany]", {"law": "the law of Germany"}, True),
        ("laws: [Germany]", {"law": "the law of France"}, False),
        ("laws: Germany", {}, False),
        ("our_role: [buyer]", {"our_role": "buyer"}, True),
        ("our_role: [buyer]", {"our_role": "seller"}, False),
        ("paper: [theirs]", {"paper": "theirs"}, True),
        ("subjects: [goods]", {"subject": None}, False),
    ],
)
def test_metadata_limit_where_a_clause_stands(limit: str, values: dict[str, object], applies: bool) -> None:
    library = library_of(MISFITS % limit)
    found = {one.clause.id for one in choose_clauses(library, contract_with(**values), NO_POSITIONS)}
    assert ("a.one" in found) is applies


DEFINING = """
clauses:
  - {id: a.one, order: 1, title: One, reason: r, standard: [The Fees and the Term.], defines: [%s]}
  - {id: a.two, order: 2, title: Two, reason: r, when: special, standard: [Two.], defines: [{term: Term, meaning: t}]}
"""


def test_definitions_are_those_that_are_used() -> None:
    library = library_of(DEFINING % "{term: Fees, meaning: what the Budget says}, {term: Budget, meaning: b}")
    chosen = choose_clauses(library, contract_with(special=True), NO_POSITIONS)
    assert [one.term for one in needed_definitions(chosen, library)] == ["Budget", "Fees", "Term"]
    without = choose_clauses(library, contract_with(), NO_POSITIONS)
    with pytest.raises(TemplateError, match=r"clause a\.one uses 'Term', which no clause of this agreement"):
        needed_definitions(without, library)


def test_a_term_has_one_definition() -> None:
    library = library_of(DEFINING % "{term: Fees, meaning: f}, {term: Term, meaning: u}")
    chosen = choose_clauses(library, contract_with(special=True), NO_POSITIONS)
    with pytest.raises(TemplateError, match="'Term' is defined twice"):
        needed_definitions(chosen, library)


def test_longer_terms_hide_shorter_ones() -> None:
    terms = ["Agreement", "Master Agreement", "Term"]
    assert used_terms(["the Master Agreement and Terms"], terms) == {"Master Agreement"}
    assert used_terms(["the Agreement"], []) == set()


def test_positions_name_clauses_by_id_or_by_their_last_word() -> None:
    def decided(**values: str) -> Positions:
        return resolve_positions([ClausePosition(**values)], shipped_library())

    assert decided(clause="confidentiality", position="three-years").fallbacks == {
        "core.confidentiality": "three-years"
    }
    assert decided(clause="core.liability", position="Standard").special == ()
    assert decided(clause="Force majeure", wording="None.").special[0].label == "Force majeure"
    assert decided(clause="liability", position="two-year").special[0].wording is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [("none", "None."), ("A text!", "A text!"), (" two\n lines:", "Two lines:"), ("ü\x07b", "Ü b.")],
)
def test_a_text_as_a_sentence(text: str, shown: str) -> None:
    assert sentence(text) == shown


@pytest.mark.parametrize(
    ("name", "count", "shown"),
    [("months", 1, "1 month"), ("days", 1200, "1,200 days"), ("months", 0, "0 months")],
)
def test_counted_units(name: str, count: int, shown: str) -> None:
    assert CLAUSE_FORMATS[name].call(Decimal(count), Reader()) == shown
    assert CLAUSE_FORMATS[name].call(Decimal(count), None) == shown


def test_the_shipped_files_are_the_library() -> None:
    paths = sorted((folder("templates") / "clauses").glob("*.yaml"))
    assert len(paths) >= 8
    assert shipped_library() is shipped_library()
