"""Users: who may come in, as what, and for whom."""
