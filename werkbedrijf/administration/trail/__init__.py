"""Reading the audit trail: who did what to what, without what it says about a candidate."""
