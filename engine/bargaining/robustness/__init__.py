"""How far results rest on what a plan only knows as a range."""
