"""A demo athlete: two years of plausible training, made from a seed, kept through the app's own use cases."""
