"""What rules may speak of: the deal, the values derived from it, and the functions that understand its terms."""

from .facts import Facts, vocabulary
from .naming import Binding, Named, fixed_places, place_of, places_needed
from .types import TERM

__all__ = ["TERM", "Binding", "Facts", "Named", "fixed_places", "place_of", "places_needed", "vocabulary"]
