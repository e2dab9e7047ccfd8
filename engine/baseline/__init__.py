"""Findings that an organisation has accepted as they are today, kept in a file beside the deals: new ones stand out."""

from .applying import accepted
from .model import Baseline, BaselineFile, Entry
from .reading import parse_baseline, read_baseline, read_pinned
from .taking import Taken, Taking, Terms
from .writing import format_baseline

__all__ = [
    "Baseline",
    "BaselineFile",
    "Entry",
    "Taken",
    "Taking",
    "Terms",
    "accepted",
    "format_baseline",
    "parse_baseline",
    "read_baseline",
    "read_pinned",
]
