"""Behind a reverse proxy: under a path, under other names, with a token."""

from __future__ import annotations

import warnings

import pytest
from typer.testing import CliRunner

from foedus.cli import app as commands
from foedus.errors import InputFault
from foedus.workbench.server import application

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

TOKEN, NAME = "a-token-for-a-team", "foedus.example.org"
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Host": NAME, "Origin": f"https://{NAME}"}


@pytest.fixture
def proxied(folder):
    app = application(folder, base_path="/case-7", token=TOKEN, hosts=[NAME])
    return TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False)


def test_every_address_of_a_page_stands_under_the_base_path(proxied):
    import re

    page = proxied.get("/case-7/sources", headers=HEADERS)
    assert page.status_code == 200
    places = set(re.findall(r'(href|src|action)="(/[^"]*)"', page.text))
    assert len(places) > 12
    assert all(place.startswith("/case-7/") for _, place in places)
    for kind, place in places:
        if kind != "action":
            assert proxied.get(place.replace("&amp;", "&"), headers=HEADERS).status_code == 200, place


def test_a_change_comes_from_the_proxys_own_name_only(proxied, folder):
    sent = {"pool": "linear"}
    foreign = {**HEADERS, "Origin": "https://foedus.example.org.evil.example"}
    assert proxied.post("/case-7/judgements/pool", data=sent, headers=foreign).status_code == 403
    assert not (folder / "changes.jsonl").exists()
    answer = proxied.post("/case-7/judgements/pool", data=sent, headers=HEADERS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/case-7/judgements")
    assert (folder / "changes.jsonl").exists()


def test_other_names_are_refused_even_with_the_token(proxied):
    assert proxied.get("/case-7/answer", headers={**HEADERS, "Host": "other.example.org"}).status_code == 421


def test_without_the_token_there_is_only_the_page_that_asks_for_it(proxied):
    bare = {"Host": NAME, "Origin": f"https://{NAME}"}
    answer = proxied.get("/case-7/answer", headers=bare)
    assert (answer.status_code, answer.headers["location"]) == (303, "/case-7/enter")
    assert proxied.post("/case-7/judgements/pool", data={"pool": "linear"}, headers=bare).status_code == 401
    entered = proxied.post(
        "/case-7/enter", data={"token": TOKEN}, headers={**bare, "X-Forwarded-Proto": "https"}
    )
    cookie = entered.headers["set-cookie"].lower()
    assert entered.status_code == 303
    assert all(mark in cookie for mark in ("httponly", "samesite=strict", "secure", "path=/case-7"))


@pytest.mark.parametrize("host", ["https://foedus.example.org", "foedus.example.org/case-7", "a b", "", "-a"])
def test_what_is_no_name_of_a_host_is_refused(folder, host):
    with pytest.raises(InputFault, match="no name of a host"):
        application(folder, token=TOKEN, hosts=[host])


def test_further_names_need_a_token(folder):
    with pytest.raises(InputFault, match="token"):
        application(folder, hosts=[NAME])


def test_the_command_hands_the_names_on(folder, monkeypatch):
    given = {}
    monkeypatch.setattr("foedus.workbench.server.serve", lambda place, **options: given.update(options))
    options = ["--base-path", "/case-7", "--token", TOKEN, "--hosts", f"{NAME}, other.example.org:8443"]
    done = CliRunner().invoke(commands, ["serve", str(folder), *options, "--hosts", "third.example.org"])
    assert done.exit_code == 0, done.output
    assert given["hosts"] == [NAME, "other.example.org:8443", "third.example.org"]
    assert (given["base_path"], given["token"]) == ("/case-7", TOKEN)
