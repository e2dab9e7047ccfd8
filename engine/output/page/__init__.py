"""A run as one page for a browser: everything inside, nothing fetched, thousands of deals to filter."""

from __future__ import annotations

from .report import HTML

__all__ = ["HTML"]
