"""A server of pages in a process of its own, and what is asked of it: for tests."""

from __future__ import annotations

import html
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote

__all__ = ["BASE", "ENDLESS", "Server", "base_in", "serving", "words"]

DOCUMENT = "On 3 May 2019 Ann met Bob. </mark><script>alert(1)</script> Bob \u202egnorw left on 5 May 2019.\n"
BASE = """source note { file: "note.txt", title: "A note", published: 2019-05-06 }.
entity ann: person.
entity bob: person.
relation met(a: person, b: person) event.
relation left(who: person) state.
relation stayed(who: person).
from note.
met(ann, bob) on 2019-05-03 "On 3 May 2019 Ann met Bob.".
left(bob) since 2019-05-05 "left on 5 May 2019".
stayed(X) :- met(X, _), not left(X).
query who_met "Who met?": met(A, B) at 2019-05-03.
"""
ENDLESS = BASE + "relation q(x: int, y: int).\nassume q(1, 1).\nq(Y, Z) :- q(X, Y), Z = X + Y, Z != 0.\n"


@dataclass
class Server:
    """A server that runs, and where."""

    process: subprocess.Popen[str]
    port: int
    folder: Path

    def ask(self, path: str, method: str = "GET", timeout: float = 60, **headers: str) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        response = connection.getresponse()
        body = response.read().decode("utf-8")
        connection.close()
        return response, body

    def goal(self, text: str, view: str = "") -> tuple[int, str]:
        response, body = self.ask(f"{view}/ask.html?goal={quote(text)}")
        return response.status, words(body)


def words(page: str) -> str:
    """What a page says to a reader."""
    main = page[max(0, page.find('<main id="main"')) :]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "factbase", "serve", "--port", "0", "--base", str(folder), *options]
    environment = {**os.environ, "FACTBASE_CACHE": ""}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        assert process.stdout is not None
        try:
            assert select.select([process.stdout], [], [], 60)[0]
            line = process.stdout.readline()
            found = re.match(r"http://127\.0\.0\.1:(\d+)/", line)
            assert found, (line, process.stderr and process.stderr.read())
            yield Server(process, int(found[1]), folder)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()


def base_in(folder: Path, text: str = BASE) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "note.txt").write_text(DOCUMENT, encoding="utf-8")
    (folder / "base.fb").write_text(text, encoding="utf-8")
    return folder
