"""What counts say: noise, information, pointwise mutual information, and vectors factorised from it."""
