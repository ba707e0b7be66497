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
NUMBERS = [
    ("Patients had HER2- tumours in May.", "Patients had HER2", False),
    ("Mice that were p53−/− died in May.", "Mice that were p53", False),
    ("The cells were CD4⁺ in each of them.", "The cells were CD4", False),
    ("They gave a dose of 5 +/- 2 mg daily.", "They gave a dose of 5", False),
    ("They gave a dose of 5 mg per kg daily.", "They gave a dose of 5 mg", False),
    ("They gave a dose of 5 mg kg⁻¹ daily.", "They gave a dose of 5 mg", False),
    ("Support rose by 5 basis points in all.", "Support rose by 5", False),
    ("The odds were 5 to 1 against them.", "The odds were 5", False),
    ("The river is 6 feet 3 inches deep.", "3 inches deep", False),
    ("Treinta y dos personas murieron ayer.", "dos personas murieron ayer", False),
    ("Quatre cents personnes sont mortes.", "cents personnes sont mortes", False),
    ("Op die dag stierven twee miljoen mensen.", "Op die dag stierven twee", False),
    ("Sie waren fünf bis sechs Mann am Ende.", "sechs Mann am Ende", False),
    ("दान में 5 करोड़ रुपये मिले थे।", "दान में 5", False),
    ("人数不到500人，会议结束了。", "500人，会议结束了", False),
    ("参加者は500人未満だった。", "参加者は500人", False),
    ("참가자는 모두 500명 미만이었다.", "참가자는 모두 500명", False),
    ("The year 500 BCE was the end of it.", "The year 500", False),
    ("They met at 5 p.m. at the old bridge.", "They met at 5", False),
    ("They struck out section 5(a) in May.", "They struck out section 5", False),
    ("Er kam am 3. Mai nach Rom zurück.", "Er kam am 3", False),
    ("The loan cost Fr. 100 in bank fees.", "100 in bank fees", False),
    ("The loan cost 100 Canadian dollars.", "The loan cost 100", False),
    ("He had paid a sum of 1,\n420 dollars to each.", "420 dollars to each", False),
    ("It rose by 5 percent in 2016 to 77 units.", "It rose by 5 percent in 2016", True),
    ("The pre- and post-war years of it were bad.", "years of it were bad", True),
    ("They met there in 2016. Then they left Rome.", "They met there in 2016", True),
    ("Il y avait six ou sept cafés dans la ville.", "dans la ville", True),
]
GOVERNED = [
    ("The government of Japan planned to sign the pact.", "The government of Japan […] sign the pact", False),
    (
        "The government of Japan agreed in principle to sign the pact.",
        "The government of Japan […] sign the pact",
        False,
    ),
    ("The drug was too weak to be effective against it.", "The drug was […] effective against it", False),
    ("The drug was anything but effective against it.", "The drug was […] effective against it", False),
    ("Rådet har inte godkänt avtalet i dag.", "Rådet har […] godkänt avtalet i dag", False),
    ("Το συμβούλιο δεν ενέκρινε τη συνθήκη.", "Το συμβούλιο […] ενέκρινε τη συνθήκη", False),
    ("Το συμβούλιο (της πόλης) ενέκρινε τη συνθήκη.", "Το συμβούλιο […] ενέκρινε τη συνθήκη", True),
    ("The ministers of Japan went by train to the town.", "The ministers of Japan went […] the town", True),
    ("South Korea has refused to integrate its system.", "South Korea has refused […] integrate its system", True),
    ("The pact was signed by no one at all.", "The pact was signed", False),
    ("The pact was signed – not!", "The pact was signed", False),
    ("The pact was signed (it was not).", "The pact was signed", True),  # likewise
    ("The pact was all but signed by the two.", "signed by the two", False),
    ("They lied that the pact was signed by all.", "the pact was signed by all", False),
    ("Myth: The pact was signed by all states.", "The pact was signed by all states", True),  # a doubt: F102
    ("Japan signed the pact, not the treaty.", "Japan signed the pact", True),
    ("Note: The pact was signed by all states.", "The pact was signed by all states", True),
]


@pytest.mark.parametrize(("text", "quote", "expected"), [*NUMBERS, *GOVERNED])
def test_a_quote_leaves_out_nothing_of_a_number_and_nothing_that_governs_it(
    text: str, quote: str, expected: bool
) -> None:
    assert stands("a.txt", text, quote) is expected


@pytest.mark.parametrize(("path", "text", "quote", "expected"), [*MARKS, *BORDERS, *COMMENTS, *CLOSINGS])
def test_a_quote_is_judged_by_what_is_seen_around_it(path: str, text: str, quote: str, expected: bool) -> None:
    assert stands(path, text, quote) is expected


@pytest.mark.parametrize("text", ["It is _not_ true that Japan signed it.", "It is *not* true that Japan signed it."])
def test_a_doubt_that_is_stressed_is_told_where_it_stands(text: str) -> None:
    found = [doubt for doubt in doubts(text) if "not" in doubt.word]
    assert all("not" in text[slice(*doubt.span)] for doubt in found)
    assert any("Japan signed" in text[slice(*doubt.scope)] for doubt in found)


@pytest.mark.parametrize(
    ("text", "quote", "says"),
    [
        ("It fell to fewer than 310 men.", "310 men. It fell", None),
        ("Fewer than 310 men were left there.", "310 men were left there", "Fewer than 310"),
        ("Members are Japan and China.", "Members are Japan.", "the last `.`"),
        ("He said it was over by May.", "“it was over by May”", "without the quotation marks"),
    ],
)
def test_why_a_quote_does_not_stand_is_told_whole(text: str, quote: str, says: str | None) -> None:
    verdict = verify(Document("a.txt", text), quote)
    assert verdict.place is None
    assert says is None or says in verdict.detail


def test_the_article_of_a_word_may_be_left_out() -> None:
    assert stands("a.txt", "L’accord a été signé à Rome en mai.", "accord a été signé à Rome")
    assert not stands("a.txt", "Il n’accorde rien à Rome en mai.", "accorde rien à Rome")
