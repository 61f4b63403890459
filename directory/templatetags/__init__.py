"""Template tags of the directory as a whole."""
