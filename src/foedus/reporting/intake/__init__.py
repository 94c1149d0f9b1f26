"""Articles as they come: files, pages and feeds to text kept to the character, with what it says of itself."""
