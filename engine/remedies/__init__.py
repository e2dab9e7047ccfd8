"""How findings could be cleared: the smallest edit of what is ours to decide, verified before it is told."""

from .remedy import Attempt, Change, Remedy, remedies

__all__ = ["Attempt", "Change", "Remedy", "remedies"]
