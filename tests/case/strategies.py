"""Hypothesis strategies: expressions, conditions, and sound cases with all sections."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from foedus.case.condition import AtLeast, Comparison, Condition, Joined, Not
from foedus.case.expression import FUNCTIONS, Binary, Call, Expression, Name, Negative, Number
from foedus.case.model import (
    Actor,
    Case,
    Chance,
    Consequence,
    Course,
    Decision,
    Explanation,
    Indicator,
    Judgement,
    Observation,
    PayoffRow,
    Question,
    ReferenceClass,
    Timing,
    UtilityTerm,
)
from foedus.quantity import Distribution, Quantity

finite = st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False)
positive = st.floats(0.01, 100)
shares = st.floats(0.01, 0.99)
words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30).filter(
    lambda t: t.strip()
)
reasons = words.map(lambda text: f"assumption: {text}")
plain_names = st.text(string.ascii_lowercase, min_size=1, max_size=5).map(lambda t: f"q_{t}")


def expressions(
    names: st.SearchStrategy[Expression], functions: bool = True, largest: float = 1e9
) -> st.SearchStrategy[Expression]:
    """Expressions over the given names, as the parser would make them."""
    numbers = st.floats(0, largest, allow_nan=False).map(lambda value: Number(abs(value)))

    def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        made = [inner.map(Negative), st.builds(Binary, st.sampled_from("+-*/^"), inner, inner)]
        if functions:
            single = st.sampled_from([name for name, count in FUNCTIONS.items() if count == 1])
            made.append(st.builds(lambda f, part: Call(f, (part,)), single, inner))
            many = st.lists(inner, min_size=2, max_size=3).map(tuple)
            made.append(st.builds(Call, st.sampled_from(["min", "max"]), many))
        return st.one_of(made)

    return st.recursive(numbers | names, larger, max_leaves=12)


def conditions(results: dict[str, tuple[str, ...]]) -> st.SearchStrategy[Condition]:
    """Conditions on the given nodes, as the parser would make them."""

    @st.composite
    def comparison(draw: st.DrawFn) -> Condition:
        node = draw(st.sampled_from(sorted(results)))
        chosen = draw(st.lists(st.sampled_from(results[node]), min_size=1, max_size=3, unique=True))
        return Comparison(node, tuple(chosen), draw(st.booleans()))

    def larger(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        members = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            inner.map(Not),
            st.builds(Joined, st.sampled_from(["and", "or"]), members),
            members.flatmap(lambda m: st.integers(1, len(m)).map(lambda count: AtLeast(count, m))),
        )

    return st.recursive(comparison(), larger, max_leaves=5)


distributions = st.one_of(
    finite.map(lambda value: Distribution("point", (value,))),
    st.builds(lambda low, width: Distribution("uniform", (low, low + width)), finite, positive),
    st.builds(lambda mean, sd: Distribution("normal", (mean, sd)), finite, positive),
    st.builds(lambda median, sd: Distribution("lognormal", (median, sd)), positive, shares),
    st.builds(lambda a, b: Distribution("gamma", (a, b)), positive, positive),
)
probabilities = st.one_of(
    shares.map(lambda value: Distribution("point", (value,))),
    st.builds(lambda a, b: Distribution("beta", (a, b)), positive, positive),
    st.builds(lambda low, high: Distribution("interval", (low, low + (1 - low) * high)), shares, st.floats(0.1, 0.9)),
)  # fmt: skip


def quantities(name: str, distribution: st.SearchStrategy[Distribution]) -> st.SearchStrategy[Quantity]:
    """Quantities of one name."""
    unit = st.sampled_from(["", "utility", "months: of 30 days"])
    return st.builds(Quantity, st.just(name), distribution, reasons, unit, st.booleans())


TYPES = ("firm", "soft")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Sound cases: a private type, some decisions of up to three actors, all sections."""
    actors = {
        a: Actor(a, draw(words), draw(st.sampled_from(["player", "veto player"]))) for a in ("A", "B", "C")
    }
    declared = {
        "p": draw(quantities("p", probabilities)),
        "precision": draw(quantities("precision", shares_only)),
    }
    for result in TYPES:
        declared[f"w[{result}]"] = draw(quantities(f"w[{result}]", distributions))
    for name in draw(st.lists(plain_names, min_size=1, max_size=3, unique=True)):
        declared[name] = draw(quantities(name, distributions))
    nodes = _nodes(draw)
    results = {key: n.options if isinstance(n, Decision) else tuple(n.results) for key, n in nodes.items()}
    names = [Name(name) for name in declared if "[" not in name] + [Name("w", "type"), Name("w", "firm")]
    values = expressions(st.sampled_from(names), functions=True).filter(lambda e: "/" not in e.text)
    when = st.none() | conditions(results)
    payoffs, utilities = (), ()
    if draw(st.booleans()):
        rows = [PayoffRow(draw(conditions(results)), {a: draw(values) for a in actors}) for _ in range(2)]
        payoffs = (*rows, PayoffRow(None, {a: draw(values) for a in actors}))
    else:
        utilities = tuple(
            UtilityTerm(actor, draw(values), draw(when), draw(st.just("") | reasons))
            for actor in actors
            for _ in range(draw(st.integers(1, 2)))
        )
    courses = {
        "exit": Course("exit", draw(words), Comparison("first", ("x",))),
        "fades": Course("fades", "fades", None),
    }
    return Case(
        title=draw(words),
        question=draw(st.none() | questions),
        actors=actors,
        quantities=declared,
        nodes=nodes,
        payoffs=payoffs,
        utilities=utilities,
        courses=courses,
        explanations={"resolve": Explanation("resolve", draw(words), "type", "firm")},
        observations={"o1": Observation("o1", draw(conditions(results)), draw(probabilities), draw(reasons), "2019-06-01")},
        judgements={"j1": draw(judgements)},
        amended=({"path": "quantities.p", "was": draw(words), "now": "0.5"},),
        reference=draw(st.just("") | words),
        conflicts=({"about": draw(words), "values": [draw(words), draw(words)]},),
        unfilled=tuple(draw(st.lists(words, max_size=2))),
        **draw(_rest),
    )  # fmt: skip


shares_only = st.builds(lambda median: Distribution("lognormal", (median, 0.5)), positive)

questions = st.builds(
    Question,
    event=words,
    deadline=st.sampled_from(["2020-06-25", "2021-01-01"]),
    as_of=st.just("2019-06-26"),
    threatener=words,
    counterpart=words,
    agreement=words,
    resolution=st.just("") | words,
    threat_date=st.none() | st.just("2019-06-24"),
    notice_given=st.booleans(),
)

judgements = st.builds(
    lambda about, speaker, phrase, numbers, weight, statements, because, correlation: Judgement(
        "j1", about, speaker, "agency", because, phrase, "against", numbers[1], numbers[0], numbers[2], None,
        statements, weight, correlation,
    ),
    st.sampled_from(["exit", "bomb"]), words, st.just("") | words,
    st.lists(shares, min_size=3, max_size=3).map(sorted) | st.just([None, None, None]),
    positive, st.lists(words, max_size=2).map(tuple), reasons, st.none() | shares,
)  # fmt: skip

_rest = st.fixed_dictionaries(
    {
        "reference_class": st.none()
        | st.builds(
            ReferenceClass,
            where=st.just({"type": ("alliance", "trade")}),
            given=st.none() | st.just(Comparison("type", ("firm",))),
            because=reasons,
            pooling=st.none() | distributions,
            exclude=st.lists(words, max_size=2).map(tuple),
        ),
        "timing": st.none()
        | st.builds(Timing, quantities("scheduled", probabilities), positive, reasons),
        "indicators": st.fixed_dictionaries(
            {
                "talks": st.builds(
                    Indicator, st.just("talks"), words, st.just("exit"), quantities("talks ratio", shares_only),
                    probabilities, reasons, st.just(("s1", "s2")),
                    st.none() | st.just(Comparison("type", ("firm",))),
                    st.just(()) | st.lists(words, min_size=2, max_size=2).map(tuple),
                )
            }
        ),
        "consequences": st.fixed_dictionaries(
            {
                "bomb": st.builds(
                    Consequence, st.just("bomb"), words,
                    st.fixed_dictionaries({"exit": quantities("bomb given exit", probabilities)}),
                    quantities("bomb otherwise", probabilities),
                    st.lists(words, max_size=2).map(tuple), st.just("") | reasons,
                )
            }
        ),
    }
)  # fmt: skip


def _nodes(draw: st.DrawFn) -> dict[str, Decision | Chance]:
    """A private type, then decisions whose conditions speak of what came before."""
    p = Name("p")
    nodes: dict[str, Decision | Chance] = {
        "type": Chance("type", {"firm": p, "soft": Binary("-", Number(1.0), p)}, seen_by=("A",)),
        "first": Decision("first", "A", ("x", "y")),
    }
    results = {"type": TYPES, "first": ("x", "y")}
    for place in range(draw(st.integers(0, 3))):
        name, actor = f"d{place}", draw(st.sampled_from(["A", "B", "C"]))
        seen = {node: known for node, known in results.items() if node != "type"}
        when = draw(st.none() | conditions(results))
        others = tuple(a for a in ("A", "B", "C") if a != actor)
        nodes[name] = Decision(
            name,
            actor,
            options=("x", "y", "z"),
            when=when,
            available={"z": draw(conditions(seen))} if draw(st.booleans()) else {},
            hidden_from=draw(st.sampled_from([(), others])) if place == 2 else (),
            name=draw(st.just("") | words),
            names={"x": draw(words)} if draw(st.booleans()) else {},
        )
        results[name] = ("x", "y", "z")
    return nodes
