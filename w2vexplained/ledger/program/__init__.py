"""The other models of the word2vec program and what the program computes, CB1 to WC2, in reading order."""

from w2vexplained.ledger.program.cbow import CB1
from w2vexplained.ledger.program.hierarchical_softmax import HS1
from w2vexplained.ledger.program.huffman import HS2
from w2vexplained.ledger.program.step import WC1
from w2vexplained.ledger.program.table import WC2

RECORDS = (CB1, HS1, HS2, WC1, WC2)
