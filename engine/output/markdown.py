"""A run as Markdown, for comments, tickets and wikis."""

from __future__ import annotations

from typing import BinaryIO

from ..run import RunInfo
from .options import Options
from .report import Format, Report


def _make(file: BinaryIO, info: RunInfo, options: Options) -> Report:
    # It takes the rules of Markdown from the documents, which no other check has a use for.
    from .markdown_report import MarkdownReport

    return MarkdownReport(file, info, options)


MARKDOWN = Format("markdown", "for comments, tickets and wikis", _make)
