"""A fuzz of what a stranger may hand over: in, kinds and how many inputs; out, every input that ended in a traceback or took too long.

Run it, it is not collected: `python tests/fuzz.py 100000`, `python tests/fuzz.py 2000 fb lock`, `python tests/fuzz.py --seed fb 17`.
Inputs are made from the corpus and from what the command writes, changed by a seed, so that each can be made again. Each is given to
the command itself, in this process, with five seconds of the processor; exit code 70 says that the outermost guard was needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS = 5.0  # of the processor, for one input
SHARES = {"fb": 33, "table": 13, "parquet": 3, "html": 11, "pdf": 6, "lock": 13, "git": 3, "certificate": 14, "keys": 4}
"""The kinds of inputs, and how many of a hundred each gets."""

WORDS = re.findall(r"\S+", """
p( q( signed( ( ) [ ] { } , . : :- ?- _ X Y ? @ not on since until during at says(a): denies(b): predicts(c): count { sum { min { max {
: } = != < <= > >= + - * / mod in .. contains matches "a" "\\n" "the words here" 1 0 -1 99999999999999999999 1.5 0.0000001 2016-11-23
2016-11 2016-XX-XX 2019-10~ ../2019 2016/2017 9999-12-31 0000-01-01 source entity relation rule check expect allow query table assume
waive from closed file: lines: 1..2 title: alias: published: quotes: columns: quote: header: separator: %c \x1b \u202e \u009b \x00 é 漢
concat( length( lower( date( year( weekday( earliest( latest( interval( abs( "[…]" "..." after before citing known_by answers error warning
aside lines is context "it" is a lines 1..2
""")  # fmt: skip
BYTES = [
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\n\n",
    b"\xe2\x80\xae",
    b"\x1b[2J",
    b'"',
    b"'",
    b",",
    b"\t",
    b"\xc2\x9b",
    b"\xed\xa0\x80",
]


class TooLong(BaseException):
    """An input took more of the processor than it may."""


# ---- changing texts


def changed(chance: random.Random, held: bytes, others: list[bytes]) -> bytes:
    """Some bytes, changed in a few places."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(held) + 1)
        end = min(len(held), at + chance.choice((1, 2, 5, 20, 200)))
        match chance.randrange(8):
            case 0:
                held = held[:at] + held[end:]
            case 1:
                held = held[:at] + chance.choice(BYTES) + held[at:]
            case 2:
                held = held[:at] + f" {chance.choice(WORDS)} ".encode() + held[at:]
            case 3:
                held = held[:at] + held[at:end] * chance.choice((2, 3, 50)) + held[end:]
            case 4:
                other = chance.choice(others)
                start = chance.randrange(len(other) + 1)
                held = held[:at] + other[start : start + chance.choice((5, 50, 500))] + held[end:]
            case 5 if held:
                at = min(at, len(held) - 1)
                held = held[:at] + bytes([held[at] ^ (1 << chance.randrange(8))]) + held[at + 1 :]
            case 6:
                held = (
                    held[:at]
                    + chance.choice((b"(", b"[", b"{", b"-", b"not ", b'"', b"<div>")) * chance.choice((5, 60, 400))
                    + held[at:]
                )
            case _:
                held = held[:at] + f"{chance.choice((0, 1, -1, 2**31, 2**63, 10**40))}".encode() + held[end:]
    return held


# ---- the kinds


class Kinds:
    """What makes an input of a kind and gives it to the command, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        chunks = [
            c
            for f in sorted((ROOT / "tests" / "corpus").rglob("*.fb"))
            for c in f.read_text("utf-8", "replace").split("\n---\n")
        ]
        self.chunks = [chunk.encode() for chunk in chunks if len(chunk) < 4000]
        base = ROOT / "tests" / "base"
        self.base = [p.read_bytes() for p in sorted(base.glob("*.fb"))]
        self.plain = Path(shutil.copytree(base, folder / "plain"))
        run("--base", self.plain, "lock")
        self.pinned = (self.plain / "sources.lock").read_bytes()
        goals = (
            "signed(A, B, C)",
            "articles(treaty, N)",
            "not ended(treaty)",
            "ended(treaty)",
            "N = count { X : signed(_, X, _) }",
        )
        self.certificates = []
        for goal in goals:
            out = run("--base", self.plain, "ask", goal, "--at", "2004-06-01", "--format", "json")[1]
            self.certificates.append(out.encode())
        subprocess.run(["git", "init", "-q", folder / "repository"], check=True)
        self.repository = folder / "repository" / ".git"

    def fresh(self) -> Path:
        """An empty folder."""
        made = self.folder / "case"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        return made

    def fb(self, chance: random.Random) -> None:
        base = self.fresh()
        if chance.random() < 0.3:
            held = " ".join(chance.choice(WORDS) for _ in range(chance.choice((3, 10, 40, 150)))).encode()
        else:
            held = changed(chance, chance.choice(self.chunks), self.chunks)
        (base / "a.fb").write_bytes(held)
        (base / "s.txt").write_text("the words here and more words 2016 in November\n")
        goal = held[:200].decode("utf-8", "replace").partition("\n")[0]
        match chance.randrange(4):
            case 0:
                run("check", base, "--format", chance.choice(("text", "json")))
            case 1:
                run(
                    "--base",
                    base,
                    "ask",
                    chance.choice(("p(X)", "q(X, Y)", goal.rstrip(". "))),
                    "--format",
                    chance.choice(("text", "json", "csv")),
                )
            case 2:
                run("--base", base, chance.choice(("why", "why-not", "timeline")), chance.choice(("p(X)", "q(X, Y)")))
            case _:
                run("--base", self.plain, stdin=held.decode("utf-8", "surrogateescape"))

    def table(self, chance: random.Random) -> None:
        base = self.fresh()
        rows = "a,words,day\n" + "".join(
            f"{chance.choice(WORDS)},the words here,{chance.choice(('2016-11-23', '', '2016', 'x'))}\n"
            for _ in range(chance.randrange(8))
        )
        held = changed(chance, rows.encode(), [rows.encode(), *self.chunks[:50]])
        name = chance.choice(("t.csv", "t.tsv", "t.facts", "t.parquet"))
        (base / name).write_bytes(held)
        (base / "s.txt").write_text("the words here\n")
        settings = chance.choice(
            (
                "source: s, quote: words",
                "source: s, quote: words, on: day",
                "columns: [a], source: s, quote: [words, 2]",
                "source: s, quote: 2, header: no",
            )
        )
        statement = (
            f'source s {{ file: "s.txt" }}.\nrelation p(a: any).\ntable p from "{name}" {{ {settings} }}.\n'.encode()
        )
        (base / "a.fb").write_bytes(changed(chance, statement, self.chunks) if chance.random() < 0.3 else statement)
        run("check", base) if chance.random() < 0.6 else run("--base", base, "ask", "p(X)")

    def parquet(self, chance: random.Random) -> None:
        """A file that was Parquet: what pyarrow makes of a changed footer, page or text; and what unpacks to much."""
        import pyarrow
        from pyarrow import parquet

        base = self.fresh()
        rows = chance.choice((0, 1, 3, 100, 10_000))
        columns = {
            "a": pyarrow.array(chance.choice((["x"], [1], [0.5], [None], [b"\xff"], [[1]], [True])) * rows),
            "words": pyarrow.array(
                ["the words here" * (1 if rows > 100 else chance.choice((1, 5_000)))] * rows
            ).dictionary_encode(),
        }
        written = io.BytesIO()
        form = {"compression": chance.choice(("none", "zstd", "snappy")), "use_dictionary": chance.random() < 0.5}
        parquet.write_table(pyarrow.table(columns), written, **form)
        held = written.getvalue()
        if chance.random() < 0.9:
            held = bytearray(held)
            for _ in range(chance.choice((1, 2, 10))):  # in the footer, mostly: most of it is read before anything else
                at = chance.randrange(max(0, len(held) - 700), len(held)) if chance.random() < 0.7 else 0
                held[at or chance.randrange(len(held))] = chance.randrange(256)
        (base / "t.parquet").write_bytes(held)
        (base / "s.txt").write_text("the words here\n")
        (base / "a.fb").write_text(
            'source s { file: "s.txt" }.\nrelation p(a: any).\ntable p from "t.parquet" { source: s, quote: words }.\n'
        )
        run("check", base) if chance.random() < 0.2 else run("--base", base, "ask", "p(X)", "--limit", "5")

    def html(self, chance: random.Random) -> None:
        base = self.fresh()
        page = b'<!doctype html><html><head><meta charset="utf-8"></head><body><h1>The words here</h1><p>one<br>two <b>three</b>'
        page += b"<table><tr><td>1<td>2</table><pre> a\n b</pre><div hidden>no</div><!-- c --><p style='display:none'>x</p></body></html>"
        held = changed(
            chance,
            page,
            [page, b"<svg><math><template><select><plaintext><frameset>", b'<meta charset="utf-16">&#x202e;&#0;&amp'],
        )
        (base / "p.html").write_bytes(held)
        (base / "a.fb").write_text('source s { file: "p.html" }.\nfrom s.\np(1) "The words here".\n')
        if chance.random() < 0.2:
            run("extract", base / "p.html", "--base", base)
            run("check", base)
        else:
            read(base / "p.html")

    def pdf(self, chance: random.Random) -> None:
        base = self.fresh()
        (base / "p.pdf").write_bytes(changed(chance, chance.choice(PDFS), [*PDFS, *PIECES]))
        if chance.random() < 0.2:
            run("extract", base / "p.pdf", "--base", base)
        else:
            read(base / "p.pdf")

    def lock(self, chance: random.Random) -> None:
        base = self.fresh()
        shutil.copytree(self.plain, base, dirs_exist_ok=True)
        (base / "sources.lock").write_bytes(changed(chance, self.pinned, [self.pinned, *self.chunks[:20]]))
        match chance.randrange(3):
            case 0:
                run("check", base)
            case 1:
                run("--base", base, "lock")
            case _:
                run("--base", base, "ask", "signed(A, B, C)")

    def git(self, chance: random.Random) -> None:
        base = self.fresh()
        shutil.copytree(self.repository, base / ".git")
        objects = base / ".git" / "objects"
        blobs = [
            b"100644 " + chance.choice(NAMES) + b"\0" + stored(objects, b"blob", chance.choice(self.chunks))
            for _ in range(chance.randrange(1, 5))
        ]
        inner = stored(objects, b"tree", b"".join(blobs))
        entries = [b"40000 facts\0" + inner]
        for _ in range(chance.randrange(3)):
            mode = chance.choice((b"100644", b"100755", b"40000", b"120000", b"160000", b"0", b"100664"))
            what = chance.choice((inner, stored(objects, b"blob", b"x"), b"\x11" * 20))
            entries.append(mode + b" " + chance.choice(NAMES) + b"\0" + what)
        tree = b"".join(entries)
        tree = changed(chance, tree, [tree]) if chance.random() < 0.3 else tree
        about = (
            b"tree "
            + stored(objects, b"tree", tree).hex().encode()
            + b"\nauthor A <a@b> 0 +0000\ncommitter A <a@b> 0 +0000\n\nx\n"
        )
        about = changed(chance, about, [about]) if chance.random() < 0.2 else about
        commit = stored(objects, b"commit", about).hex()
        (base / ".git" / "refs" / "heads" / "master").write_text(f"{commit}\n")
        (base / "facts").mkdir()
        (base / "facts" / "a.fb").write_text("assume p(1).\n")
        run(
            "check",
            "--base",
            base / chance.choice(("facts", ".")),
            "--base-rev",
            chance.choice(("HEAD", commit, "master", "..", "HEAD:facts")),
        )

    def certificate(self, chance: random.Random) -> None:
        held = chance.choice(self.certificates)
        if chance.random() < 0.5:
            document = json.loads(held)
            _shuffle(chance, document)
            held = json.dumps(document).encode()
        else:
            held = changed(chance, held, self.certificates)
        file = self.fresh() / "answer.json"
        file.write_bytes(held)
        run("--base", self.plain, "certify", file)

    def keys(self, chance: random.Random) -> None:
        from prompt_toolkit.application import create_app_session
        from prompt_toolkit.input import create_pipe_input
        from prompt_toolkit.output import DummyOutput

        from factbase.engine.choose import engine_named  # noqa: F401  # the engines are there before the clock runs
        from factbase.faces import repl

        keys = [
            "\t",
            "\x12",
            "\x1b",
            "\x1b[A",
            "\x1b[B",
            "\x03",
            "\x07",
            "\x01",
            "\x0b",
            "\x7f",
            "\x13",
            "\x1bd",
            "\x17",
            "\x19",
            "\x1f",
            "\x1b\r",
            "\x18\x05",
        ]
        lines = ("signed(A, B, C).\r", ":help\r", ":why 1\r", ":load x\r", ":at 2004\r", "\r", ".\r")
        pieces = [*keys, *lines, "sig", "not ", "(", ")", '"', "é"]
        typed = "".join(chance.choice(pieces) for _ in range(chance.randrange(1, 12))) + "\x03\x03\x07\x03\x04"
        session = _session(self.plain)
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            pipe.send_text(typed + "\x03\x04\x03\x04:quit\r")
            with quiet(), contextlib.suppress(EOFError):
                sys.stdin = io.StringIO("q\n" * 50)
                repl.run(session)


def _session(base: Path) -> object:
    from factbase.faces.engines import Engines
    from factbase.faces.options import today
    from factbase.faces.patience import Patience
    from factbase.faces.session import Session
    from factbase.program.view import View
    from factbase.render.paint import plain

    return Session([base], View(today()), today(), Engines("auto", None, Patience(None, [base])), plain)


def _shuffle(chance: random.Random, document: object) -> None:
    """Changes one place of a JSON document, however deep."""
    here = document
    while isinstance(here, (dict, list)) and here:
        key = chance.choice(list(here) if isinstance(here, dict) else range(len(here)))
        if chance.random() < 0.25 or not isinstance(here[key], (dict, list)) or not here[key]:
            new = chance.choice(
                (None, True, 0, -1, 10**30, 1.5, "", "x", "\ud800", [], {}, [[]], {"kind": "part", "number": 0})
            )
            if chance.random() < 0.2:
                del here[key]
            else:
                here[key] = new
            return
        here = here[key]


NAMES = [
    *rb"a.fb .. . .git /etc/x ../../x a\b.fb sub x.fb .GIT git~1 con a.fb".split(b" "),
    b"a" * 300,
    b"\xff.fb",
    b"a\nb.fb",
]


def stored(objects: Path, kind: bytes, held: bytes) -> bytes:
    """Writes a loose object, and gives its id."""
    data = kind + b" " + str(len(held)).encode() + b"\0" + held
    found = hashlib.sha1(data).digest()
    place = objects / found.hex()[:2] / found.hex()[2:]
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(zlib.compress(data, 1))
    return found


TEXT = b"BT /F1 12 Tf 72 720 Td (The words here) Tj ET "
PIECES = [
    b"/Kids[2 0 R 3 0 R 3 0 R 3 0 R]/Count 9999999",
    b"/Parent 2 0 R/Prev 9/Contents[4 0 R 4 0 R 2 0 R]",
    b"/Filter[/FlateDecode/ASCII85Decode/LZWDecode/RunLengthDecode/ASCIIHexDecode]/DecodeParms<</Predictor 15/Columns 9999999>>",
    b"/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>",
    b"<</ToUnicode 4 0 R/Encoding/Identity-H/DescendantFonts[5 0 R]/Widths[1]/FirstChar 999999999>>",
    b"BI /W 1 /H 1 ID xx EI q q q /A Do [(a)-300(b)] TJ (\\777\\) Tj << [ <<",
    b"1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0000><ffff><0041> endbfrange",
    b"<</Type/XObject/Subtype/Form/Resources<</XObject<</A 4 0 R>>>>>>",
]


def _pdf(text: bytes = TEXT, about: bytes = b"") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(text)).encode() + about + b">>stream\n" + text + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += str(number).encode() + b" 0 obj" + each + b"endobj\n"
    xref = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + str(xref).encode() + b"\n%%EOF\n"


PDFS = [
    _pdf(),
    _pdf(zlib.compress(TEXT * 100), b"/Filter/FlateDecode"),
    _pdf(TEXT + b"/A Do ", b"/Type/XObject/Subtype/Form/Resources<</XObject<</A 4 0 R>>/Font<</F1 5 0 R>>>>"),
    _pdf(b" ".join(PIECES)),
]


# ---- running


@contextlib.contextmanager
def quiet() -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Standard streams of our own; gives what is printed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    held = sys.stdin, sys.stdout, sys.stderr, sys.argv
    sys.stdout, sys.stderr = out, err
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr, sys.argv = held


def run(*arguments: object, stdin: str = "") -> tuple[int, str, str]:
    """Runs the command in this process; an exception of ours, or what the guard tells of one, is an AssertionError."""
    from factbase.faces.cli import main

    words = [str(word) for word in arguments]
    with quiet() as (out, err):
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogateescape")), encoding="utf-8")
        sys.argv = ["factbase", *words]
        try:
            code = main(words)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        shown = []
        for stream in (out, err):
            stream.flush()
            shown.append(stream.buffer.getvalue().decode("utf-8", "replace"))
    assert code != 70, shown[1][-2000:]
    assert "Traceback" not in shown[0] + shown[1], shown[1][-2000:]
    return code, *shown


def read(page: Path) -> None:
    """Reads a page in this process, where a fault of its library would show; the command has another process do that."""
    from factbase.files.folder import UnreadableFile
    from factbase.sources.page import text_of

    with contextlib.suppress(UnreadableFile, MemoryError):
        text_of(page, page.read_bytes())


def one(kinds: Kinds, kind: str, seed: int) -> str | None:
    """Gives one input to the command: what went wrong, or None."""
    chance = random.Random(f"{kind}:{seed}")
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        getattr(kinds, kind)(chance)
    except TooLong:
        return f"more than {SECONDS:.0f} s"
    except BaseException:
        return traceback.format_exc(limit=-6)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def _too_long(number: int, frame: object) -> None:
    raise TooLong


def worker(share: int, of: int, counts: dict[str, int], results: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["FACTBASE_CACHE"] = f"{name}/cache"
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        signal.signal(signal.SIGPROF, _too_long)
        kinds = Kinds(Path(name))
        for kind, count in counts.items():
            for seed in range(share, count, of):
                wrong = one(kinds, kind, seed)
                results(json.dumps([kind, seed, wrong]))


def main() -> int:
    words = sys.argv[1:]
    if words[:1] == ["--seed"]:
        kind, seed = words[1], int(words[2])
        with tempfile.TemporaryDirectory() as name:
            os.environ["FACTBASE_CACHE"] = f"{name}/cache"
            signal.signal(signal.SIGPROF, _too_long)
            kinds = Kinds(Path(name))
            print(one(kinds, kind, seed) or "nothing is wrong")
            for path in sorted((kinds.folder / "case").glob("*")):
                print(f"--- {path.name}\n{path.read_bytes()[:3000]!r}" if path.is_file() else f"--- {path.name}/")
        return 0
    total, named = int(words[0]), words[1:] or list(SHARES)
    whole = sum(SHARES[kind] for kind in named)
    counts = {kind: round(total * SHARES[kind] / whole) for kind in named}
    workers = int(os.environ.get("FUZZ_WORKERS", os.cpu_count() or 1))
    reader, writer = os.pipe()
    started = time.monotonic()
    for share in range(workers):
        if os.fork() == 0:
            os.close(reader)
            try:
                worker(
                    share, workers, counts, lambda line: os.write(writer, f"{line}\n".encode()[:4000] + b"") and None
                )
            finally:
                os._exit(0)
    os.close(writer)
    done: Counter[str] = Counter()
    wrong: dict[str, list[tuple[str, int]]] = {}
    with open(reader, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                kind, seed, problem = json.loads(line)
            except ValueError:
                print(f"a result that was cut: {line[:200]}")
                continue
            done[kind] += 1
            if problem:
                last = problem.strip().splitlines()
                wrong.setdefault(f"{last[-1][:200]} | {last[-3].strip()[:160] if len(last) > 2 else ''}", []).append(
                    (kind, seed)
                )
    for problem, inputs in sorted(wrong.items(), key=lambda each: -len(each[1])):
        print(f"{len(inputs)} × {problem}: {inputs[:5]}")
    print(f"{sum(done.values())} inputs ({', '.join(f'{kind} {n}' for kind, n in done.items())}), "
          f"{sum(map(len, wrong.values()))} wrong, {time.monotonic() - started:.0f} s")  # fmt: skip
    return 1 if wrong or sum(done.values()) < sum(counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
