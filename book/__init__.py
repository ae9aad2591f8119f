"""The book: executes the notebooks, writes pages from the ledger, builds both into HTML."""
