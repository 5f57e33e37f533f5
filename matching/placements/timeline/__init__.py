"""The life of a placement as a picture: bars and marks on a line of days, and the same in words."""
