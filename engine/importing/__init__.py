"""Deals made of what other programs write."""

from .genius import Imported, import_genius

__all__ = ["Imported", "import_genius"]
