"""Noise-contrastive estimation and its relatives, NC1 to NC5, in reading order."""

from w2vexplained.ledger.noise_contrastive.limit import NC2
from w2vexplained.ledger.noise_contrastive.optimum import NC4
from w2vexplained.ledger.noise_contrastive.posterior import NC1
from w2vexplained.ledger.noise_contrastive.ranking import NC5
from w2vexplained.ledger.noise_contrastive.shift import NC3

RECORDS = (NC1, NC2, NC3, NC4, NC5)
