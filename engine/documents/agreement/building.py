"""A case file -> the draft agreement, ready to be placed by the template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...casefile import CaseFile
from ...deal.model import Deal
from ...errors import DealError, Problem
from ...texts import texts_for
from ...wording import Reader, day, term
from ..rich import Run
from ..worded import shorten
from .contract import Contract, ContractParty
from .definitions import needed_definitions
from .draft import Draft, DraftClause, DraftLine, KeyTermRow, OpenRow, SignatureBlock
from .inline import Inline, Reference, joined, plain
from .library import DefinedTerm, KeyTerm, Library, Line
from .openpoints import OpenPoint
from .positions import Positions, resolve_positions
from .reading import conflicts, read_contract
from .schedules import build_schedules
from .selection import ChosenClause, choose_clauses, choose_key_terms, environment
from .settled import commercial_terms, has_own_row
from .texts import one_line
from .wording import KEY_TERMS_ANCHOR, Worder, anchor_of

_TITLES: Final = {
    "services": "Services agreement",
    "subscription": "Subscription agreement",
    "goods": "Supply agreement",
}
_HEADER_WORDS: Final = 8
_FIXED_WORDS: Final = ("Key Terms", "Supplier", "Customer")
"""Terms that tables and the signature block use."""


@dataclass(frozen=True, slots=True)
class MadeDraft:
    """A draft with the choices that led to it, for notes on it."""

    draft: Draft
    contract: Contract
    chosen: tuple[ChosenClause, ...]
    positions: Positions


def build_draft(case: CaseFile, library: Library, *, locale: str, version: int) -> MadeDraft:
    """The draft of a deal. Raises DealError for a consumer, TemplateError for clauses that do not fit together."""
    if case.deal.deal.consumer:
        raise DealError([_no_consumer(case.deal)])
    agreement = case.deal.agreement
    positions = resolve_positions((agreement.clauses if agreement else None) or (), library)
    contract = read_contract(case, positions)
    chosen = choose_clauses(library, contract, positions)
    reader = Reader(locale, case.deal.deal.currency or "", texts_for())
    builder = _Builder(
        case,
        contract,
        positions,
        chosen,
        Worder(environment(contract), reader, library, conflicts(case)),
        choose_key_terms(library, contract),
    )
    return MadeDraft(builder.build(version), contract, chosen, positions)


def _no_consumer(deal: Deal) -> Problem:
    source = deal.source
    line, column = source.position(("deal", "consumer")) if source else (0, 0)
    message = "no draft agreement for a consumer: the clauses are written for businesses"
    name = source.name if source else ""
    return Problem("consumer", message, name, line, column, "deal.consumer", "ask legal")


@dataclass(frozen=True, slots=True)
class _Builder:
    case: CaseFile
    contract: Contract
    positions: Positions
    chosen: tuple[ChosenClause, ...]
    worder: Worder
    rows: tuple[KeyTerm, ...]

    def build(self, version: int) -> Draft:
        # In reading order, so that open points are listed in it.
        key_terms = tuple(self._key_terms())
        row_words = [f"{row.label} {row.text.words if row.text else ''}" for row in self.rows]
        definitions = needed_definitions(self.chosen, self.worder.library, [*_FIXED_WORDS, *row_words])
        clauses = tuple(self._clause(one, definitions) for one in self.chosen)
        schedules = build_schedules(self.case.deal, self.worder)
        title = self._title()
        supplier, customer = self.contract.supplier, self.contract.customer
        return Draft(
            title=title,
            short_title=shorten(title, _HEADER_WORDS),
            between=(supplier.legal_name or supplier.name, customer.legal_name or customer.name),
            version=str(version),
            day=day(self.case.assessment.as_of, self.worder.reader.locale),
            key_terms=key_terms,
            clauses=clauses,
            schedules=schedules,
            open_points=tuple(map(_open_row, self.worder.points.listed())),
            signatures=(_signature("Supplier", supplier), _signature("Customer", customer)),
        )

    def _title(self) -> str:
        agreement = self.case.deal.agreement
        kind = one_line(agreement.type) if agreement and agreement.type else ""
        if self.contract.form == "agreement":
            return kind or _TITLES.get(self.contract.subject or "", "Agreement")
        form = "Statement of work" if self.contract.subject == "services" else "Order form"
        return f"{kind} – {form.lower()}" if kind else form

    def _key_terms(self) -> Iterator[KeyTermRow]:
        for row in self.rows:
            if row.generated:
                yield from self._commercial_rows()
            elif row.text is not None:
                yield KeyTermRow(row.label, self.worder.inline(row.text, KEY_TERMS_ANCHOR))

    def _commercial_rows(self) -> Iterator[KeyTermRow]:
        for one in commercial_terms(self.case):
            if has_own_row(one.issue):
                continue
            label = one_line(one.issue.label)
            if one.term is None:
                mark = self.worder.points.mark(label, one.why_open or "agreed", KEY_TERMS_ANCHOR)
                yield KeyTermRow(label, Inline((mark,)))
            else:
                yield KeyTermRow(label, plain(term(one.issue, one.term, self.worder.reader)))

    def _clause(self, one: ChosenClause, definitions: Sequence[DefinedTerm]) -> DraftClause:
        lines: list[DraftLine] = []
        for index, line in enumerate(one.lines, start=1):
            key = f"{one.clause.id}.{line.id or index}"
            lines.append(DraftLine(2, anchor_of(key), self.worder.inline(line.text, anchor_of(key))))
            points = self._points(line, key, definitions)
            lines.extend(
                DraftLine(3, anchor_of(f"{key}.{place}"), text) for place, text in enumerate(points, start=1)
            )
        return DraftClause(one.clause.id, anchor_of(one.clause.id), one.clause.entry.title, tuple(lines))

    def _points(self, line: Line, key: str, definitions: Sequence[DefinedTerm]) -> list[Inline]:
        texts = [
            self.worder.inline(point.text, anchor_of(f"{key}.{place}"))
            for place, point in enumerate(line.points, start=1)
        ]
        if line.generated == "definitions":
            texts += [
                self._definition(one, anchor_of(f"{key}.{place}"), last=place == len(definitions))
                for place, one in enumerate(definitions, start=1)
            ]
        if line.generated == "special terms":
            texts += [
                self._special(one.label, one.wording, anchor_of(f"{key}.{place}"))
                for place, one in enumerate(self.positions.special, start=1)
            ]
        return texts

    def _definition(self, one: DefinedTerm, anchor: str, *, last: bool) -> Inline:
        head = Inline((Run("“"), Run(one.term, bold=True), Run("” means ")))
        assert one.meaning is not None
        return head + self.worder.inline(one.meaning, anchor) + plain("." if last else ";")

    def _special(self, label: str, wording: str | None, anchor: str) -> Inline:
        named = one_line(label)
        if wording is not None:
            return plain(f"{named}: ") + self.worder.free_text(wording, named, anchor)
        return plain(f"{named}: ") + Inline(
            (self.worder.points.mark(f"position on {named}", "agreed", anchor),)
        )


def _signature(party: str, facts: ContractParty) -> SignatureBlock:
    return SignatureBlock(
        party, facts.legal_name or facts.name, facts.signatory or "", facts.signatory_title or ""
    )


def _open_row(point: OpenPoint) -> OpenRow:
    numbered = [anchor for anchor in point.anchors if anchor != KEY_TERMS_ANCHOR]
    places = [plain("Key Terms")] if len(numbered) < len(point.anchors) else []
    places += [Inline((Reference(anchor),)) for anchor in numbered]
    label = point.label[:1].upper() + point.label[1:]
    return OpenRow(label, f"to be {point.to_be}", joined(places))
