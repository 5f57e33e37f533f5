"""Closing a month: the exact figures and the records behind them are kept, and what changes later shows as a correction."""
