"""How equation (4) is trained fast: draws that pairs share, TR1 and TR2, in reading order."""

from w2vexplained.ledger.training.regrouped import TR2
from w2vexplained.ledger.training.shared import TR1

RECORDS = (TR1, TR2)
