"""The bargaining analysis for people: one content, written for a terminal and for a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ...analysis import Analysis
from ..analysis_json import format_analysis_json
from .composing import compose
from .page import html_page
from .text import format_page

Formatter = Callable[[Analysis, date, bool], str]
"""The text of an analysis on a day, coloured or not, with a line end at its end."""

FORMATS: Mapping[str, Formatter] = {
    "text": lambda analysis, as_of, colour: format_page(compose(analysis, as_of), colour),
    "json": lambda analysis, _as_of, _colour: format_analysis_json(analysis),
    "html": lambda analysis, as_of, _colour: html_page(compose(analysis, as_of)),
}

__all__ = ["FORMATS", "Formatter"]
