"""An analysis -> the page that tells it: the answer first, then the details, then what it rests on."""

from __future__ import annotations

from datetime import date

from ...analysis import Analysis
from ..words import long_day
from .answer import answer
from .details import details
from .figures import Figures
from .model import Page

_FOOT = (
    "Points: 100 is all that a side asks for, 0 its limit on every issue; they are what weights and positions in the "
    "plan say, and theirs are as good as our guesses. A fair deal is a point to aim by, no forecast."
)


def compose(analysis: Analysis, as_of: date) -> Page:
    """The page of a deal's analysis on a day."""
    deal, figures = analysis.deal, Figures.of(analysis)
    return Page(
        title=deal.deal.title,
        subtitle=f"{deal.us.name} and {deal.them.name}: bargaining analysis, {long_day(as_of)}",
        label="Internal: it holds our limits",
        answer=tuple(answer(figures)),
        details=tuple(details(figures)),
        foot=_FOOT,
    )
