"""The pages of the directory as a whole."""
