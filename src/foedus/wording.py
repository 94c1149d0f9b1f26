"""Names as running text has them.

>>> with_article("legislature of United States")
'the legislature of the United States'
"""

from __future__ import annotations

import re

_ARTICLE = re.compile(
    r"(?<![Tt]he )\b(United (?:States|Kingdom|Nations|Arab Emirates)|European (?:Union|Economic Community)|Soviet Union|"
    r"African Union|Netherlands|Philippines|Bahamas|Maldives|Gambia|Seychelles|Comoros|Solomon Islands|Marshall Islands|"
    r"Dominican Republic|Czech Republic|Central African Republic|US|UK|EU|UN)\b"
)
_ROLE = re.compile(r"^(?:legislature|government|president|parliament|cabinet|military) of\b", re.IGNORECASE)


def with_article(name: str) -> str:
    """A name with the article that English puts before it, also inside: "officials of the United States"."""
    found = _ARTICLE.sub(r"the \1", name)
    return _ROLE.sub(lambda match: f"the {match[0]}", found)
