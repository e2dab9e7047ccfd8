"""Redlines: two Word documents -> one with tracked changes, proved on each run."""

from .redlining import redline, verify_redline

__all__ = ["redline", "verify_redline"]
