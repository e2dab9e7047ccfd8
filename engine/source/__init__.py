"""YAML and JSON text in; plain data and the line and column of every value in it out.

YAML has the YAML 1.2 core meaning: `no`, `on` and `12:30` are text, `010` is ten, dates stay text, and
numbers with a point are `Decimal` of exactly what is written. JSON means the same data. Text that is too
large, too deep or ambiguous (a key given twice) is refused with every problem found, each at its place.
"""

from .limits import Limits
from .places import Path, Position, path_text
from .reading import read_file, read_source
from .source import Format, Source

__all__ = ["Format", "Limits", "Path", "Position", "Source", "path_text", "read_file", "read_source"]
