"""Tools for those who write rules: run their cases, look for weak ones."""
