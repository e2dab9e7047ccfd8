"""The prep brief: what its pages say, as typed texts, and how they are kept to two."""
