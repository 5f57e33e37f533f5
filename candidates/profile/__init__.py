"""What someone can, and what a workplace must offer: the only thing matching may look at.

It holds no name, no birth date, no law and no organisation; a pseudonym joins it to nothing but the candidate's own row.
"""
