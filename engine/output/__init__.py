"""Runs as reports: one file a format behind one small interface."""

from __future__ import annotations

from collections.abc import Mapping

from .json import JSON
from .jsonl import JSON_LINES
from .options import Options
from .report import Format, Report, write_report
from .text import TEXT

FORMATS: Mapping[str, Format] = {one.name: one for one in (TEXT, JSON, JSON_LINES)}

__all__ = ["FORMATS", "Format", "Options", "Report", "write_report"]
