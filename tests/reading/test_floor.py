"""Who has the floor: interviews, transcripts, rounds of experts, quotations beside which nobody is named."""

import pytest

from foedus.reporting.attribution.attribution import attributions
from foedus.reporting.names.speakers import resolve
from foedus.reporting.parsing.language import parse


def spoken(*paragraphs: str) -> list[tuple[str, str]]:
    """Who says what, by the outermost attributions of an article of these paragraphs."""
    parsed = parse("\n\n".join(paragraphs))
    said = attributions(parsed)
    speakers = resolve(parsed, said, outlet="Nordic Post")
    return [
        (speaker.name, " ".join(parsed.words(span) for span in a.content))
        for a, speaker in zip(said, speakers, strict=True)
        if a.parent is None
    ]


def who(words: str, *paragraphs: str) -> str:
    """The speaker of the outermost attribution that holds some words."""
    return next((name for name, content in spoken(*paragraphs) if words in content), "")


INTRODUCED = "Ada Berg, the foreign minister, spoke with us in Bergen on Monday."


@pytest.mark.parametrize(
    "lines",
    [
        ("Q. Will you sign?", "A. I doubt it. The text is bad.", "Q. And then?", "A. Then we leave."),
        ("Q: Will you sign?", "A: I doubt it. The text is bad.", "Q: And then?", "A: Then we leave."),
        ("Will you sign?", "I doubt it. The text is bad.", "The partners wait.", "We know it.", "And then?", "Then we leave."),
        ("**Will you sign?**", "I doubt it.", "We have time.", "**And then?**", "Then we leave."),
        ("_Will you sign?_", "I doubt it.", "_And then?_", "Then we leave."),
        ("NP: Will you sign?", "AB: I doubt it. The text is bad.", "NP: And then?", "AB: Then we leave, I am sure."),
        ("HOST: Will you sign?", "BERG: I doubt it. The text is bad.", "HOST: And then?", "BERG: Then we leave, I am sure."),
        ("– Will you sign?", "– I doubt it.", "– And then?", "– Then we leave."),
    ],
)  # fmt: skip
def test_answers_are_those_of_whoever_is_interviewed(lines):
    assert who("I doubt it", INTRODUCED, *lines) == "Ada Berg"
    assert who("Then we leave", INTRODUCED, *lines) == "Ada Berg"


def test_an_explainer_answers_its_own_questions():
    found = spoken(
        "Norway may leave the pact. Ada Berg, the minister, spoke to reporters on Monday.",
        "**What is the pact?**",
        "It binds five states and was signed in 1958.",
        "**Can a state leave it?**",
        "Yes, with a notice of one year.",
    )
    assert all(name != "Ada Berg" for name, _ in found)


@pytest.mark.parametrize(
    "lines",
    [
        ("Ada Berg, analyst, Oslo Institute: “They bluff.”", "Mika Aaltonen, lawyer: “They do not.”"),
        ("Ada Berg (Oslo Institute): They bluff, I think.", "Mika Aaltonen (Turku): They do not, I fear."),
        ("**Ada Berg, Oslo Institute**", "They bluff, I think.", "**Mika Aaltonen, Turku**", "They do not, I fear."),
        ("Ada Berg, Oslo Institute:", "They bluff, I think.", "Mika Aaltonen, Turku:", "They do not, I fear."),
        ("1. Ada Berg, Oslo Institute", "They bluff, I think.", "2. Mika Aaltonen, Turku", "They do not, I fear."),
    ],
)  # fmt: skip
def test_a_round_of_experts_speaks_under_its_names(lines):
    assert who("They bluff", "We asked two people who know.", *lines) == "Ada Berg"
    assert who("They do not", "We asked two people who know.", *lines) == "Mika Aaltonen"


def test_a_section_that_tells_of_its_bearer_is_a_portrait():
    lines = (
        "Ada Berg, minister",
        "Berg was born in Bergen. She likes the sea.",
        "John Hall, envoy",
        "Hall sails.",
    )
    assert all("likes the sea" not in content for _, content in spoken("Who are they?", *lines))


def test_short_names_go_on_in_one_paragraph():
    lines = (
        "Ada Berg, analyst, Oslo: “They bluff, as ever.”",
        "Mika Aaltonen, lawyer: “They do not.”",
        "Berg: “We shall see.” Aaltonen: “Indeed we shall.”",
    )
    assert who("We shall see", *lines) == "Ada Berg"
    assert who("Indeed we shall", *lines) == "Mika Aaltonen"


def test_points_of_a_list_are_whose_list_it_is():
    lines = ("In answer to questions, Ms Berg stated that", "- the text was ready;", "- nobody had seen it.")
    assert {who("the text was ready", *lines), who("nobody had seen it", *lines)} == {"Berg"}


@pytest.mark.parametrize(
    ("words", "speaker", "text"),
    [
        ("They will stay", "Mika Aaltonen", "Mika Aaltonen of the Turku Institute disagrees. “They will stay.”"),
        ("They will stay", "Mika Aaltonen", "Another view is held by Mika Aaltonen of the Turku Institute. “They will stay,” he says."),
        ("They will stay", "Mika Aaltonen", "The vote, argues Mika Aaltonen, was lost over polls that nobody believes. “They will stay.”"),
        ("it is late", "Mika Aaltonen", "For Mika Aaltonen, an economist in Turku, it is late."),
        ("one in ten", "Anna Weir", "Anna Weir puts the odds of an exit at one in ten."),
        ("No one asked us", "a farmer from Voss", "The mood has changed. Then a farmer from Voss stands up. “No one asked us.”"),
    ],
)  # fmt: skip
def test_a_quotation_is_who_its_paragraph_brings_up(words, speaker, text):
    before = "“The pact is dead,” said Ada Berg, a professor at Uppsala. “Nobody will mourn it.”"
    assert who(words, before, text) == speaker


def test_a_quotation_alone_is_who_the_paragraph_before_introduces():
    lines = (
        "“The pact is dead,” said Ada Berg, a professor.",
        "Mika Aaltonen, who advised the ministry, is less sure.",
        "“They will stay. They always do.”",
    )
    assert who("They always do", *lines) == "Mika Aaltonen"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Minister Ada Moe was away. A spokesman for the ministry said no. He added that talks would go on.", "talks would", "A spokesman for the ministry"),
        ("Minister Ada Moe was away. “It is over,” a senior official said. The official added that a letter was ready.", "a letter", "a senior official"),
        ("Premier Anna Weir met President John Hall. She told reporters that it was over. He said it was not.", "it was not", "John Hall"),
        ("Anna Weir said she would go. “I asked the premier. He says that it is late,” she said.", "I asked", "Anna Weir"),
    ],
)  # fmt: skip
def test_he_and_she_may_have_no_name(text, words, speaker):
    assert who(words, text) == speaker


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It is late,” said Colonel (retired) Fergus Adair. “We leave.”", "Fergus Adair"),
        ("“It is late,” said the chairman, Hon. Joseph Lekuton. “We leave.”", "Joseph Lekuton"),
        ("Awa Ba-Keller, a researcher in Dakar, said it was late. “We leave,” Ba-Keller said.", "Awa Ba-Keller"),
        ("Juan Luis Ortega Rial, the minister, said it was late. “We leave,” Ortega said.", "Juan Luis Ortega Rial"),
        ("Sheikh Ali al-Mansouri said it was late. “We leave,” al-Mansouri said.", "Ali al-Mansouri"),
        ("The head of the board, Sir Dominic Pellew, said it was late. “We leave,” he said.", "Dominic Pellew"),
    ],
)  # fmt: skip
def test_a_name_is_taken_whole(text, name):
    assert {speaker for speaker, _ in spoken(text)} == {name}


def test_a_quotation_may_end_in_the_paragraph_after_it():
    lines = ("Ada Berg said, “It is late.", "It will not get better.” Nobody answered.")
    assert who("It will not get better", *lines) == "Ada Berg"


def test_what_stands_before_and_behind_its_speaker_is_one_quotation():
    [(name, content)] = spoken("“The pact,” said Ada Berg, “is dead.”")
    assert (name, "The pact" in content, "is dead" in content) == ("Ada Berg", True, True)
