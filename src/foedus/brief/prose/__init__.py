"""What the brief says, one module for each section; every function gives a ``Section`` or None."""
