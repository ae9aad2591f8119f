"""How things are checked, knowing no objective: symbols, arrays of symbolic size, differences, 50 digits.

A check hands the shipped function something other than floats and compares what comes back.
"""
