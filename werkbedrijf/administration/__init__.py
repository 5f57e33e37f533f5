"""Pages for users, partners, parameters, the audit trail and the timetable."""
