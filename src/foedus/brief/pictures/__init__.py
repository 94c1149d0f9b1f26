"""The pictures of a brief, drawn as SVG in Python: same data, same bytes; each for a page and for a phone."""
