"""The noise distribution, ND1 to ND3, in reading order."""

RECORDS = ()
