"""Assessments as text: one file a format."""
