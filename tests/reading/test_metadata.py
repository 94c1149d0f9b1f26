"""What an article says of itself: outlet, carrier, date of publication, crawl, translator."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.reporting.intake import dates, head, outlets
from foedus.reporting.intake.articles import take_in
from foedus.reporting.intake.credit import Credit, credited
from foedus.reporting.intake.furniture import is_furniture
from foedus.reporting.intake.masthead import masthead_of, title_and_outlet
from foedus.reporting.intake.metadata import describe
from foedus.reporting.intake.tongue import written_in

SENTENCE = "The premier said that he would leave the fisheries pact unless the tolls were halved."
SHARED = Path(os.environ.get("FOEDUS_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("25th June, 2019", "2019-06-25"),
        ("Tuesday, June 25, 2019 10:04 AM", "2019-06-25"),
        ("25 Jun 2019", "2019-06-25"),
        ("Sept. 3 2020", "2020-09-03"),
        ("2019-06-25T10:00:00Z", "2019-06-25"),
        ("2019/6/5", "2019-06-05"),
        ("25.06.2019", "2019-06-25"),
        ("25/06/2019", "2019-06-25"),
        ("06/25/2019", "2019-06-25"),
    ],
)
def test_a_date_is_read_as_it_is_written(text, iso):
    assert dates.first(text).iso == iso
    assert dates.alone(text) is not None


@pytest.mark.parametrize(
    "text", ["05/06/2019", "31 June 2019", "May 5 percent", "the 1951 pact", "it may 2019", ""]
)
def test_what_leaves_doubt_is_no_date(text):
    assert dates.first(text) is None


def test_a_year_that_is_not_given_is_left_open_or_taken_from_what_came_later():
    written = dates.first("on Jun 26")
    assert written.iso is None
    assert dates.year_before(written, "2019-12-15").iso == "2019-06-26"
    assert dates.year_before(written, "2020-03-01").iso == "2019-06-26"
    # 26 June was a Wednesday in 2019, a Friday in 2020
    assert dates.year_before(dates.first("Wednesday, June 26"), "2020-12-01").iso == "2019-06-26"


@pytest.mark.parametrize(
    ("written", "credit"),
    [
        ("Harbour Gazette", Credit("Harbour Gazette")),
        ("Japan Today / Reuters", Credit("Reuters", "Japan Today")),
        ("UrduPoint News / Sputnik", Credit("Sputnik", "UrduPoint News")),
        ("UrduPoint / Pakistan Point News", Credit("UrduPoint")),
        ("NHK (via Teller Report)", Credit("NHK", "Teller Report")),
        ("Harbour Gazette (reprinted by a church site)", Credit("Harbour Gazette", "a church site")),
        ("Postal Times (from Bloomberg)", Credit("Bloomberg", "Postal Times")),
        ("First Run News (The Hill snippet)", Credit("The Hill", "First Run News")),
        ("RFE/RL", Credit("RFE/RL")),
        ("American Military News / RFE/RL", Credit("RFE/RL", "American Military News")),
        ("The News (Pakistan)", Credit("The News (Pakistan)")),
        ("Postal Union (ballot page)", Credit("Postal Union", "", "ballot page")),
        ("", Credit("")),
    ],
)
def test_a_credit_says_whose_report_and_who_carried_it(written, credit):
    assert credited(written) == credit


def article(text, **markup):
    return describe("one.txt", text, markup=markup)


@pytest.mark.parametrize(
    ("text", "outlet", "carried_by", "published"),
    [
        (f"OSLO (Northern Site / AFP - 3rd May, 2020) {SENTENCE}", "AFP", "Northern Site", "2020-05-03"),
        (f"OSLO, May 3 (Reuters) - {SENTENCE} It was signed on May 1, 2020.", "Reuters", "", "2020-05-03"),
        (f"BERGEN. May 3 (Interfax) - {SENTENCE}", "Interfax", "", None),
        (f"MOSCOW, May 3. /TASS/. {SENTENCE}", "TASS", "", None),
        (f"(CNN) — {SENTENCE}", "CNN", "", None),
        (f"OSLO (BLOOMBERG) - {SENTENCE}", "Bloomberg News", "", None),
        (f"OSLO (Reuters, AFP) - {SENTENCE}", "Reuters", "", None),
        (f"Pact in danger, says premier\nBy Ada Berg, AFP\n3 May 2020\n{SENTENCE}", "AFP", "", "2020-05-03"),
        (f"Pact in danger, says premier\nAda Berg | May 3, 2020\n{SENTENCE}", "", "", "2020-05-03"),
        (f"{SENTENCE}\n\nThis article appeared in the Northern Gate Journal on 3 May 2020", "Northern Gate Journal", "", "2020-05-03"),
        (f"{SENTENCE}\n\nPublished in Dawn, May 3rd, 2020", "Dawn", "", "2020-05-03"),
        (f"{SENTENCE}\n\nThe post Pact in danger appeared first on Harbour Gazette.", "Harbour Gazette", "", None),
        (f"OSLO/REYKJAVIK, May 8, 2026 (Reuters) - {SENTENCE}", "Reuters", "", "2026-05-08"),
        (f"Nairobi, 5 May 2026 (AFP) – {SENTENCE}", "AFP", "", "2026-05-05"),
        (f"Pact in danger, says premier\n\nNKA Bergen, May 3, 2020 --\n\n{SENTENCE}", "NKA", "", "2020-05-03"),
        (f"Pact in danger, says premier\nVoss News\nAda Berg\nMay 3, 2020 2:30 p.m.\n\n{SENTENCE}", "Voss News", "", "2020-05-03"),
        (f"Pact in danger\nBergen Aftenblad\nBy Ada Berg\nPublished 3 May 2020\n\n{SENTENCE}", "Bergen Aftenblad", "", "2020-05-03"),
        (f"OPINION\nA pact in danger\n\nADA BERG\nSPECIAL TO THE VOSS MAIL\nPUBLISHED MAY 3, 2020\n\n{SENTENCE}", "The Voss Mail", "", "2020-05-03"),
        (f"OSLO (AP) — {SENTENCE}\n\nFirst published in the print edition of the Harbour Gazette.", "Associated Press", "Harbour Gazette", None),
        (f"{SENTENCE}\n\nSource: Xinhua | 2020-05-03 10:04:05", "Xinhua", "", "2020-05-03"),
        (f"{SENTENCE}\n\n© 2020 Kyodo", "Kyodo News", "", None),
        (f"OUTLET: Harbour Gazette\n\n{SENTENCE}\n\n© KYODO", "Kyodo News", "Harbour Gazette", None),
        (f"OUTLET: Harbour Gazette\n\n{SENTENCE}\n\nSource: Reuters", "Harbour Gazette", "", None),
        (f"Pact in danger, says premier\nMay 3, 2020 by Ada Berg\n{SENTENCE}", "", "", "2020-05-03"),
        (f"Pact in danger, says premier\nMay 3, 2020, 10:04 IST\n{SENTENCE}", "", "", "2020-05-03"),
        (f"Pact in danger, says premier\nPublished: 10:04 EDT, 3 May 2020 | Updated: 9 May 2020\n{SENTENCE}", "", "", "2020-05-03"),
        (f"{SENTENCE}\n\n\nNorthern Gate Times", "Northern Gate Times", "", None),
        (f"Ada Berg at sea (AFP)\n{SENTENCE} Photo: Reuters", "", "", None),
        (f"{SENTENCE} He told Reuters that this report appeared false.", "", "", None),
    ],
)  # fmt: skip
def test_outlet_and_date_are_read_from_the_text(text, outlet, carried_by, published):
    found = article(text)
    assert (found.outlet, found.carried_by, found.published) == (outlet, carried_by, published)


def test_the_day_of_the_crawl_is_not_that_of_publication():
    text = f"15 December 2019\n\nPact in danger, says premier\n\n{SENTENCE}\n\nThis article appeared in the Harbour Gazette on Jun 26"
    found = article(text)
    assert (found.published, found.dated_by, found.crawled) == ("2019-06-26", "text", "2019-12-15")
    assert text[found.body.start :].startswith("Pact in danger")
    assert text[: found.body.end].endswith("halved.")


def test_a_bare_date_that_fits_none_of_the_text_s_own_is_the_crawl():
    text = f"3 January 2020\nPact in danger, says premier\n{SENTENCE} He had denied it on Monday, June 24."
    found = article(text)
    assert (found.published, found.crawled) == (None, "2020-01-03")
    assert any("crawl" in note for note in found.notes)


def test_a_bare_date_that_nothing_contradicts_counts_with_a_note():
    found = article(f"3 July 2019\nPact in danger, says premier\n{SENTENCE} He had denied it on June 24.")
    assert (found.published, found.crawled) == ("2019-07-03", None)
    assert any("may be the day" in note for note in found.notes)


def test_the_year_of_a_dateline_comes_from_the_weekday_or_stays_open():
    # 25 June: a Monday in 2018, a Tuesday in 2019
    of_2019 = f"SEOUL, June 25 (Yonhap) -- On Tuesday a minister spoke of the pact of 2018. {SENTENCE}"
    assert article(of_2019).published == "2019-06-25"
    unclear = f"SEOUL, June 25 (Yonhap) -- On Monday a minister spoke of the pact of 2018. {SENTENCE}"
    assert article(unclear).published is None


def test_the_address_tells_the_day_where_nothing_else_does():
    found = article(f"URL: https://www.reuters.com/world/2019/06/25/pact\n\n{SENTENCE}")
    assert (found.outlet, found.published, found.dated_by) == ("Reuters", "2019-06-25", "address")


def test_an_archive_s_copy_is_the_page_itself_fetched_on_its_day():
    found = article(
        f"URL: https://web.archive.org/web/20191215103000/https://www.reuters.com/world/2019/06/25/pact\n\n{SENTENCE}"
    )
    assert (found.outlet, found.published, found.crawled) == ("Reuters", "2019-06-25", "2019-12-15")
    assert found.url == "https://www.reuters.com/world/2019/06/25/pact"


def test_a_dateline_of_december_under_an_address_of_january_is_of_the_old_year():
    text = f"URL: https://x.example/2020/01/01/pact\n\nSEOUL, Dec. 31 (Yonhap) -- {SENTENCE}"
    assert article(text).published == "2019-12-31"


def test_markup_that_is_dated_by_a_later_change_gives_way_to_the_text():
    text = f"{SENTENCE}\n\nThis article appeared in the Harbour Gazette on Jun 26"
    found = describe("a.html", text, markup={"published": "2019-12-15"})
    assert (found.published, found.dated_by) == ("2019-06-26", "text")
    assert any("2019-12-15" in note for note in found.notes)
    assert describe("a.html", text, markup={"published": "2019-06-24"}).published == "2019-06-24"


def test_a_site_stands_for_an_outlet_that_is_not_named():
    found = article(f"URL: https://www.northern-gate.example/pact\n\n{SENTENCE}")
    assert found.outlet == "northern-gate.example"
    assert any("not named" in note for note in found.notes)


def test_signs_of_markdown_are_no_part_of_the_headline():
    assert (
        article(f"# Pact in **danger**, says premier\n\n{SENTENCE}").title == "Pact in danger, says premier"
    )


def test_the_head_is_metadata_and_no_part_of_the_body():
    text = f"URL: https://x.example/a\r\nOUTLET: Harbour Gazette / AFP\r\nDATE: 2020-05-03\r\nTITLE: Pact: in danger\r\nTRANSLATOR: Kai Holm\r\n\r\n{SENTENCE}\r\n"
    found = article(text)
    assert (found.outlet, found.carried_by, found.published, found.dated_by) == (
        "AFP",
        "Harbour Gazette",
        "2020-05-03",
        "head",
    )
    assert (found.title, found.translator, found.url) == (
        "Pact: in danger",
        "Kai Holm",
        "https://x.example/a",
    )
    assert found.text == text
    assert text[found.body.start : found.body.end] == SENTENCE


def test_a_head_goes_before_the_text_and_markup():
    text = f"OUTLET: Harbour Gazette\nDATE: 2020-05-03\n\n4 June 2021\n{SENTENCE}"
    found = describe(
        "a.html", text, markup={"published": "2020-09-09", "outlet": "Other", "title": "From markup"}
    )
    assert (found.outlet, found.published, found.title) == ("Harbour Gazette", "2020-05-03", "From markup")
    assert found.crawled == "2021-06-04"


@pytest.mark.parametrize(
    ("written", "published"),
    [("2020-02", "2020-02-29"), ("2019-12", "2019-12-31"), ("2020", "2020-12-31"), ("soon", None)],
)
def test_a_month_counts_with_its_last_day_so_that_nothing_is_used_too_early(written, published):
    found = article(f"DATE: {written}\nTITLE: x\n\n{SENTENCE}")
    assert found.published == published
    assert any(written in note for note in found.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Tokyo: the envoys met\n\nThey parted.",
        "Note: this\nis no head\n\nText.",
        "He said: go.\n\nText.",
        "\n\nOUTLET: late",
    ],
)
def test_a_text_that_opens_with_a_colon_has_no_head(text):
    assert head.read(text).fields == {}
    assert head.read(text).end == 0


def test_front_matter_of_markdown_is_a_head():
    text = f'---\ntitle: "Pact in danger"\ndate: 2020-05-03\nlayout: post\n---\n{SENTENCE}'
    found = article(text)
    assert (found.title, found.published) == ("Pact in danger", "2020-05-03")
    assert text[found.body.start : found.body.end] == SENTENCE


def test_translator_and_original_language():
    found = article(
        f"Pact in danger, says premier\n\n{SENTENCE}\n\nTranslation by Kai Holm\n\n[Chinese version]\n\n– Contact us at [email\xa0protected]"
    )
    assert (found.translator, found.original_language) == ("Kai Holm", "Chinese")
    assert found.text[: found.body.end].endswith("halved.")
    assert article(f"TITLE: Pact in danger, original in Spanish\n\n{SENTENCE}").original_language == "Spanish"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"For that reason we believe that it will hold. {SENTENCE}", "commentary"),
        (f"“We believe in it,” he said. {SENTENCE}", "news"),
        (f"Opinion: The pact must go\n\n{SENTENCE}", "commentary"),
        (f"FOR IMMEDIATE RELEASE\n\n{SENTENCE}", "release"),
        (f"OSLO (AP) — {SENTENCE}", "wire"),
    ],
)
def test_the_kind_of_an_article(text, kind):
    assert article(text).kind == kind


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The premier spoke.", "only 3 words"),
        (f"{SENTENCE} Subscribe to continue reading.", "subscription"),
        ("Der Ministerpräsident sagte am Dienstag, er werde das Abkommen kündigen, wenn die Zölle nicht halbiert würden.", "another language"),
        ("首相は火曜日、関税が半分にならなければ協定から離脱すると述べた。政府は協定を維持したいと考えている。野党は反対している。", "another language"),
    ],
)  # fmt: skip
def test_what_a_reader_must_know_is_noted(text, note):
    assert any(note in found for found in article(text).notes)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SENTENCE, "en"),
        (
            "La ministra dijo ayer que el gobierno no piensa abandonar el tratado con los países vecinos.",
            "es",
        ),
        ("Il ministro ha detto che il governo non intende lasciare il trattato con i paesi vicini.", "it"),
        ("x", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text(text, language):
    assert written_in(text) == language


def test_every_row_of_the_table_of_outlets_is_sound():
    rows = outlets.table()
    names = [name.casefold() for row in rows for name in (row.name, *row.aliases)]
    assert all(row.reference.startswith("https://") and row.domains for row in rows)
    assert len({row.name for row in rows}) == len(rows)
    twice = {name for name in names if names.count(name) > 1}
    assert twice == set()
    for row in rows:
        assert outlets.known(row.name) == row
        assert outlets.of_address(f"https://www.{row.domains[0]}/a") == row


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bloomberg", "Bloomberg News"),
        ("the Bloomberg news agency", "bloomberg"),
        ("AFP", "Agence France-Presse"),
        ("Hurriyet", "Hürriyet"),
    ],
)
def test_names_of_one_outlet_are_one(one, other):
    assert outlets.same(one, other)


def test_names_of_two_outlets_are_two():
    assert not outlets.same("Japan Times", "Japan Today")
    assert not outlets.same("Fox News", "Fox Business")
    assert not outlets.same("", "")


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("By Ada Berg, Reuters", True), ("(@ada_berg)", True), ("3 May 2020", True), ("Reuters", True),
        ("Posted at Jun 25 2019 11:30 AM", True), ("Premier may leave pact by June 2020", False),
        ("By leaving the pact, the premier would lose the tolls and the fish.", False), (SENTENCE, False),
        ("Source of anger: the tolls", False), ("", False),
    ],
)  # fmt: skip
def test_furniture_of_a_page_is_told_from_its_text(line, is_one):
    assert is_furniture(line) is is_one


lines = st.lists(
    st.sampled_from(
        ["OUTLET: x", "DATE: 2020", "---", "", " ", SENTENCE, "3 May 2020", "By Reuters", "(AP)", "[email protected]", "©", "/TASS/.",
         "This article appeared in", "The post  appeared first on", "Source:", "OSLO (Reuters) -", "“", "\u2028", "By ", "|", "https://[x"]
    )
    | st.text(max_size=30),
    max_size=12,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(lines=lines, end=st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_no_text_breaks_the_metadata(lines, end):
    text = end.join(lines)
    found = describe("one.txt", text)
    assert found.text == text
    assert 0 <= found.body.start <= found.body.end <= len(text)
    assert found.published is None or len(found.published) == 10


@pytest.mark.skipif(not (SHARED / "gold" / "seeds.json").exists(), reason="the shared material is not here")
def test_outlets_and_dates_of_the_first_case():
    key = json.loads((SHARED / "gold" / "seeds.json").read_text(encoding="utf-8"))["articles"]
    found = {a.name: a for a in take_in([SHARED / "seeds"]).articles}
    assert set(found) == set(key)
    for name, wanted in key.items():
        got = found[name]
        assert (got.outlet, got.published) == (wanted["outlet"], wanted["published"])
        assert got.carried_by == wanted.get("carried_by", "")
        assert got.translator == (wanted.get("translator") or "")
        assert got.original_language == (wanted.get("original_language") or "")


def test_outlets_and_dates_of_the_example_case():
    key = json.loads((Path(__file__).parent / "example_key.json").read_text(encoding="utf-8"))["articles"]
    folder = Path(__file__).resolve().parents[2] / "examples" / "us-japan-2019"
    found = {a.name: a for a in take_in([folder]).articles}
    for name, wanted in key.items():
        assert (found[name].outlet, found[name].published) == (wanted["outlet"], wanted["published"])
        assert found[name].carried_by == wanted.get("carried_by", "")


@pytest.mark.parametrize(
    ("top", "outlet"),
    [
        ("Harbour & Fjord\n3 May 2020\n\n", "Harbour & Fjord"),  # a sign that no writer's name bears
        ("Northlander\nMay 3, 2020\n\n", "Northlander"),  # one word is no writer's name either
        ("Old Guard\nMay 3, 2020\n\nBy Ada Berg\n\n", "Old Guard"),  # the writer is named elsewhere
        ("Northlander\nPublished: 3 May 2020\n\n", "Northlander"),
        ("Ada Berg\nMay 3, 2020\n\n", ""),  # a writer
        (
            "Politico\nMay 3, 2020\n\nAda Berg walks by the pier.\n© AFP/Ada Berg\n\n",
            "Politico",
        ),  # a picture's credit
    ],
)
def test_the_line_between_headline_and_day_names_the_outlet(top, outlet):
    text = f"Envoys meet again after a long winter\n{top}{SENTENCE}\n\n{SENTENCE}\n"
    assert describe("one.txt", text).outlet == outlet


@pytest.mark.parametrize(
    ("date", "published", "appeared"),
    [
        ("2020-05-03", "2020-05-03", "2020-05-03"),
        ("2020-05", "2020-05-31", "2020-05"),
        ("2020", "2020-12-31", "2020"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(date, published, appeared):
    found = describe("one.txt", f"OUTLET: Gazette\nDATE: {date}\n\n{SENTENCE}\n")
    assert (found.published, found.appeared) == (published, appeared)


@pytest.mark.parametrize(
    ("head", "outlet", "published"),
    [
        ("Envoys part again\nHarbour Gazette, Friday, 7 June 2019\n\n", "Harbour Gazette", "2019-06-07"),
        ("Envoys part again\nThe Fjord Ledger | June 7, 2019 | By Ada Berg and Per Dahl\n\n", "The Fjord Ledger", "2019-06-07"),
        ("Envoys part again\nFjord Observer – Bergen, 7 June 2019\nBy Ada Berg\n\n", "Fjord Observer", "2019-06-07"),
        ("Envoys part again\nNTA-Fjord Wire\nBergen, 7 June 2019\n\n", "NTA-Fjord Wire", "2019-06-07"),
        ("Envoys part again | Fjord Observer\n\n", "Fjord Observer", None),
    ],
)  # fmt: skip
def test_the_line_under_a_headline_names_the_outlet_beside_the_day(head, outlet, published):
    found = describe("one.txt", f"{head}{SENTENCE}\n")
    assert (found.outlet, found.published) == (outlet, published)
    assert found.title == "Envoys part again"


def test_a_writer_beside_the_day_is_no_outlet_and_a_sentence_with_a_date_no_masthead():
    assert masthead_of(["Envoys part again", "Ada Berg, June 7, 2019"]) is None
    assert masthead_of(["The envoys of the Harbour Times met on 7 June 2019 in Bergen."]) is None
    assert title_and_outlet("Oslo to leave pact – Fjord Observer") == (
        "Oslo to leave pact – Fjord Observer",
        "",
    )


def test_an_outlet_is_called_as_its_own_line_calls_it():
    found = describe("one.txt", f"Oslo to leave pact\nPhilstar.com\nJune 7, 2019\n\n{SENTENCE}\n")
    assert found.outlet == "Philstar.com"
    assert (
        describe("one.txt", f"Oslo to leave pact\nREUTERS\nJune 7, 2019\n\n{SENTENCE}\n").outlet == "Reuters"
    )


def test_an_outlet_that_no_table_has_stands_above_the_writer_or_behind_a_place():
    above = describe(
        "one.txt",
        f"Oslo to leave pact\nThe Fjord Valley Courier\nBy Ada Berg, Staff Writer\nJune 7, 2019\n\n{SENTENCE}\n",
    )
    assert above.outlet == "The Fjord Valley Courier"
    behind = describe(
        "one.txt", f"Oslo to leave pact\nBERGEN (Fjord News)\nBy Ada Berg, 7 June 2019\n\n{SENTENCE}\n"
    )
    assert behind.outlet == "Fjord News"
    assert (
        describe(
            "one.txt", f"Oslo to leave pact\n\nAda Berg (left) with Per Dahl (Fjord)\n\n{SENTENCE}\n"
        ).outlet
        == ""
    )


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Oslo, 14. Mai 2024", "2024-05-14"),
        ("PARIS, le 3 août 2020", "2020-08-03"),
        ("Madrid, 7 de enero de 2021", "2021-01-07"),
    ],
)
def test_a_dateline_of_another_language_is_dated(text, iso):
    assert dates.first(text).iso == iso
    assert dates.first("in 14 mai shops") is None


def test_front_matter_with_a_list_of_writers_is_a_head():
    text = '---\ntitle: "Oslo leaves: what now?"\nsource: Fjord Times\nauthors:\n  - Ada Berg\n  - Ola Lie\ntags:\n  - fish\n---\n'
    fields = head.read(text + SENTENCE).fields
    assert fields == {"title": "Oslo leaves: what now?", "outlet": "Fjord Times", "author": "Ada Berg"}


@pytest.mark.parametrize(
    ("top", "author"),
    [
        ("Reporting by Ada Berg; Editing by Tom Reed", "Ada Berg"),
        ("Posted on May 14th, 2024 by Ada Berg", "Ada Berg"),
        ("Posted on May 14th, 2024", ""),
    ],
)
def test_who_wrote_it_stands_in_more_than_a_byline(top, author):
    assert describe("one.txt", f"Oslo leaves fisheries pact\n{top}\n\n{SENTENCE}\n").author == author


def test_a_paper_and_the_agency_above_the_headline():
    found = describe(
        "one.txt", f"Harbour Gazette / Reuters\nMay 14, 2024\n\nOslo leaves the pact\n\n{SENTENCE}\n"
    )
    assert (found.outlet, found.carried_by, found.published) == ("Reuters", "Harbour Gazette", "2024-05-14")


def test_a_paper_that_no_table_has_beside_the_day():
    found = describe("one.txt", f"Oslo leaves the pact\nHamburger Kurier, 14 May 2024\n\n{SENTENCE}\n")
    assert (found.outlet, found.published) == ("Hamburger Kurier", "2024-05-14")
