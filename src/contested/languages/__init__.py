"""One folder a language, the same file names in each: the words that rules read, as data."""
