"""Chapter: the softmax objective, sections 1 and 1.1 of the note."""

from w2vexplained.ledger.softmax.gradient import SG5

RECORDS = (SG5,)
