"""The other models of the word2vec program and what the program computes, CB1 to WC2, in reading order."""

RECORDS = ()
