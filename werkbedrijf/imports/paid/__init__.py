"""Placements with what only the own partner may know: wage, loonwaarde, and the ground in the doelgroepregister."""
