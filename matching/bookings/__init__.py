"""Who learns where, in which weeks and with which mentor: the booking, the calendar and the agreement to print."""
