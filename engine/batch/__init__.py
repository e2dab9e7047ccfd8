"""Many deals in one run: inputs cut into chunks, chunks worked on by processes, results put in order again.

What a chunk holds does not depend on the number of processes, and neither does the result. Deals never travel between
processes: a worker reads what its chunk names, and writes a part file.
"""

from .chunks import Chunk, Part, Sizes
from .inputs import InputFile, Inputs
from .job import CheckJob, Selection
from .journal import Journal
from .running import Batch, Interrupted, Progress, check_batch, journal_of

__all__ = [
    "Batch",
    "CheckJob",
    "Chunk",
    "InputFile",
    "Inputs",
    "Interrupted",
    "Journal",
    "Part",
    "Progress",
    "Selection",
    "Sizes",
    "check_batch",
    "journal_of",
]
