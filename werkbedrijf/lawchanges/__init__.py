"""A new amount or another law: which placements it touches, with every amount before and after."""
