"""A server of pages, in a process of its own, asked over HTTP as a browser does, and as those do who have no business here."""

from __future__ import annotations

import html
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import pytest
from servers import BASE, ENDLESS, Server, base_in, serving, words

pytestmark = [
    pytest.mark.skipif(not all(map(find_spec, ("starlette", "uvicorn", "jinja2"))), reason="needs the extra web"),
    pytest.mark.skipif(sys.platform == "win32", reason="stops a question by a signal"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(base_in(tmp_path_factory.mktemp("served") / "facts"), "--at", "2019-05-10", "--seconds", "30") as one:
        yield one


def test_the_pages_of_a_site_are_there_with_their_quotes(server: Server) -> None:
    response, body = server.ask("/document/note.html")
    assert response.status == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "left on 5 May 2019" in words(body)
    assert server.ask("/site.css")[0].headers["content-type"].startswith("text/css")
    assert server.ask("/live.js")[0].headers["content-type"].startswith("text/javascript")
    assert server.ask("/nothing.html")[0].status == 404
    assert server.ask("/../../etc/passwd")[0].status == 404
    assert server.ask("/document/" + "n" * 5000)[0].status == 414


def test_what_a_document_says_is_no_markup(server: Server) -> None:
    _, body = server.ask("/document/note.html")
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)" in body
    assert "\u202e" not in body
    goal = quote('"</script><script>alert(2)</script>"')
    assert "<script>alert(2)" not in server.ask(f"/ask.html?goal={goal}")[1]
    assert "<script>alert(3)" not in server.ask(f"/at/{quote('<script>alert(3)', safe='')}/index.html")[1]


def test_every_reply_forbids_what_no_page_needs(server: Server) -> None:
    for path in ("/document/note.html", "/nothing.html", "/site.js", "/complete?before=m", "/ask.html?goal=q("):
        headers = server.ask(path)[0].headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "0.0.0.0", ""])
def test_a_page_of_another_host_is_told_nothing(server: Server, host: str) -> None:
    response, body = server.ask("/document/note.html", Host=host)
    assert response.status == 400
    assert "Ann" not in body


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    here = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), server.port, socket.AF_INET)}
    for address in here - {"127.0.0.1"} - {each for each in here if each.startswith("127.")}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((address, server.port), 2)


def test_nothing_can_be_written(server: Server) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert server.ask("/ask.html?goal=met(A,B)", method)[0].status == 405
    assert server.ask("/stop", "POST", sec_fetch_site="cross-site")[0].status == 403
    assert server.ask("/stop", "POST", origin="https://evil.example")[0].status == 403
    assert server.ask("/stop", "POST", origin=f"http://127.0.0.1:{server.port}")[0].status == 204
    assert server.ask("/stop")[0].status == 404


@pytest.mark.parametrize("site", ["cross-site", "same-site"])  # another port of this machine is of the same site
def test_no_page_of_another_host_has_questions_asked(server: Server, site: str) -> None:
    goal = "/ask.html?goal=met(A,B)"
    for mode, to in (("no-cors", "image"), ("navigate", "iframe"), ("cors", "empty")):
        response, body = server.ask(goal, sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=to)
        assert (response.status, "Ann" in body) == (403, False)
    followed = {"sec_fetch_site": site, "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    assert server.ask(goal, **followed)[0].status == 200  # a reader who follows a link
    assert server.ask(goal, "POST", **followed)[0].status == 403
    assert (
        server.ask(goal, sec_fetch_site="none", sec_fetch_mode="navigate", sec_fetch_dest="document")[0].status == 200
    )


def test_connections_without_end_are_closed_and_told_nobody(tmp_path: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, limits[1]))
    try:
        with serving(base_in(tmp_path / "facts"), "--at", "2019-05-10") as server:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)
            held: list[socket.socket] = []
            for _ in range(300):
                one = socket.create_connection(("127.0.0.1", server.port), 10)
                with suppress(ConnectionError):  # it was closed
                    one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ")
                held.append(one)
            for each in held[:200]:
                each.close()
            assert "1 answer" in server.goal("met(A, B)")[1]
            time.sleep(22)
            for each in held[200:]:
                each.settimeout(5)
                with suppress(ConnectionError):
                    assert each.recv(1) == b""  # nobody waits for the other half
                each.close()
            server.process.send_signal(signal.SIGINT)
            assert server.process.stderr is not None
            assert server.process.stderr.read() == ""
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_a_goal_is_answered_with_its_citations(server: Server) -> None:
    status, said = server.goal("met(A, B)", "/at/2019-05-03")
    assert status == 200
    assert "1 answer, as of 2019-05-03" in said
    assert "“On 3 May 2019 Ann met Bob.”" in said
    status, said = server.goal("stayed(bob)")
    assert status == 200
    assert "Why not" in said
    assert "stops at" in said


def test_a_goal_with_a_mistake_says_which(server: Server) -> None:
    status, said = server.goal("mett(A, B)")
    assert status == 200
    assert "Did you mean" in said or "did you mean" in said


def test_a_view_is_a_part_of_the_address(server: Server) -> None:
    assert "0 answers" in server.goal("left(X)", "/at/2019-05-04")[1]
    assert "1 answer" in server.goal("left(X)", "/at/2019-05-06")[1]
    assert "0 answers" in server.goal("left(X)", "/at/2019-05-06/known-by/2019-05-05")[1]
    response, _ = server.ask("/view?at=2019-05-06&known_by=&path=document/note.html")
    assert (response.status, response.headers["location"]) == (303, "/at/2019-05-06/document/note.html")
    response, _ = server.ask("/view?at=&known_by=2019-05-06&goal=left(X)")
    assert response.headers["location"] == "/known-by/2019-05-06/ask.html?goal=left%28X%29"
    for path in ("//evil.example/", "\\\\evil.example", "https://evil.example"):
        location = server.ask(f"/view?path={quote(path)}")[0].headers["location"]
        assert re.match(r"/[^/\\]", location), location
    response, body = server.ask("/at/soon/index.html")
    assert response.status == 400
    assert "is not a date" in html.unescape(body)


def test_words_are_completed_and_found(server: Server) -> None:
    told = json.loads(server.ask("/complete?before=me")[1])
    assert {"text": "met", "replaces": 2, "note": "relation (a, b)"} in told
    found = json.loads(server.ask("/find?words=Bob")[1])
    assert ["A note", "document/note.html"] in [each[:2] for each in found]
    assert json.loads(server.ask("/find?words=")[1]) == []


def test_a_question_is_stopped_and_the_next_one_answered(tmp_path: Path) -> None:
    with serving(base_in(tmp_path / "facts", ENDLESS), "--seconds", "60", "--engine", "pydatalog") as server:
        replies: list[tuple[int, str]] = []
        asking = threading.Thread(target=lambda: replies.append(server.goal("q(X, Y)")))
        asking.start()
        time.sleep(1)
        begun = time.monotonic()
        while asking.is_alive() and time.monotonic() < begun + 30:
            assert server.ask("/stop", "POST", sec_fetch_site="same-origin")[0].status == 204
            asking.join(0.5)
        (status, said), *_ = replies
        assert (status, "Stopped" in said) == (503, True), said
        assert "1 answer" in server.goal("met(A, B)", "/at/2019-05-03")[1]


def test_a_question_takes_no_longer_than_it_may(tmp_path: Path) -> None:
    with serving(base_in(tmp_path / "facts", ENDLESS), "--seconds", "1", "--engine", "pydatalog") as server:
        status, said = server.goal("q(X, Y)")
        assert status == 503
        assert "more than 1 s of the processor's time" in said
        assert "1 answer" in server.goal("met(A, B)", "/at/2019-05-03")[1]


def test_a_page_that_takes_too_long_is_shown_without_what_does(tmp_path: Path) -> None:
    text = ENDLESS + "query grow: q(X, Y).\n"
    with serving(base_in(tmp_path / "facts", text), "--seconds", "1", "--engine", "pydatalog") as server:
        for path in ("document/note", "query/grow", "entity/bob"):
            response, body = server.ask(f"/at/2019-05-03/{path}.html")
            assert response.status == 200, (path, words(body))
            assert "more than 1 s of the processor's time" in words(body), (path, words(body))
        assert "On 3 May 2019 Ann met Bob." in words(server.ask("/at/2019-05-03/document/note.html")[1])


def test_what_takes_too_long_ahead_is_left_out_and_the_rest_is_there(tmp_path: Path) -> None:
    with serving(base_in(tmp_path / "facts", ENDLESS), "--at", "2019-05-03", "--engine", "pydatalog") as server:
        said = ""
        for _ in range(120):
            said = words(server.ask("/document/note.html")[1])
            if "what follows of `q` is not told" in said:
                break
            time.sleep(1)
        assert "Not all conclusions are here: what follows of `q` is not told" in said
        assert "stayed(ann)" in said


def test_files_that_change_are_read_and_mistakes_in_them_told(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    folder = base_in(tmp_path / "facts")

    def until(text: str) -> tuple[int, str]:
        last = (0, "")
        for _ in range(100):
            response, body = server.ask("/at/2019-05-10/ask.html?goal=left(X)")
            last = response.status, words(body)
            if text in last[1]:
                return last
            time.sleep(0.2)
        raise AssertionError(last)

    with serving(folder) as server:
        assert until("1 answer")[0] == 200
        (folder / "base.fb").write_text(BASE + "left(bob bob).\n", encoding="utf-8")
        assert until("The base has mistakes")[0] == 503
        more = BASE.replace("left(bob)", 'left(ann) since 2019-05-05 "left on 5 May 2019".\nleft(bob)', 1)
        (folder / "base.fb").write_text(more, encoding="utf-8")
        assert until("2 answers")[0] == 200


def test_an_interrupt_ends_it_and_what_it_began(tmp_path: Path) -> None:
    with serving(base_in(tmp_path / "facts")) as server:
        assert server.ask("/site.css")[0].status == 200
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(20) == 0
        assert server.process.stderr is not None
        assert server.process.stderr.read() == ""


def test_a_port_that_is_taken_is_told(server: Server) -> None:
    command = [sys.executable, "-m", "factbase", "serve", "--port", str(server.port), "--base", str(server.folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"factbase serve: port {server.port} of 127.0.0.1 cannot be had: ")
    for port in ("-1", "65536", "http"):
        done = subprocess.run([*command, f"--port={port}"], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2
        assert "write a number from 0 to 65535" in done.stderr
