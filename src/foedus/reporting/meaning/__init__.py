"""What a proposition says: its kind, how sure it is, on what condition, and what it speaks for."""
