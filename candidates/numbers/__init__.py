"""The burgerservicenummer, for partners that may use it: kept locked, compared without being shown, never told to another."""
