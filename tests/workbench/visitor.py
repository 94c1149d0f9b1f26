"""A visitor without JavaScript: gets pages, sends their forms as they stand, and reads what is shown."""

from __future__ import annotations

import json
import re
import warnings
from html.parser import HTMLParser
from pathlib import Path

from foedus.workbench.app import create_app
from foedus.workbench.setting import Setting

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

HOME = "http://127.0.0.1:8765"


class _Forms(HTMLParser):
    """The forms of a page with the values that a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict] = []
        self._select = self._area = None

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "form":
            self.forms.append(
                {"action": known.get("action", ""), "method": known.get("method", "get"), "fields": {}}
            )
        if not self.forms:
            return
        fields = self.forms[-1]["fields"]
        if tag == "input" and known.get("type") not in ("checkbox", "file", "submit") and known.get("name"):
            fields[known["name"]] = known.get("value") or ""
        elif tag == "select":
            self._select = known["name"]
        elif tag == "option" and self._select and (self._select not in fields or "selected" in known):
            fields[self._select] = known.get("value", "")
        elif tag == "textarea":
            self._area = known["name"]
            fields[self._area] = ""

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def handle_data(self, data):
        if self._area:
            self.forms[-1]["fields"][self._area] += data


def forms_of(html: str) -> list[dict]:
    parser = _Forms()
    parser.feed(html)
    return parser.forms


class Visitor:
    """One browser at a folder's workbench."""

    def __init__(self, folder: Path, **settings) -> None:
        self.folder = folder
        settings = {"name": "Ann", "quick": 128, **settings}
        self.client = TestClient(
            create_app(Setting(folder, **settings)),
            base_url=HOME,
            headers={"Origin": HOME},
            follow_redirects=False,
        )

    def get(self, place: str):
        return self.client.get(place)

    def send(self, place: str, contains: str, **changed):
        """Send the first form of a page whose action contains a word, with some of its fields changed.

        Of forms with the same action the one is taken in which the fields under ``of`` already hold these values.
        """
        of = changed.pop("of", {})
        for form in forms_of(self.get(place).text):
            if contains in form["action"] and all(form["fields"].get(k) == v for k, v in of.items()):
                return self.client.post(form["action"], data={**form["fields"], **changed})
        raise AssertionError(f"{place} has no form for {contains} with {of}")

    def assessment(self) -> dict:
        return json.loads((self.folder / "assessment.json").read_text(encoding="utf-8"))

    def probability(self, course: str = "exit") -> float:
        return next(c["probability"] for c in self.assessment()["courses"] if c["id"] == course)

    def changes(self) -> list[dict]:
        path = self.folder / "changes.jsonl"
        return (
            [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            if path.exists()
            else []
        )

    def statements(self, place: str = "/read") -> list[str]:
        found = re.findall(r'id="(s\w+)" tabindex="-1" data-card', self.get(place).text)
        assert found
        return found


def notice(answer) -> str:
    """What a page says at its top."""
    found = re.search(r'id="notice">(.*?)</div>', answer.text, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[1]) if found else ""
