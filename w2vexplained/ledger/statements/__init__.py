"""The statements, written from the papers in sympy and mpmath; they know nothing of the library's functions."""
