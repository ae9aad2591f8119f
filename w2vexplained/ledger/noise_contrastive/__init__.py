"""Noise-contrastive estimation and its relatives, NC1 to NC5, in reading order."""

RECORDS = ()
