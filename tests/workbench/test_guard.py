"""What a hostile visitor, page or article may try: nothing runs, nothing leaves the folder, nothing is lost."""

from __future__ import annotations

import random
import re

import pytest

from foedus.errors import InputFault
from foedus.workbench.guard import POLICY
from foedus.workbench.screens import SCREENS
from foedus.workbench.server import application
from foedus.workbench.setting import LARGEST_UPLOAD

from .visitor import Visitor, notice

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def visitor(folder):
    return Visitor(folder)


def contents(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.name != ".lock"
    }


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "127.0.0.1.evil.example:8765", ""])
def test_a_foreign_host_is_refused(visitor, host):
    assert visitor.client.get("/answer", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://127.0.0.1:9", "file://", "http://[bad"]
)
def test_a_foreign_origin_changes_nothing(visitor, origin):
    before = contents(visitor.folder)
    answer = visitor.client.post("/judgements/pool", data={"pool": "linear"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert contents(visitor.folder) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(visitor, method):
    assert visitor.client.request(method, "/answer").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/guard.py",
        "/export/..%2f..%2fetc%2fpasswd",
        "/..%2f..%2fetc/passwd",
        "/static/bench.css%00",
    ],
)
def test_paths_that_climb_lead_nowhere(visitor, path):
    answer = visitor.client.get(path)
    assert answer.status_code in (303, 400, 404)
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_article_names_cannot_climb(visitor):
    assert visitor.get("/read?article=../../etc/passwd").status_code == 422
    assert visitor.get("/sources?without=../first.txt").status_code == 422


def test_an_oversized_body_is_refused_declared_or_not(visitor):
    before = contents(visitor.folder)
    big = b"x" * (LARGEST_UPLOAD + 1)
    declared = visitor.client.post("/sources/add", files={"file": ("a.txt", big)})
    assert declared.status_code == 413

    def parts():
        for _ in range(LARGEST_UPLOAD // 65536 + 2):
            yield b"x" * 65536

    streamed = visitor.client.post(
        "/sources/add", content=parts(), headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert streamed.status_code in (400, 413)
    assert contents(visitor.folder) == before


def test_every_page_forbids_foreign_code(visitor):
    for place in ("/answer", "/static/bench.js", "/nowhere", "/read?article=no"):
        headers = visitor.get(place).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_pages_hold_no_inline_code_and_nothing_from_outside(visitor):
    for screen in SCREENS:
        page = visitor.get(f"/{screen.id}").text
        assert not re.search(r"<[^>]+\s(on\w+|style)=", page), screen.id
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page), screen.id
        assert not re.search(r"<script(?![^>]*\ssrc=)", page), screen.id


def test_scripts_in_what_people_write_are_inert(visitor):
    name = visitor.statements()[0]
    made = [
        visitor.send("/read", "/read/correct", of={"statement": name}, speaker=SCRIPT),
        visitor.send(
            "/model", "/quantity", of={"quantity": "agreement_worth"}, value="1 to 2", because=SCRIPT
        ),
        visitor.send("/assumptions", "/assumptions/keep", name=SCRIPT, changes="agreement_worth = 1"),
        visitor.send(
            "/sources",
            "/sources/add",
            text=f"Norway may leave the fisheries treaty with Iceland, said {SCRIPT}.",
            outlet=SCRIPT,
            title=SCRIPT,
            date="2020-03-01",
        ),
    ]
    assert [answer.status_code for answer in made] == [303] * 4
    visitor.client.cookies.set("foedus_who", SCRIPT.replace(" ", "+").replace(";", ""))
    for place in [
        *(f"/{s.id}" for s in SCREENS),
        "/brief?part=all",
        f"/model?find={SCRIPT}",
        f"/why?path={SCRIPT}",
        "/export/brief.html",
    ]:
        page = visitor.get(place).text
        assert "<script>alert" not in page, place
        assert "<img src=x" not in page, place


def test_faults_give_back_what_was_typed(visitor):
    before = contents(visitor.folder)
    answer = visitor.send(
        "/model", "/quantity", of={"quantity": "agreement_worth"}, value="a lot", because="my long thought"
    )
    assert answer.status_code == 422
    assert "a lot" in notice(answer)
    assert "my long thought" in notice(answer)
    assert contents(visitor.folder) == before


@pytest.mark.parametrize(
    "value",
    [
        "nan",
        "inf",
        "1e999",
        "uniform 2 1",
        "beta -1 2",
        "normal 0 0",
        "__import__('os')",
        "x" * 5000,
        "{{7*7}}",
    ],
)
def test_values_that_cannot_be_are_refused(visitor, value):
    before = contents(visitor.folder)
    answer = visitor.send("/model", "/quantity", of={"quantity": "agreement_worth"}, value=value, because="x")
    assert answer.status_code == 422
    assert contents(visitor.folder) == before


def test_two_visitors_lose_no_edit_of_either(folder):
    one, two = Visitor(folder), Visitor(folder, name="Bo")
    from .visitor import forms_of

    stale = next(
        f
        for f in forms_of(two.get("/model").text)
        if f["fields"].get("quantity") == "agreement_worth" and "because" in f["fields"]
    )
    assert (
        one.send(
            "/model", "/quantity", of={"quantity": "agreement_worth"}, value="0.7", because="one"
        ).status_code
        == 303
    )
    refused = two.client.post(stale["action"], data={**stale["fields"], "value": "0.9", "because": "two"})
    assert refused.status_code == 409
    assert "somebody else" in notice(refused)
    assert "0.9" in notice(refused)
    other = two.send("/model", "/quantity", of={"quantity": "loose"}, value="0.2", because="two")
    assert other.status_code == 303
    assert [c["by"] for c in two.changes()] == ["Ann", "Bo"]
    assert 'value="0.7"' in one.get("/model").text


def test_a_statement_that_somebody_settled_meanwhile_is_a_conflict(folder):
    one, two = Visitor(folder), Visitor(folder, name="Bo")
    name = one.statements()[0]
    assert one.send("/read", "/read/reject", of={"statement": name}).status_code == 303
    answer = two.client.post("/read/accept", data={"statement": name})
    assert answer.status_code == 409


def test_the_token_is_asked_for_and_kept_from_scripts(folder):
    visitor = Visitor(folder, token="correct-horse")
    assert visitor.get("/answer").headers["location"] == "/enter"
    assert visitor.client.post("/judgements/pool", data={"pool": "linear"}).status_code == 401
    assert visitor.client.post("/enter", data={"token": "wrong-horse"}).status_code == 401
    entered = visitor.client.post("/enter", data={"token": "correct-horse"})
    assert "HttpOnly" in entered.headers["set-cookie"] and "SameSite=strict" in entered.headers["set-cookie"]
    assert visitor.get("/answer").status_code == 200
    fresh = Visitor(folder, token="correct-horse")
    assert fresh.client.get("/answer", headers={"Authorization": "Bearer correct-horse"}).status_code == 200


def test_a_base_path_stands_before_every_address(folder):
    visitor = Visitor(folder, base_path="/case-7", token="correct-horse", hosts=("desk.example",))
    headers = {
        "Host": "desk.example",
        "Origin": "https://desk.example",
        "Authorization": "Bearer correct-horse",
    }
    page = visitor.client.get("/case-7/model", headers=headers)
    assert page.status_code == 200
    assert not re.search(r'(?:href|action|src)="/(?!case-7/)', page.text)
    moved = visitor.client.post("/case-7/judgements/pool", data={"pool": "linear"}, headers=headers)
    assert moved.headers["location"] == "/case-7/judgements"
    assert visitor.client.get("/model", headers=headers).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_path": "no-slash"},
        {"base_path": "/a/../b"},
        {"token": "short"},
        {"token": "with space in it"},
        {"hosts": ("x.example",)},
    ],
)
def test_what_cannot_be_served_is_refused_at_once(folder, wrong):
    with pytest.raises(InputFault):
        application(folder, **wrong)


def test_a_thousand_random_requests_break_nothing(visitor):
    chance = random.Random(7)
    before = contents(visitor.folder)
    words = ["article", "at", "try", "find", "without", "toggle", "course", "path", "changes", "compare", "only", "part", "quantity", "value",
             "because", "was", "statement", "judgement", "weight", "pool", "lexicon", "saw", "on", "name", "case", "then", "state", "screen"]  # fmt: skip
    values = ["", "exit", "0.5", "-1", "nan", "first.txt", "../x", "%00", "\x00", "\ud800".encode("utf-16", "surrogatepass").hex(), "é" * 300, "💥",
              "' OR 1=1", "{{7*7}}", "courses.exit", "statements.", "a" * 3000, "[]", "null", "\r\nSet-Cookie: a=b"]  # fmt: skip
    screens = [s.id for s in SCREENS] + ["static", "export", "enter", "undo ", "x" * 500, "%ff", "..", "🎣"]
    acts = [
        *sorted(
            {act for s in SCREENS for act in s.acts} - {"add", "accept", "reject", "restore", "withdraw"}
        ),
        "",
        "undo",
        "x",
    ]
    for _ in range(1000):
        data = {chance.choice(words): chance.choice(values) for _ in range(chance.randrange(4))}
        screen = chance.choice(screens)
        if chance.random() < 0.6:
            answer = visitor.client.get(f"/{screen}", params=data)
        else:
            answer = visitor.client.post(f"/{screen}/{chance.choice(acts)}", data=data)
        assert answer.status_code < 500, (screen, data)
    assert contents(visitor.folder) == before or visitor.changes()
    assert visitor.get("/answer").status_code == 200
