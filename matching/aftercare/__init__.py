"""Staying at work: contact moments, visits, coach hours, days that were missed, and what makes a coach look sooner."""
