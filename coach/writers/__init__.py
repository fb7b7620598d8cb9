"""What leaves the app: planned sessions as files for watches, calendars and people."""
