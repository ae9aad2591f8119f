"""Side-by-side measurements, printed as one table."""
