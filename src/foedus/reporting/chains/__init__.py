"""Through whom it came: chains, shared origins, reprints, and where sources contradict each other."""
