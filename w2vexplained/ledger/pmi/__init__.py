"""The PMI connection, PM1 to PM9, in reading order."""

RECORDS = ()
