"""The texts that documents are composed of, by language: catalogues of plain texts with named places for values.

A key is `area.name`: the area is a file `texts/<language>/<area>.yaml` beside the templates. English is complete and
says which keys there are; what another language leaves out is English. An organisation's folder of templates may hold
catalogues in the same layout, whose texts take the place of ours.
"""

from __future__ import annotations

from .catalogue import DEFAULT_LOCALE, Texts, Told, catalogue_files, language_of, shipped_languages
from .locales import read_locale
from .own import check_texts, texts_for
from .told import tell

__all__ = [
    "DEFAULT_LOCALE",
    "Texts",
    "Told",
    "catalogue_files",
    "check_texts",
    "language_of",
    "read_locale",
    "shipped_languages",
    "tell",
    "texts_for",
]
