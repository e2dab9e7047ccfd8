"""Forward chaining of conclusions: from what single rules say to what follows from them together.

A clause is the chaining side of one rule: its own condition, the conclusions it builds on (`given`, `unless`)
and the one it draws. `compile_inference` orders a set of clauses into strata once; `Inference.run` then takes
the three-valued conditions of one deal and answers a `Closure`. The work is done by durable-rules where it is
installed, else by a built-in fixpoint with the same result.
"""

from .closure import Closure, Concluded
from .inference import EngineChoice, Inference, compile_inference
from .program import DEAL, Clause, Ref, Scope
from .strata import CycleError

__all__ = [
    "DEAL",
    "Clause",
    "Closure",
    "Concluded",
    "CycleError",
    "EngineChoice",
    "Inference",
    "Ref",
    "Scope",
    "compile_inference",
]
