"""From text to pairs: reading, words, vocabulary, subsampling, windows, and languages to try them on."""
