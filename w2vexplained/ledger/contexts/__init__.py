"""Windows, subsampling and pruning, EF1 to EF4, in reading order."""

RECORDS = ()
