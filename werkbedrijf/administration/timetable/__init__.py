"""The page of the timetable."""
