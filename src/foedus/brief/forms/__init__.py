"""The forms of a brief: Markdown, HTML (page), docx and pdf (office, word), the first page as text, and its traces (annotations)."""
