"""The facts of one deal on one day, under the names that rules use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from ..deal.base import Stage
from ..deal.model import Deal
from ..deal.paths import Location, name_of
from ..expressions import DATE, Record, Vocabulary
from .derived import Derived
from .functions import FUNCTIONS
from .types import computed_fields, type_of

_HIDDEN = frozenset({"schema_", "waivers"})
_SECTIONS = tuple(name for name in Deal.model_fields if name not in _HIDDEN)


@cache
def vocabulary() -> Vocabulary:
    """Everything a rule may name: the sections of a deal, `derived`, `as_of`, and the functions on terms."""
    names = {name: type_of(Deal.model_fields[name].annotation) for name in _SECTIONS}
    derived = Record("derived", lambda: computed_fields(Derived))
    return Vocabulary({**names, "derived": derived, "as_of": DATE}, FUNCTIONS)


class Facts:
    """One deal on one day, ready to be asked; `env` is what compiled rules run on.

    `stage` checks the deal as if it stood at that stage.
    """

    def __init__(self, deal: Deal, as_of: date, stage: Stage | None = None) -> None:
        self.deal = deal
        self.as_of = as_of
        self.derived = Derived(deal, as_of, stage)
        self.env: Mapping[str, object] = {
            **{name: getattr(deal, name) for name in _SECTIONS},
            "derived": self.derived,
            "as_of": as_of,
        }
        self._names: dict[Location, str] = {}

    def name_of(self, location: Location) -> str:
        """The path that a user would write for a place of the deal; remembered, since many rules speak of it."""
        name = self._names.get(location)
        if name is None:
            name = self._names[location] = name_of(location, self.deal)
        return name
