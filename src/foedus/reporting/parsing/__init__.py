"""The language side: paragraphs, sentences, the dependency parse and questions asked of it."""
