"""What is told in English where nobody knows the reader yet, and can be said in another language later."""

from __future__ import annotations

from .catalogue import Told
from .own import texts_for


def tell(key: str, /, **values: str) -> Told:
    """The text of a key in English. Values that are told themselves are said in the other language too."""
    told = Told(texts_for()(key, **values))
    told.key, told.values = key, values
    return told
