"""Chapter: negative sampling, section 2 of the note."""

RECORDS = ()
