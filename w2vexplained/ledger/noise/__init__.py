"""The noise distribution, ND1 to ND3, in reading order."""

from w2vexplained.ledger.noise.entropy import ND2
from w2vexplained.ledger.noise.law import ND1
from w2vexplained.ledger.noise.threshold import ND3

RECORDS = (ND1, ND2, ND3)
