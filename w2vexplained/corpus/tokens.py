"""A text as one flat array of word numbers."""

HOLE = -1  # where a word was left out that still takes up its place
END = -2  # after each sentence
