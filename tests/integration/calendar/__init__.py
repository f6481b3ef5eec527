"""Calendars, the hours of a month, and the end of a placement."""
