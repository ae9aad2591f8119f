"""Chapter: negative sampling, section 2 of the note."""

from w2vexplained.ledger.negative_sampling.curvature import NS12, NS13
from w2vexplained.ledger.negative_sampling.draws import NS8, NS9
from w2vexplained.ledger.negative_sampling.gradient import NS10, NS11
from w2vexplained.ledger.negative_sampling.landscape import NS14, NS15
from w2vexplained.ledger.negative_sampling.objective import NS6, NS7
from w2vexplained.ledger.negative_sampling.sigmoid import NS1, NS2, NS3
from w2vexplained.ledger.negative_sampling.trivial import NS4, NS5

RECORDS = (NS1, NS2, NS3, NS4, NS5, NS6, NS7, NS8, NS9, NS10, NS11, NS12, NS13, NS14, NS15)
