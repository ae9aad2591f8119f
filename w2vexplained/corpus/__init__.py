"""From text to pairs: reading, words, vocabulary, phrases, subsampling, windows, and languages to try them on."""
