"""De agenda: the dated things of one person as a calendar that a phone or Outlook reads, by a secret address."""
