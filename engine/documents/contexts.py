"""What the tags of each template may name: the typed contexts, by the name of the template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_type_hints

from .agreement.draft import InternalDraft
from .brief.context import Brief
from .questions.context import ForThem, QuestionList

CONTEXTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "brief": get_type_hints(Brief),
    "questions": {"list": QuestionList},
    "questions-for-them": {"list": ForThem},
    "agreement": get_type_hints(InternalDraft),
}
"""The type of each name that a template can use."""
