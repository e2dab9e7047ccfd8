"""negotia: checks negotiation plans against declarative rules and writes the documents that follow.

from datetime import date
from negotia import check, load_ruleset, read_deal, render

deal, rules, today = read_deal("deal.yaml"), load_ruleset(), date(2026, 3, 2)
findings = check(deal, rules, today).findings
brief = render("brief", deal, rules, today)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checking import check
    from .deal.reading import parse_deal, read_deal
    from .errors import DealError, NegotiaError, Problem, RuleError, SourceError, TemplateError
    from .publishing import render
    from .ruleset import load_ruleset

__version__ = "0.1.0"

__all__ = [
    "DealError",
    "NegotiaError",
    "Problem",
    "RuleError",
    "SourceError",
    "TemplateError",
    "__version__",
    "check",
    "load_ruleset",
    "parse_deal",
    "read_deal",
    "render",
]

_HOMES = {
    "check": ".checking",
    "load_ruleset": ".ruleset",
    "parse_deal": ".deal.reading",
    "read_deal": ".deal.reading",
    "render": ".publishing",
}


def __getattr__(name: str) -> Any:
    # Loaded when first used: `negotia --help` needs none of it.
    if name in __all__:
        return getattr(import_module(_HOMES.get(name, ".errors"), __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
