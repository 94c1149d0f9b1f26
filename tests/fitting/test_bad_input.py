"""Hostile and broken input: each is refused by name, and nothing in a file is run as code."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import foedus
from foedus.case.read import case_of
from foedus.errors import CaseFault, DataFault, FoedusError
from foedus.fitting.form import game_of
from foedus.fitting.formula import design_of
from foedus.fitting.table import read_table

from .sample import CHOICE, THREAT
from .test_mixture import OFFERS

ROWS = 60


@pytest.fixture(scope="module")
def table():
    rng = np.random.default_rng(0)
    return pd.DataFrame(
        {"x": rng.standard_normal(ROWS), "z": rng.standard_normal(ROWS), "g": list("abc") * 20}
    )


@pytest.mark.parametrize("called", ["`{}`", "log(`{}`)", "C(`{}`)", "x:`{}`", "I(`{}` * x)"])
def test_a_column_named_like_code_is_a_column(tmp_path, table, called):
    mark = tmp_path / "ran"
    name = f'__import__("pathlib").Path({str(mark)!r}).touch()'
    hostile = table.assign(**{name: 1.0 + (np.arange(ROWS) * 7) % 4})
    design = design_of("gain", "~ x + " + called.format(name), hostile, "")
    assert design.matrix.shape[0] == ROWS
    assert not mark.exists()


@pytest.mark.parametrize(
    "formula",
    [
        "x.__class__", "().__class__", "eval(x)", "np.log(x)", "log.__globals__", "@x", "x if x else z", "x; z", "x\nz = 1",
        "'x'", '"x"', "f'{x}'", "[i for i in x]", "{x: z}", "(x := z)", "x == z", "x % z", "x < z", "x | z", "!x", "$x", "\\x",
        "Q('x')", "bs(x, df=5)", "poly(x, 3)", "lag(x)", "C(g, contr.treatment)", "exp(x)(z)", "I(x).real", "_", "__builtins__",
        "log", "I", "x ** z", "x ^ 99", "x^2^3^4",
    ],
)  # fmt: skip
def test_what_is_no_formula_is_refused(table, formula):
    with pytest.raises(DataFault):
        design_of("gain", "~ " + formula, table, "")


@pytest.mark.parametrize(
    "formula, words",
    [
        (" * ".join(f"x{k}" for k in range(26)), "products"),
        ("(" + " + ".join(f"x{k}" for k in range(40)) + ")^3", "power"),
        ("~ x0 + name", "'name' has 2000 levels"),
        ("~ C(number)", "'number' has 2000 levels"),
        ("~ one:two", "10000 combinations"),
        ("x0" + " + x0" * 700, "2000 characters"),
    ],
)
def test_what_would_fill_the_memory_is_refused_before(formula, words):
    wide = pd.DataFrame({f"x{k}": np.arange(2000.0) for k in range(40)})
    row = np.arange(2000)
    wide = wide.assign(
        name=[f"n{k}" for k in row], number=row.astype(float), one=[f"a{k % 100}" for k in row],
        two=[f"b{k % 100}" for k in row],
    )  # fmt: skip
    with pytest.raises(DataFault, match=words):
        design_of("gain", formula, wide, "")


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "no CSV"),
        (b"x\n", "no row"),
        (b"x,x\n1,2\n", "stands twice"),
        (b"\x00\xff\xfe\x01" * 100, "CSV|column"),
        (b"a" * 300_000 + b",y\n1,2\n", "no CSV"),
        (b'"' + b"x,y\n1,2\n", "CSV|row|column"),
        (b"left,x\n1,2,3,4\n5\n", "CSV|column"),
    ],
)  # fmt: skip
def test_files_that_are_no_tables_are_refused(tmp_path, content, words):
    path = tmp_path / "data.csv"
    path.write_bytes(content)
    with pytest.raises(DataFault, match=words):
        frame, _ = read_table(path)
        foedus.fit(case_of(CHOICE), frame)


def test_a_folder_or_nothing_is_no_table(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(DataFault, match="no such file"):
            foedus.fit(case_of(CHOICE), path)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    from foedus.fitting import table as room

    monkeypatch.setattr(room, "LARGEST_FILE", 10)
    path = tmp_path / "data.csv"
    path.write_text("left\n" + "1\n" * 100, encoding="utf-8")
    with pytest.raises(DataFault, match="larger than 10 bytes"):
        foedus.fit(case_of(CHOICE), path)


@pytest.mark.parametrize(
    "values, words",
    [
        (["1e999", "0.1", "0.2", "0.4"], ["'x'", "infinite", "row 2"]),
        (["0.1", "high", "0.2", "0.4"], ["'x'", "high"]),
        (["1e308", "-1e308", "1e307", "0"], ["values of x", "other units"]),
    ],
)
def test_numbers_that_are_none_name_column_and_rows(tmp_path, values, words):
    path = tmp_path / "data.csv"
    rows = [f"{k % 2},{value}" for k, value in enumerate(values * 1)]
    path.write_text("left,x\n" + "\n".join(rows) + "\n", encoding="utf-8")
    text = CHOICE.replace("estimate: [gain]", "columns: {gain: x}\n  scale: estimate")
    with pytest.raises(FoedusError) as caught:
        foedus.fit(case_of(text), path)
    for word in words:
        assert word in str(caught.value)


def test_an_unknown_result_names_column_rows_and_options():
    with pytest.raises(DataFault) as caught:
        foedus.fit(case_of(CHOICE), {"left": ["leave", "stay", "flee", "stay", "flee"]})
    for word in ("'left'", "'flee'", "rows 4, 6", "options: stay, leave"):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda d: d.assign(offer=d.offer + 99), "leaves"),
        (lambda d: d.assign(accept=2), "neither 0 nor 1 in rows"),
        (lambda d: d.assign(offer=5.0), "varies with nothing"),
        (lambda d: d.assign(x=1.0), "'x' varies with nothing"),
        (lambda d: d.assign(x=d.x.mask(d.index == 3, -np.inf)), "'x' is infinite in row 5"),
        (lambda d: d.head(5), "6 coefficients are more than 5 rows"),
        (lambda d: d.assign(offer="many"), "'offer' holds no number"),
    ],
)
def test_offers_that_cannot_be_are_named(change, words):
    game = game_of(OFFERS)
    with pytest.raises(DataFault, match=words):
        foedus.fit(game, change(foedus.simulate(game, 80, seed=1)))


@pytest.mark.parametrize(
    "section",
    [
        "errors: [agent]", "link: {a: b}", "formulas: [gain]", "formulas: {gain: [x]}", "estimate: {gain: 1}", "scale: [1, 2]",
        "scale: {S: -1}", "scale: nan", "scale: inf", "columns: gain", "outcome: act", "priors: 3", "simulate: [1]",
        "simulate: {covariates: [1]}", "simulate: {coefficients: {gain: nan}}", "simulate: {covariates: {x: []}}",
    ],
)  # fmt: skip
def test_sections_of_the_wrong_shape_are_faults(section):
    key = section.partition(":")[0]
    kept = [line for line in CHOICE.splitlines() if not line.strip().startswith(f"{key}:")]
    text = "\n".join(kept) + f"\n  {section}\n"
    with pytest.raises((CaseFault, DataFault)):
        foedus.fit(case_of(text), {"left": [1, 0, 1, 0], "x": [1.0, 2.0, 3.0, 4.0]})


def test_two_columns_that_say_the_same_are_named(table):
    twin = table.assign(
        y=["keep", "concede", "resist"] * 20, income=table.x, balance=2 * table.x, regime=table.g
    )
    text = THREAT.replace("fight_R: ~ balance + regime", "fight_R: ~ balance + income")
    with pytest.raises(DataFault, match="income of fight_R is a sum of multiples of balance"):
        foedus.fit(case_of(text), twin)


def test_a_hostile_title_or_label_stays_text(table):
    name = json.dumps("<img src=x onerror=alert(1)>")
    text = CHOICE.replace("title: One choice", f"title: {name}")
    found = foedus.fit(case_of(text), {"left": [1, 0, 1, 1]})
    assert "<img" not in found._repr_html_()


def test_one_text_among_numbers_is_named_with_its_row(table):
    slipped = table.assign(x=[*(str(value) for value in table["x"][:-1]), "high"])
    with pytest.raises(DataFault, match=f"'high' in row {ROWS + 1}"):
        design_of("gain", "~ x + z", slipped, "")
    assert design_of("gain", "~ x + z", slipped.assign(x=["1", "2", "high"] * 20), "").matrix.shape == (
        ROWS,
        4,
    )


@pytest.mark.parametrize(
    "data, told",
    [
        (b"x;z\n1;2\n", "semicolons"),
        (b"x\tz\n1\t2\n", "tabs"),
        ("x,z\n1,ä\n".encode("latin-1"), "no UTF-8 text"),
        (b"x,z\n", "no row"),
        (b"", "no CSV table"),
    ],
)
def test_a_table_saved_otherwise_is_refused_with_what_to_do(tmp_path, data, told):
    path = tmp_path / "data.csv"
    path.write_bytes(data)
    with pytest.raises(DataFault, match=told) as found:
        read_table(path)
    assert found.value.remedy
    with pytest.raises(DataFault, match="this is a folder"):
        read_table(tmp_path)
