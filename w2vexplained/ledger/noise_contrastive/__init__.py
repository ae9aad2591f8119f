"""Noise-contrastive estimation and its relatives, NC1 to NC5, in reading order."""

from w2vexplained.ledger.noise_contrastive.limit import NC2
from w2vexplained.ledger.noise_contrastive.posterior import NC1
from w2vexplained.ledger.noise_contrastive.ranking import NC5
from w2vexplained.ledger.noise_contrastive.relatives import NC3, NC4

RECORDS = (NC1, NC2, NC3, NC4, NC5)
