"""Files of activities as watches and platforms write them: Garmin, Strava, Apple Health, FIT, TCX, GPX and zips."""
