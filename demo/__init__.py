"""A demo: two athletes with plausible training and their coach, made from a seed through the app's use cases."""
