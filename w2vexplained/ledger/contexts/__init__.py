"""Windows, subsampling and pruning, EF1 to EF4, in reading order."""

from w2vexplained.ledger.contexts.frequent_words import EF2
from w2vexplained.ledger.contexts.pruning import EF3
from w2vexplained.ledger.contexts.thinned import EF4
from w2vexplained.ledger.contexts.windows import EF1

RECORDS = (EF1, EF2, EF3, EF4)
