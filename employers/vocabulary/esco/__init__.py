"""Dutch ESCO occupations, read from the file that the European Commission publishes; everything works without them.

They only widen what is suggested: a label of ESCO leads, by its ISCO-08 group, to occupations of our own vocabulary.
"""

NOTICE = "Deze dienst gebruikt de ESCO-classificatie van de Europese Commissie."
"""What the licence asks to show (Commission Decision 2011/833/EU)."""
