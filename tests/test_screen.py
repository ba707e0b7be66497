"""The one place that all printing passes: no control of a stranger reaches a terminal, and every text is still the same text as JSON."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from typing import TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.faces.screen import Screen, Unwritable, screens
from factbase.ground.controls import as_escape, as_line, as_text, is_shown
from factbase.render.paint import ansi

MARK = "\x1b0123456789abcdef:"
ACTING = [
    *(*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F)),
    *(*range(0x2066, 0x2070), *range(0xFFF9, 0xFFFC), *range(0xD800, 0xE000), *range(0xE0000, 0xE0080)),
]  # by hand, from the tables of Unicode
UNSEEN = (0xAD, 0x34F, 0x115F, 0x1160, 0x180E, *range(0x200B, 0x200E), *range(0x2060, 0x2065), 0x3164, 0xFEFF, 0xFFA0)
RAW = re.compile("[" + "".join(re.escape(chr(code)) for code in ACTING) + "]")
_PAIR = re.compile(
    "[\ud800-\udbff][\udc00-\udfff]"
)  # two halves beside each other are one character to any reader of JSON

anything = st.text(
    st.one_of(st.sampled_from(list(map(chr, (*ACTING, *UNSEEN)))), st.sampled_from('"\\\n\t aé“😀'), st.characters())
)
whole = anything.filter(lambda text: not _PAIR.search(text))


def test_what_acts_or_is_not_seen_is_escaped_and_nothing_else() -> None:
    escaped = {*ACTING, *UNSEEN}
    for code in range(0x110000):
        assert is_shown(chr(code)) is (code not in escaped), hex(code)
        if code in escaped:
            assert json.loads(f'"{as_escape(chr(code))}"') == chr(code)


@pytest.mark.parametrize("unseen", list(map(chr, UNSEEN)))
def test_no_name_looks_like_another_by_what_is_not_seen(unseen: str) -> None:
    escape = as_escape(unseen)
    assert as_text(f"Kim{unseen}") == f"Kim{escape}"
    assert as_text(f"{unseen}Kim") == f"{escape}Kim"
    assert as_text(f"K{unseen}im") == f"K{escape}im"
    assert as_text(f"12{unseen}34") == f"12{escape}34"
    assert as_text(f"می{unseen}{unseen}خواهم") == f"می{escape}{escape}خواهم", "one is how it is written, two are not"


@pytest.mark.parametrize(
    "written",
    [
        "می\u200cخواهم",  # Persian: letters that do not join
        "ه\u200d",  # a letter in its joining form
        "क्\u200dष",  # Hindi: a half form
        "ක්\u200dෂ",  # Sinhala
        "👩\u200d💻 👨\u200d👩\u200d👧 ❤️\u200d🔥 🏳️\u200d🌈",
        "ភាសា\u200bខ្មែរ",  # Khmer: where a word ends
        "Donau\u00addampf\u00adschiff",
        "\u1112\u1160\u11ab",  # old Korean
    ],
)
def test_writing_that_is_made_with_what_is_not_seen_stays_as_it_is(written: str) -> None:
    assert is_shown(written)


def test_an_escape_is_the_short_one_where_json_has_one() -> None:
    assert [as_escape(each) for each in "\b\t\n\f\r\x1b\uffff\U00010000\U000e0001"] == [
        *("\\b", "\\t", "\\n", "\\f", "\\r", "\\u001b", "\\uffff", "\\ud800\\udc00", "\\udb40\\udc01")
    ]
    assert as_line("a\nb\r\n\x1b\tc") == "a\\nb\\r\\n\\u001b\tc"
    assert as_text("a\nb\r\n\x1b\tc") == "a\nb\\r\n\\u001b\tc"


@given(anything)
def test_no_text_keeps_a_control(text: str) -> None:
    assert not RAW.search(as_text(text))
    assert not RAW.search(as_line(text))
    assert "\n" not in as_line(text)
    assert as_text(as_text(text)) == as_text(text)
    if is_shown(text):
        assert as_text(text) == text


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii", "cp1252", "gb18030"])
@given(text=whole)
def test_json_is_the_same_json_in_every_encoding(encoding: str, text: str) -> None:
    """Also where the encoding has no such character: Python's own escape for it is none of JSON."""
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding, newline="")
    with screens():  # which names the escapes of what an encoding lacks
        screen = Screen(stream, MARK, must=True)
    document = {"goal": text, text: [text]}
    print(json.dumps(document, ensure_ascii=False, indent=2), file=screen)
    screen.flush()
    shown = written.getvalue().decode(encoding)
    assert json.loads(shown) == document
    assert not RAW.search(shown)


# ---- our own colours


@pytest.fixture(scope="module")
def terminal() -> Iterator[Screen]:
    ours, theirs = os.openpty()
    with open(theirs, "w", encoding="utf-8") as stream, screens():
        yield Screen(stream, MARK, must=True)
    os.close(ours)


@given(text=anything)
def test_only_what_we_paint_is_coloured(terminal: Screen, text: str) -> None:
    painted = ansi(MARK)("quote", text)
    assert terminal.drawn(painted) == f"\x1b[36m{as_text(text)}\x1b[0m"
    assert Screen(io.StringIO(), MARK, must=True).drawn(painted) == as_text(text)


@pytest.mark.parametrize(
    "forged", ["\x1b[32mclean\x1b[0m", "\x1b[2J", "\x9b31m", "\x1b]52;c;aGk=\x07", f"{MARK[:-1]}32mclean"]
)
def test_no_colour_can_be_forged(terminal: Screen, forged: str) -> None:
    assert terminal.drawn(forged) == as_text(forged)
    assert "\x1b" not in terminal.drawn(forged)


def test_the_mark_is_another_each_time() -> None:
    seen = set()
    for _ in range(2):
        with screens():
            assert isinstance(sys.stdout, Screen)
            seen.add(sys.stdout.mark)
    assert len(seen) == 2


# ---- what cannot be written


def full() -> TextIO:
    return open("/dev/full", "w", encoding="utf-8")


def test_what_must_be_written_raises_and_what_need_not_does_not() -> None:
    for must in (True, False):
        with full() as stream:
            screen = Screen(stream, MARK, must=must)
            screen.write("something")
            if must:
                with pytest.raises(Unwritable, match="No space left on device"):
                    screen.flush()
            else:
                screen.flush()
            screen.flush()  # nothing complains later


def test_a_closed_stream_takes_nothing() -> None:
    with pytest.raises(Unwritable, match="it is closed"):
        Screen(None, MARK, must=True).write("x")
    assert Screen(None, MARK, must=False).write("x") == 1
