"""The certificate of a draft: twenty points that a machine can verify, each with its evidence."""

from .certifying import certify
from .model import Certificate, Check

__all__ = ["Certificate", "Check", "certify"]
