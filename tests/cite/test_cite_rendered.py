"""Quotes beside marks, borders and comments: what a reader sees around a quote decides, not the characters of the file."""

from __future__ import annotations

import pytest

from factbase.cite import Document, verify
from factbase.cite.doubt import doubts


def stands(path: str, text: str, quote: str) -> bool:
    return verify(Document(path, text), quote).place is not None


MARKS = [
    ("a.txt", "The drug was _not_ effective against it.", "The drug was […] effective against it", False),
    ("a.md", "The drug was **never** effective against it.", "The drug was […] effective against it", False),
    ("a.txt", "The drug was n.o.t. effective against it.", "The drug was […] effective against it", False),
    ("a.txt", "The drug was nót effective against it.", "The drug was […] effective against it", False),
    ("a.txt", "They met them in Rome in May.", "They met [_not_ them] in Rome in May", False),
    ("a.md", "They lost 20 *million* euros that day.", "They lost 20", False),
    ("a.txt", "They lost _20_ million euros that day.", "million euros that day", False),
    ("a.md", "A total of **1**,420 men were lost there.", "420 men were lost there", False),
    ("a.md", "It fell to **-**40 degrees that day.", "40 degrees that day", False),
    ("a.md", "The *un*signed pact was kept.", "signed pact was kept", False),
    ("a.md", "The [un](x)signed pact was kept.", "signed pact was kept", False),
    ("a.md", "A mass of 10<sup>12</sup> grams was found.", "A mass of 10", False),
    ("a.md", "It is H~2~O that was in it.", "It is H", False),
    ("a.txt", "A mass of 10**12 grams was found.", "A mass of 10", False),
    ("a.md", '[x]: http://a.b "The pact was signed in May"\n\nNo more.', "The pact was signed in May", False),
    ("a.md", "The pact was ![not](x.png) signed in May.", "The pact was signed in May", False),
    # what is only beside a mark
    ("a.md", "The **old** pact was *signed* in May.", "pact was", False),  # too short, mark or no mark
    ("a.md", "The **old** pact was kept *in Rome* for all.", "pact was kept *in Rome*", True),
    ("a.md", "Japan signed[1](#n1) the pact.", "the pact", False),
    ("a.md", "All of Japan signed[1](#n1) the pact.", "All of Japan signed", True),
    ("a.md", "All of Japan signed<sup>1</sup> the pact.", "All of Japan signed", True),
    ("a.md", "All of Japan signed.[^1] The pact ended.", "All of Japan signed", True),
    ("a.txt", "The call f(*args) is made by all.", "args) is made by all", True),
    ("a.txt", "The name is_not_null is used by all of them.", "is used by all of them", True),
]
BORDERS = [
    ("a.md", "# States that refused\nJapan signed the pact.", "States that refused Japan signed the pact", False),
    ("a.md", "* The pact was ended by\n* Japan was a member", "The pact was ended by Japan", False),
    ("a.md", "The pact was ended by\n\n> Japan was a member", "The pact was ended by Japan", False),
    ("a.md", "| a | b |\n|---|---|\n| Japan | No |\n| Korea | Yes |", "No | | Korea | Yes", False),
    ("a.txt", "First pact\tended\n\nSecond pact\tin force", "ended Second pact", False),
    (
        "a.txt",
        "Japan left it in           Korea left the pact in\nMay of 2019.               June.",
        "Korea left the pact in May",
        False,
    ),
    ("a.csv", "name,signed\nthe state of Japan,no\nthe state of Korea,yes", "no\nthe state of Korea", False),
    ("a.csv", 'name,note\nJapan,"6, not 7"', "not 7", False),
    ("a.csv", 'name,note\nJapan,"6, not 7"', "6, not 7", True),
    ("a.csv", 'name,note\nJapan,"a text of\nmany lines"', "a text of\nmany lines", True),
    ("a.txt", "The pact of 2016 was\nsigned by Japan.", "The pact of 2016 was signed by Japan", True),
    ("a.txt", "Der Landtag hat am\n3. Oktober getagt.", "Der Landtag hat am 3. Oktober getagt", True),
    (
        "a.txt",
        "The pact was so long that it\nran over a page before it came\n\nto Rome in May.",
        "before it came to Rome in May",
        True,
    ),
    ("a.md", "- greater South Korean-\nJapanese cooperation", "greater South Korean-Japanese cooperation", True),
]
COMMENTS = [
    ("a.yaml", "# flag_enabled: true\nflag_enabled: false", "flag_enabled: true", False),
    ("a.yaml", "a: 5 # flag_enabled: true", "flag_enabled: true", False),
    ("a.yaml", 'a: "it is # the flag of all"', "# the flag of all", True),
    ("a.ini", ";flag_enabled=true\nflag_enabled=false", "flag_enabled=true", False),
    ("a.json", '/* "flag_enabled": true */\n{"flag_enabled": false}', '"flag_enabled": true', False),
    ("a.json", '{"url": "http://a.b/the/long/way", "x": 1}', "http://a.b/the/long/way", True),
    ("a.toml", "#limit = 5\nlimit = 6", "limit = 6", True),
    ("a.txt", "# limit = 5 of all of them", "limit = 5 of all of them", True),
]
CLOSINGS = [
    ("a.txt", "Members are Japan, Korea, and China.", "Members are Japan, Korea.", False),
    ("a.txt", "They banned arms and drugs in the town.", "They banned arms.", False),
    ("a.txt", "Ele assinou o tratado e o acordo.", "Ele assinou o tratado.", False),
    ("a.txt", "Υπέγραψε η Ιαπωνία τη συνθήκη;", "Υπέγραψε η Ιαπωνία τη συνθήκη.", False),
    ("a.txt", "Japan signed the pact!? Nobody knows.", "Japan signed the pact!", False),
    ("a.txt", "Japan signed the pact and left Rome.", "Japan signed the pact.", True),
    ("a.txt", "Japan signed the pact, and it left in May.", "Japan signed the pact.", True),
    ("a.txt", "Japan signed the pact; it left in May.", "Japan signed the pact.", True),
]


@pytest.mark.parametrize(("path", "text", "quote", "expected"), [*MARKS, *BORDERS, *COMMENTS, *CLOSINGS])
def test_a_quote_is_judged_by_what_is_seen_around_it(path: str, text: str, quote: str, expected: bool) -> None:
    assert stands(path, text, quote) is expected


@pytest.mark.parametrize("text", ["It is _not_ true that Japan signed it.", "It is *not* true that Japan signed it."])
def test_a_doubt_that_is_stressed_is_told_where_it_stands(text: str) -> None:
    found = [doubt for doubt in doubts(text) if "not" in doubt.word]
    assert all("not" in text[slice(*doubt.span)] for doubt in found)
    assert any("Japan signed" in text[slice(*doubt.scope)] for doubt in found)
