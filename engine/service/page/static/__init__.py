"""The style and the scripts of the pages; README.md tells where the scripts come from."""
