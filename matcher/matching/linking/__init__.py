"""What texts mean: letter groups, parts of words, weights, words used for each other, concepts in a running text."""
