"""The question lists: which questions, in which order, for us and for the other side."""
