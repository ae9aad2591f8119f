"""The PMI connection, PM1 to PM9, in reading order."""

from w2vexplained.ledger.pmi.balance import PM2
from w2vexplained.ledger.pmi.bound import PM4
from w2vexplained.ledger.pmi.empty_cells import PM6
from w2vexplained.ledger.pmi.information import PM8
from w2vexplained.ledger.pmi.low_rank import PM5
from w2vexplained.ledger.pmi.optimum import PM1
from w2vexplained.ledger.pmi.skipped import PM9
from w2vexplained.ledger.pmi.svd import PM7
from w2vexplained.ledger.pmi.value import PM3

RECORDS = (PM1, PM2, PM3, PM4, PM5, PM6, PM7, PM8, PM9)
