"""Rule packs: what a rule file may say, how packs build on each other, and the compiled set that is applied."""

from __future__ import annotations

from pathlib import Path

from ..inference import EngineChoice
from ..resources import folder
from ..texts import DEFAULT_LOCALE
from .compiling import compile_packs
from .loading import pack_from_text, read_packs, with_wording
from .model import Rule, Ruleset

__all__ = ["Rule", "Ruleset", "compile_packs", "load_ruleset", "pack_from_text"]


def load_ruleset(*paths: str | Path, engine: EngineChoice = "auto", locale: str = DEFAULT_LOCALE) -> Ruleset:
    """The shipped rules, with the rule files and folders in `paths` on top of them.

    Texts are in the language of the locale as far as there are packs of it, in `locales/<language>` of each folder.
    `engine` chains the conclusions: `durable-rules`, `built-in`, or whichever is there (`auto`).
    Raises RuleError with every problem of every file.
    """
    return compile_packs(read_packs(with_wording([folder("rules"), *map(Path, paths)], locale)), engine)
