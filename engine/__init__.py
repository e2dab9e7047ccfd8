"""negotia: checks negotiation plans against declarative rules and writes the documents that follow."""

__version__ = "0.1.0"
