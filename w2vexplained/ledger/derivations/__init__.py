"""The derivations, line by line: LaTeX, a reason for each step, and the value of the line in 50-digit arithmetic.

Each value is written from its own line, so that a slip in one line shows as a difference to the next.
"""
