"""Two months of running by rules: the same inputs give the same plan, and every session says why it is there."""
