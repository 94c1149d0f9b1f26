"""Who copied whom: each article joined to the origins that its facts come from."""

from __future__ import annotations

from foedus.brief.document import Given, Picture, Row, Table, Text
from foedus.brief.grounds import Grounds
from foedus.brief.numbers import day
from foedus.brief.parts import join, listed
from foedus.drawing import NARROW, WIDE, Canvas, wrap


def picture(grounds: Grounds) -> Picture | None:
    """The picture of articles and origins; None where no origin was traced."""
    origins = grounds.entries("origins")
    if not origins or not grounds.entries("articles"):
        return None
    rows = []
    for i, entry in enumerate(origins):
        names = [str(name) for name in entry.get("articles", ())]
        shown = [(Given(grounds.article_names.get(name, name), f"articles.{name}"),) for name in names]
        rows.append(
            Row(
                (
                    (Given(str(entry.get("name") or "no name"), f"origins.{i}"),),
                    listed(shown) or (Text("none"),),
                )
            )
        )
    told = "; ".join(
        f"{entry.get('name') or 'no name'} reaches us in {', '.join(grounds.article_names.get(str(n), str(n)) for n in entry.get('articles', ()))}"
        for entry in origins
    )
    return Picture(
        "picture-origins", join("Who copied whom: articles on the left, the origins of their facts on the right."),
        f"Lines from origins to articles: {told}.", _draw(grounds, WIDE), _draw(grounds, NARROW),
        Table(("Origin", "Carried in"), tuple(rows)),
    )  # fmt: skip


def _draw(grounds: Grounds, width: int) -> str:
    canvas = Canvas(width)
    wide = width >= WIDE
    size = 13.0 if wide else 11.5
    box = 250.0 if wide else 146.0
    step = 44.0 if wide else 46.0
    articles = [str(entry["article"]) for entry in grounds.entries("articles")]
    origins = list(enumerate(grounds.entries("origins")))
    height = step * max(len(articles), len(origins))
    spots = {name: 10 + step * (i + 0.5) * height / (step * len(articles)) for i, name in enumerate(articles)}
    # an origin stands at the mean height of its articles, so that lines cross as little as they can
    means = sorted(
        (sum(spots.get(str(n), 0) for n in o.get("articles", ())) / max(len(o.get("articles", ())), 1), i)
        for i, o in origins
    )
    places = {i: 10 + height * (rank + 0.5) / len(origins) for rank, (_, i) in enumerate(means)}
    left, right = 4 + box, width - 4 - box
    for i, origin in origins:
        for name in origin.get("articles", ()):
            if str(name) in spots:
                y1, y2 = spots[str(name)], places[i]
                bend = (right - left) / 2
                canvas.path(f"M{left:.1f} {y1:.1f}C{left + bend:.1f} {y1:.1f} {right - bend:.1f} {y2:.1f} {right:.1f} {y2:.1f}",
                            "pic-stem", 1.5)  # fmt: skip
    for name, y in spots.items():
        canvas.rect(4, y - 17, box, 34, "pic-wash")
        article = grounds.by_article.get(name)
        canvas.text(12, y - 2, wrap(grounds.article_names.get(name, name), box - 14, size, 1)[0], size=size)
        exact = article is not None and article.dated_to == "day"
        published = (
            article and article.appeared and (day(article.appeared) if exact else article.appeared)
        ) or "undated"
        canvas.text(12, y + 12, published, size=size - 2, style="pic-soft")
    for i, origin in origins:
        y = places[i]
        canvas.rect(right, y - 17, box, 34, "pic-band", 17)
        number = len(origin.get("articles", ()))
        lines = wrap(str(origin.get("name") or "no name"), box - 28, size, 1)
        canvas.text(right + 14, y - 2, lines[0], size=size, bold=True)
        canvas.text(
            right + 14,
            y + 12,
            f"in {number} article{'s' if number != 1 else ''}",
            size=size - 2,
            style="pic-soft",
        )
    return canvas.drawing(height + 20)
