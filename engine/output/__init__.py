"""Assessments as text: one file a format behind one small interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..run import Run
from .json import format_json
from .options import Options
from .text import format_text

Formatter = Callable[[Run, Options], str]
"""The text of a run, with a line end at its end."""

FORMATS: Mapping[str, Formatter] = {"text": format_text, "json": format_json}

__all__ = ["FORMATS", "Formatter", "Options"]
