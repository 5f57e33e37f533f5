"""Days that were not worked as agreed: said by employer or coach in one neutral question, and taken back when wrong."""
