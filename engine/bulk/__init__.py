"""Documents of many deals in one folder: made by several processes, only where something has changed, and one index.

Each deal has a folder of its own, and in it a hidden file that tells what its documents were made from. Workers make
documents aside; one process alone puts them where they belong, in the order of the inputs, so that the result does not
depend on the number of processes and a second deal with the same id replaces nothing.
"""

from .job import DocumentsJob
from .placing import Told
from .running import Made, make_all, write_index

__all__ = ["DocumentsJob", "Made", "Told", "make_all", "write_index"]
