"""How the values of one deal are worded in its documents: everything through here, so that all documents agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from .. import wording
from ..deal.base import Origin
from ..deal.issues import Issue, Kind
from ..deal.model import Deal
from ..deal.parties import Basis
from ..deal.term import Term
from ..texts import DEFAULT_LOCALE, Texts, texts_for

ELLIPSIS = "…"
_CHARACTERS_A_WORD = 9
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Words:
    """The words for a deal's values, in one locale and the deal's currency, and the texts around them."""

    deal: Deal
    locale: str = DEFAULT_LOCALE
    texts: Texts = field(default_factory=texts_for)

    @property
    def currency(self) -> str:
        """The deal's currency, empty when it states none."""
        return self.deal.deal.currency or ""

    def term(self, issue: Issue, term: Term) -> str:
        """A term in its issue's unit: `8,900 EUR per month`."""
        return wording.term(issue, term, wording.Reader(self.locale, self.currency, self.texts))

    def bare(self, issue: Issue, term: Term) -> str:
        """A term without its unit, for a table that names the unit beside the issue: `8,900`."""
        return wording.term(_without_unit(issue.kind), term, wording.Reader(self.locale, "", self.texts))

    def unit(self, issue: Issue) -> str:
        """The unit that `bare` leaves out."""
        return issue.unit or (self.currency if issue.kind == "money" else "")

    def amount(self, value: Decimal) -> str:
        """An amount in the deal's currency."""
        return wording.amount(value, self.currency, self.locale)

    def worth(self, value: Term, basis: Basis | None) -> str:
        """A value of a whole deal or alternative, on its basis: `7,900 EUR a month`."""
        issue = Issue(id="worth", kind="money", unit=self.currency or None)
        header = self.deal.deal.contract_value
        stated = basis or (header.basis if header else None)
        on = self.texts(f"words.basis.{stated}") if stated else ""
        return " ".join(filter(None, (self.term(issue, value), on)))

    def day(self, value: date) -> str:
        """A date."""
        return wording.day(value, self.locale)

    def moment(self, value: datetime) -> str:
        """A date with its local time."""
        return wording.moment(value, self.locale)

    def listed(self, items: Sequence[str]) -> str:
        """`a, b and c`; empty for nothing."""
        return wording.listed(items, self.texts) if items else ""

    def source(self, origin: Origin | None) -> str:
        """Who says so: `they said` or `our guess`; empty when the plan does not tell."""
        return self.texts(f"words.origin.{origin}") if origin else ""

    def sourced(self, text: str, origin: Origin | None) -> str:
        """The text with its source in brackets."""
        return self.bracketed(text, self.source(origin))

    def bracketed(self, text: str, source: str) -> str:
        """The text with a source in brackets, if it has one."""
        return self.texts("words.sourced", text=text, source=source) if text and source else text

    def quoted(self, text: str) -> str:
        """The text in quotation marks."""
        return self.texts("words.quote", text=text)


@cache
def _without_unit(kind: Kind) -> Issue:
    return Issue(id="bare", kind=kind)


def shorten(text: str, words: int) -> str:
    """At most that many words of the text on one line, none of endless length; what is cut off shows as `…`."""
    found = text.split()
    kept = [word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD] + ELLIPSIS for word in found[:words]]
    while len(kept) > 1 and sum(map(len, kept)) > words * _CHARACTERS_A_WORD:
        kept.pop()
    line = " ".join(kept)
    if len(kept) == len(found):
        return line
    whole = line.rpartition(". ")[0]
    # A whole sentence says more than a longer piece without its end.
    return f"{whole}." if len(whole) > len(line) // 3 else line.rstrip(".,;:") + f" {ELLIPSIS}"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def sentence(text: str) -> str:
    """The text on one line with a full stop, unless it ends in a mark of its own."""
    line = " ".join(text.split())
    return line if not line or line[-1] in f'.!?{ELLIPSIS}:”"' else f"{line}."
