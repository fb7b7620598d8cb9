"""A demo: three athletes with plausible training and a coach, made from a seed through the app's use cases."""
