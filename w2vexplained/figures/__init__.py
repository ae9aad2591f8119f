"""The figures, one file a notebook; functions take arrays and draw."""
