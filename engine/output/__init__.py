"""Runs as reports: one file a format behind one small interface."""

from __future__ import annotations

from collections.abc import Mapping

from .csv import CSV
from .github import GITHUB
from .json import JSON
from .jsonl import JSON_LINES
from .junit import JUNIT
from .markdown import MARKDOWN
from .options import Options
from .page import HTML
from .parquet import PARQUET
from .report import Format, Report, write_report
from .sarif import SARIF
from .text import TEXT
from .xlsx import XLSX

FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (TEXT, JSON, JSON_LINES, CSV, XLSX, MARKDOWN, HTML, SARIF, JUNIT, GITHUB, PARQUET)
}

__all__ = ["FORMATS", "Format", "Options", "Report", "write_report"]
