"""Chapter: the softmax objective, sections 1 and 1.1 of the note."""

from w2vexplained.ledger.softmax.cost import SG4
from w2vexplained.ledger.softmax.curvature import SG6, SG7
from w2vexplained.ledger.softmax.definition import SG2, SG3
from w2vexplained.ledger.softmax.gradient import SG5
from w2vexplained.ledger.softmax.likelihood import SG1
from w2vexplained.ledger.softmax.optimum import SG11, SG12
from w2vexplained.ledger.softmax.symmetries import SG8, SG9, SG10

RECORDS = (SG1, SG2, SG3, SG4, SG5, SG6, SG7, SG8, SG9, SG10, SG11, SG12)
