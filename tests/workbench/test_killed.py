"""The server is killed while it writes; the folder is as it was before the change, or whole after it.

Four times by default; FOEDUS_KILLS names another number.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time

import httpx
import pytest

from foedus.case.read import case_of
from foedus.dossier.revising import changes_of
from foedus.provenance import digest_of
from foedus.workbench.bench import open_bench

pytest.importorskip("uvicorn")

SERVE = "import sys; from pathlib import Path; from foedus.workbench.server import serve; serve(Path(sys.argv[1]), port=int(sys.argv[2]))"


def started(folder, port):
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert b"http://" in process.stdout.readline()
    for _ in range(200):
        try:
            httpx.get(f"http://127.0.0.1:{port}/changes")
            break
        except httpx.TransportError:
            time.sleep(0.05)
    return process


def test_a_killed_server_leaves_the_folder_whole(folder):
    chance = random.Random(3)
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    (folder / "settings.json").write_text(json.dumps({**settings, "draws": 2048}), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for i in range(int(os.environ.get("FOEDUS_KILLS", "4"))):
        done = len(changes_of(folder))
        process = started(folder, port)
        home = f"http://127.0.0.1:{port}"
        sent = {
            "quantity": "agreement_worth",
            "value": f"lognormal {0.5 + i / 1000:.3f} 0.3",
            "because": "a test",
        }
        try:
            wait = chance.uniform(0.05, 0.8)
            httpx.post(f"{home}/model/quantity", data=sent, headers={"Origin": home}, timeout=wait)
            time.sleep(chance.choice([0.0, chance.uniform(0.9, 2.5)]))  # while the full answer is made
        except httpx.TimeoutException:
            pass  # it is in the middle of its work
        process.kill()
        process.wait()
        process.stdout.close()
        bench = open_bench(folder)
        assert not (folder / ".pending").exists()
        text = (folder / "case.yaml").read_text(encoding="utf-8")
        assert digest_of(text) == bench.assessment["run"]["case"]
        assert len(bench.changes) in (done, done + 1)
        value = f"{0.5 + i / 1000:.3f}"
        holds = case_of(text).quantities["agreement_worth"].distribution.parameters == (float(value), 0.3)
        assert holds == (len(bench.changes) == done + 1)
        for change in bench.changes:
            assert (folder / "undo" / f"{change['number']:04d}" / "case.yaml").is_file()
