"""Training: the reference step on equation (4)."""
