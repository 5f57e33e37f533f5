"""Pages for users, partners, parameters, the audit trail and the timetable. For administrators, who see no candidates."""
