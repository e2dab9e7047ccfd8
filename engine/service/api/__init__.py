"""The routes below `/api/v1`, a file a subject."""
