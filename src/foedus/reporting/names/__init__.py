"""Who is meant: actors, people, offices, and from where they speak."""
