"""What both sides could gain: every outcome of a deal valued for both, and the ones that waste nothing."""
