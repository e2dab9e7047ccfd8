"""The offer log, read: rhythm, reciprocity, repeated moves, implied limits, forecast, signs of an impasse."""

from .reading import LogReading, history

__all__ = ["LogReading", "history"]
