"""Quotes that stand in a source as it is to be read: each fold in both directions, what it never accepts, and the map back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.cite import DEFAULT_FOLDS, IGNORED, Document, Fold, Reason, Status, verify
from factbase.cite.loosen import loosen

# text, quote, the folds that are named
ACCEPTED = [
    ("Adverse events were common, but no deaths occurred; all recovered.", "Adverse events were common.", "closing"),
    ("Adverse events were common, but no deaths occurred; all recovered.", "no deaths occurred.", "closing"),
    ("Adverse events were common. All recovered.", "Adverse events were common,", "closing"),
    ("Die Zahl der Fälle stieg deutlich, sagte er.", "Die Zahl der Fälle stieg deutlich.", "closing"),
    ("Le nombre de cas a augmenté en 2019.", "Le nombre de cas a augmenté.", "closing"),
    ("他于三月辞去了所有的职务，随后离开。", "他于三月辞去了所有的职务。", "closing"),
    ("It fell. The rate was lower in men.", "the rate was lower in men", "initial"),
    ("In men the rate was lower than before.", "The rate was lower than before", "initial"),
    ("Уровень был выше, чем раньше, в городах.", "уровень был выше, чем раньше", "initial"),
    ("In men the rate was lower, and fell.", "The rate was lower.", "closing initial"),
    ("He saw that in men it fell by half.", "In men it fell by half", "initial"),
    ("i saw the man there today, he said", "I saw the man there today", "initial"),
    ("Both were low (p < 0.001) for men.", "Both were low (p<0.001) for men", "signs"),
    ("Both were low (p ≤0.05) for men.", "Both were low (p <= 0.05) for men", "signs"),
    ("It fell (p ≤ 0.05, 38.2 ± 11.7).", "p </= 0.05, 38.2 +/- 11.7", "signs"),
    ("An area of 3 × 4 cm was burnt.", "An area of 3×4 cm was burnt", "signs"),
    ("Levels of amyloid-β and TNF-α rose.", "Levels of amyloid-beta and TNF-alpha rose", "greek"),
    ("Levels of interferon-gamma rose here.", "Levels of interferon-γ rose here", "greek"),
    ("It rose by 5 μg/dL in a week.", "It rose by 5 ug/dL in a week", "greek"),
    ("The p was ≤ 0.05, or 38.2 ± 11.7.", "The p was </= 0.05, or 38.2 +/- 11.7", "signs"),
    ("The p was <= 0.05 there, >= 3 here.", "The p was ≤ 0.05 there, ≥ 3 here", "signs"),
    ("An area of 3 × 10⁶ hectares was burnt.", "An area of 3 x 10⁶ hectares was burnt", "signs"),
    ("She called it a “quiet disaster” for the town.", "She called it a 'quiet disaster' for the town", "quotes"),
    ("Er sagte: „Das war gut“, und »so« weiter.", 'Er sagte: "Das war gut", und "so" weiter', "quotes"),
    ("Il dit « bonjour » à tous.", 'Il dit "bonjour" à tous', "quotes"),
    ("彼は「もう終わりだ」と述べた。", "彼は『もう終わりだ』と述べた", "quotes"),
    ("Que dit-il\u202f? Il dit\u202f: rien ne va\u202f!", "Que dit-il? Il dit: rien ne va!", "spaces"),
    ("Ein Anstieg um 12\u202f% ist viel.", "Ein Anstieg um 12% ist viel", "spaces"),
    ("The houſe of the prieſt was burnt.", "The house of the priest was burnt", "long_s"),
    ("Patients took Gleevec® for a year.", "Patients took Gleevec for a year", "marks"),
]
MARKDOWN = [
    (
        "The **city council** voted *not* to [renew the lease](http://x.y/z) now.",
        "The city council voted not to renew the lease now",
    ),
    ("> Quoted line one\n> continues here to the end.", "Quoted line one continues here to the end"),
    ("It __was__ said.[^1] Then `make test` was run by all.", "It was said. Then make test was run by all"),
    ("## The first heading\n\n- [x] an **item** that\n  goes on here", "an item that goes on here"),
    ("See [the pact][p] of 2016 in full.\n\n[p]: http://x.y", "See the pact of 2016 in full"),
    ("Smith &amp; Sons signed \\*the\\* paper.", "Smith & Sons signed *the* paper"),
    ("The un*constitutional* act was void.", "The unconstitutional act was void"),
    ("The value is 1**0**5 euros a day.", "The value is 105 euros a day"),
    ("He paid *5*0 euros for it all.", "He paid 50 euros for it all"),
    ("Then H<sub>2</sub>O was drunk by all.", "Then H2O was drunk by all"),
]
REFUSED = [
    ("Did the drug work in men? No.", "the drug work in men."),
    ("The pact ended speculation about it.", "The pact ended."),
    ("The pact will end in May, unless it is renewed.", "The pact will end in May."),
    ("Der Vertrag endet im Mai, sofern er gekündigt wird.", "Der Vertrag endet im Mai."),
    ("The rate rose by 5.2 points there.", "The rate rose by 5."),
    ("The new drug was better than the old one.", "The new drug was better."),
    ("In Warsaw polish workers are sold in tins.", "Polish workers are sold in tins"),
    ("Gestern haben sie das Haus verkauft.", "Sie das Haus verkauft"),
    ("The acid had pH values over nine.", "PH values over nine"),
    ("By June Japan had signed the pact.", "japan had signed the pact"),
    ("The area is 5' by 6' at the door.", 'The area is 5" by 6" at the door'),
    ("The rate of 2*3*4 was given in all.", "The rate of 234 was given in all"),
    ("The patients’ cells had grown in a day.", '" cells had grown in a day'),
    ("He has 3 < 5 of them in all cases.", "He has 3 ≤ 5 of them in all cases"),
    ("They saw a man—eating sharks were near.", "man-eating sharks were near"),
    ("The text. <!-- He did resign in March. --> The end.", "He did resign in March"),
    ("He did ~~not~~ resign in March of that year.", "He did ~~not~~ resign in March"),
    (
        "The minister said he       would not attend the\nwould attend the meeting    funeral on Monday.",
        "The minister said he would not attend the",
    ),
]
REFUSED += [
    # a closing mark where the rest of the sentence says whose claim it is, or to what it is limited
    ("The firm broke the law, the complaint alleges.", "The firm broke the law."),
    ("The firm broke the law, according to the complaint.", "The firm broke the law."),
    ("The firm broke the law – or so the plaintiffs say.", "The firm broke the law."),
    ("Die Firma brach das Gesetz, behauptet die Klage.", "Die Firma brach das Gesetz."),
    ("Фирма нарушила закон, утверждает истец в суде.", "Фирма нарушила закон."),
    ("Aspirin prevents stroke in men only.", "Aspirin prevents stroke."),
    ("Aspirin prevents stroke, in men only, we found.", "Aspirin prevents stroke."),
    ("The new drug cures mice of cancer.", "The new drug cures mice."),
    ("The man was born in Paris, Texas.", "The man was born in Paris."),
    # a capital within a sentence, too, makes a name
    ("Orlo sued the court. They say that Orlo lost it.", "orlo sued the court"),
    # what is not read in Markdown or beside other columns
    ("~the pact was signed by them~ and all was well", "the pact was signed by them"),
    ("The pact was ~~not~~ signed by them.", "The pact was signed by them"),
    ("The pact <!-- was signed by all of them in", "was signed by all of them"),
    (
        "The pact was signed  The drug was never\nby all of the men    given to the sick\nin the town",
        "The pact was signed The drug was never",
    ),
    ('level=INFO msg="not ok to go" code=5', 'level=INFO msg="not ok'),
    # numbers without their unit, sign or part
    ("In the north > 5 percent of members voted.", "5 percent of members voted"),
    ("The rate at x2 > 5 percent of members voted.", "5 percent of members voted"),
    ("The rate at p > 5 percent of members voted.", "5 percent of members voted"),
    ("They say a temp of 5 K was measured.", "They say a temp of 5"),
    ("The clause 5(a)(ii) and 6 apply here.", "ii) and 6 apply here"),
    ("A value of -\n6 children in each house", "6 children in each house"),
    ("The value p ±5 of all was seen here.", "5 of all was seen here"),
    ("In the trial a few of the men were cured.", "the men were cured"),
    ("In the trial a few of the men were cured.", "men were cured"),
    ("La plupart des hommes ont été guéris.", "hommes ont été guéris"),
    ("The drug cured mice and a few of the men in it.", "The drug cured […] the men in it"),
    ("Der Minister hat fast den Pakt in Bonn signiert.", "Der Minister hat […] den Pakt in Bonn signiert"),
    ("Ann was born in Rome. Bob died in the war.", "Ann was […] died in the war"),
    # what denies the words before it
    ("Das neue Mittel wirkt bei Männern nicht.", "Das neue Mittel wirkt bei Männern"),
    ("この契約はすべての顧客に適用されるとは限らない。", "この契約はすべての顧客に適用される"),
    ("그는 협정에 서명하지 않았다고 말했다.", "그는 협정에 서명하지"),
    ("前总统签署了这个协议的文件。", "总统签署了这个协议的文件"),
]
INSERTED = [
    ("He met them in May and it was signed.", "He met [the Koreans] them in May", False),
    ("The drug is usually fatal in mice.", "The drug is usually fatal [to humans] in mice", False),
    ("Il a acheté la maison de Paris.", "Il a acheté la maison [à côté] de Paris", False),
    ("It is usually fatal within two years.", "[The disease] is usually fatal within two years", True),
    ("It is usually fatal within two years.", "It [rabies] is usually fatal within two years", True),
    ("In men this drug lowers the rate of stroke.", "In men [imatinib] lowers the rate of stroke", True),
    ("Sie ist in zwei Jahren fast immer tödlich.", "[Die Krankheit] ist in zwei Jahren fast immer tödlich", True),
    ("In May the minister met with them again.", "[T]he minister met with [the Koreans] again", True),
    ("It is fatal within two years.", "It is [not] fatal within two years", False),
    ("It is fatal within two years.", "It is [allegedly] fatal within two years", False),
    ("It is fatal within two years.", "[Twenty cases] is fatal within two years", False),
    ("Sie ist in zwei Jahren tödlich.", "Sie ist [nicht] in zwei Jahren tödlich", False),
    ("Rabies is usually fatal within two years.", "[Influenza] is usually fatal within two years", False),
    ("The disease is usually fatal within two years.", "[The disease] is usually fatal within two years", False),
    ("The minister met Kim in Tokyo on Monday.", "The minister met [Lee] in Tokyo on Monday", False),
]


def named(text: str, quote: str, path: str = "a.txt", folds: frozenset[Fold] = DEFAULT_FOLDS) -> str:
    verdict = verify(Document(path, text, folds=folds), quote)
    return " ".join(verdict.folds) if verdict.status is Status.FOLDED else str(verdict.status)


@pytest.mark.parametrize(("text", "quote", "folds"), ACCEPTED)
def test_a_fold_is_named_and_only_where_it_is_on(text: str, quote: str, folds: str) -> None:
    assert named(text, quote) == folds
    for which in folds.split():
        assert named(text, quote, folds=DEFAULT_FOLDS - {Fold(which)}) == "absent"


@pytest.mark.parametrize(("text", "quote"), MARKDOWN)
def test_markdown_is_quoted_as_it_is_rendered(text: str, quote: str) -> None:
    assert "markup" in named(text, quote, "a.md")
    assert named(text, quote) == "absent"
    place = verify(Document("a.md", text), quote).place
    assert place is not None
    assert (text[place.span[0]], text[place.span[1] - 1]) == (quote[0], quote[-1])


@pytest.mark.parametrize(("text", "quote"), REFUSED)
@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_no_fold_changes_meaning(text: str, quote: str, path: str) -> None:
    assert verify(Document(path, text), quote).status is Status.ABSENT


@pytest.mark.parametrize(
    ("text", "quote", "stands"),
    [
        ("![the pact was signed by them](a.png) and so on", "the pact was signed by them", False),
        ('See [here](http://a.b "the pact was signed by them") now', "the pact was signed by them", False),
        ("See [the pact of Bonn](http://a.b) of May", "the pact of Bonn", True),
        ("See [the pact of Bonn](http://a.b) of May", "See [the pact of Bonn](http://a.b) of May", True),
    ],
)
def test_what_markdown_shows_of_links_and_images(text: str, quote: str, stands: bool) -> None:
    assert (verify(Document("a.md", text), quote).place is not None) is stands


@pytest.mark.parametrize(("text", "quote", "stands"), INSERTED)
def test_an_insertion_says_who_or_what_is_meant_and_no_more(text: str, quote: str, stands: bool) -> None:
    verdict = verify(Document("a", text), quote)
    assert (Fold.INSERTION in verdict.folds, verdict.reason) == ((True, None) if stands else (False, Reason.INSERTION))


@pytest.mark.parametrize(
    ("text", "quote", "stands"),
    [
        ("Routine evalu -\nation of structural change was slow.", "Routine evaluation of structural change", True),
        ("The group was non¬\ncommissioned here in May.", "The group was noncommissioned here", True),
        ("A non-linear group was non¬\ncommissioned here in May.", "group was noncommissioned here", True),
        ("The case turns on inter-\n\nnational law as it then stood.", "The case turns on international law", True),
        ("He held it was un-\n\nconstitutional to act in this way.", "He held it was unconstitutional to act", True),
        ("The pact was pre -\nwar by all accounts, and so was the war.", "The pact was prewar by all accounts", False),
        ("He was a man -\nmade of steel. A man is made so.", "He was a manmade of steel", False),
    ],
)
def test_a_word_is_joined_over_a_page_where_it_is_no_dash(text: str, quote: str, stands: bool) -> None:
    assert named(text, quote) == ("hyphenation" if stands else "absent")


@pytest.mark.parametrize(
    "parted", ["2\n\f\n\n", "\n2\n\n\f\n\n", "\f\n\nThe Times of May\n", "2\nThe Times of May\n\f\n\n", "- 2 -\n\n"]
)
def test_a_word_is_joined_over_the_marks_of_a_page(parted: str) -> None:
    pages = [f"It ends here.\n{parted.replace('2', str(number))}And goes on. " for number in (3, 4, 5)]
    text = f"They came with an amend-\n{parted}ment that was agreed upon.\n{''.join(pages)}"
    paged = DEFAULT_FOLDS | {Fold.PAGE_NUMBERS, Fold.RUNNING_HEADS}
    assert named(text, "with an amendment that was agreed", folds=paged).startswith("hyphenation")
    assert named(text, "with an amendments that was agreed", folds=paged) == "absent"


MARKED = "Kidney failure was seen in 11/20 patients [12]. Hearing loss occurred in 7/20 [ 2 , 6 ] of the group.¹ It"
PAGED = (
    "The pact was\nsigned by both\n\n12\n\nThe Times\n\nparties in May\n\n13\n\nThe Times\n\nof that year."
    "\n\n14\n\nThe Times\n\nIt ended."
)


def test_marks_are_passed_over_where_they_are_declared() -> None:
    quote = "was seen in 11/20 patients. Hearing loss occurred in 7/20 of the"
    assert named(MARKED, quote) == "absent"
    assert named(MARKED, quote, folds=DEFAULT_FOLDS | {Fold.CITATION_MARKERS}) == "citation_markers"
    assert named(MARKED, "7/20 [ 2 , 6 ] of the group. It", folds=DEFAULT_FOLDS | {Fold.NOTE_MARKS}) == "note_marks"
    marked = DEFAULT_FOLDS | {Fold.CITATION_MARKERS}
    assert named(MARKED, "kidney failure was seen in 11/20 patients [12]. Hearing", folds=marked) == "initial"
    assert named(MARKED, "kidney failure was seen in 11/20 patients [13]. Hearing", folds=marked) == "absent"
    quote = "signed by both parties in May of that year"
    paged = DEFAULT_FOLDS | {Fold.PAGE_NUMBERS, Fold.RUNNING_HEADS}
    assert named(PAGED, quote) == "absent"
    assert named(PAGED, quote, folds=paged) == "space paragraph page_numbers running_heads"
    assert named(PAGED, quote, folds=paged - {Fold.RUNNING_HEADS}) == "absent"
    area = "An area of 5 km² was burnt"
    assert named(area, "An area of 5 km was burnt", folds=DEFAULT_FOLDS | frozenset(IGNORED)) == "absent"


@pytest.mark.parametrize(
    ("text", "quote", "declared", "undeclared"),
    [
        (MARKED, "seen in 11/20 patients. Hearing loss occurred in 7/20 of the", "", "citation_markers"),
        (MARKED, "Hearing loss occurred in 7/20 of the group. It", "", "citation_markers note_marks"),
        (MARKED, "occurred in 7/20 [ 2 , 6 ] of the group. It", "", "note_marks"),
        # what is to be written is all that the source is to pass over
        (MARKED, "Hearing loss occurred in 7/20 of the group. It", "citation_markers", "citation_markers note_marks"),
        (MARKED, "Hearing loss occurred in 7/20 of the group. It", "citation_markers note_marks", ""),
        (PAGED, "signed by both parties in May of that year", "", "page_numbers running_heads"),
        (MARKED, "Hearing loss occurred in 7/20 of the women", "", ""),
        (MARKED, "Hearing loss was seen in 11/20 patients", "", ""),
        (MARKED, "11/20 patients [12] and more of them", "", ""),
    ],
)
def test_what_a_source_would_have_to_pass_over_is_told(text: str, quote: str, declared: str, undeclared: str) -> None:
    verdict = verify(Document("a", text, folds=DEFAULT_FOLDS.union(map(Fold, declared.split()))), quote)
    assert " ".join(verdict.undeclared) == undeclared
    assert (verdict.status is Status.ABSENT) is (declared.count(" ") == 0)


@pytest.mark.parametrize(
    ("path", "text", "quote", "stands"),
    [
        ("a.md", '```toml\npatched = [">= 3.1.3"]\nunaffected = []\n```\n', 'patched = [">= 3.1.3"]', True),
        ("a.md", "| a | b |\n|---|---|\n| Kim | 5 |\n", "Kim", True),
        ("a.csv", "name,age\nKim,5\nKimura,6\n", "Kim,5", True),
        ("a.csv", "name,age\nKim,5\nLee,6\n", "Kim", True),
        ("a.json", '{"id": 7, "ok": true}', '"id": 7', True),
        ("a.yaml", "a:\n  - one: x\n", "one: x", True),
        ("a.txt", "Status: open\n\nAll of it is said.", "Status: open", True),
        ("a.log", "2024-05-03 10:00:01 level=error code=5 it broke", "code=5", True),
        ("a.txt", "It was open on that day.", "was open", False),
        ("a.txt", "Status: open to all", "Status: open", False),
        ("a.txt", "The rate was 1,5 Prozent in May.", "1,5 Prozent", True),
        ("a.txt", "The rate was 1,5 Prozent in May.", "1,5", False),
    ],
)
def test_a_unit_of_structured_text_is_long_enough(path: str, text: str, quote: str, stands: bool) -> None:
    verdict = verify(Document(path, text), quote)
    assert (verdict.place is not None) is stands
    assert stands or verdict.reason in (Reason.TOO_SHORT, Reason.CUT)


@given(st.text(alphabet="ab5 .,'\"“”‘’«»β±≤<=>/+-®ſ\u202f%:!_*[](){}`~>#|\\&\n", max_size=60))
def test_the_raw_span_loosens_to_the_loosened_span(raw: str) -> None:
    loosened = loosen(raw, DEFAULT_FOLDS - {Fold.MARKUP})
    edges = [i for i, char in enumerate(loosened.text) if char.isalnum()]
    for start in edges:
        for end in edges:
            span = loosened.raw_span(start, end + 1) if start <= end else None
            if span is not None:
                assert loosened.text[start] == raw[span[0]] or raw[span[0]] in "βſ"
                assert loosened.text[end] == raw[span[1] - 1] or raw[span[1] - 1] in "βſ"


@given(st.text(alphabet="ab5 *_`~[]()<>!#-+&\\\n", max_size=80))
def test_rendering_keeps_letters_in_order_and_joins_no_digits(raw: str) -> None:
    rendered = loosen(raw, frozenset({Fold.MARKUP}))
    for start, char in enumerate(rendered.text):
        span = rendered.raw_span(start, start + 1)
        if span is not None and char.isalnum():
            assert raw[slice(*span)] == char
    for start in range(len(rendered.text) - 1):
        if (
            rendered.text[start : start + 2] == "55"
            and "](" not in raw
            and "<" not in raw
            and "~~" not in raw
            and "`" not in raw
        ):
            assert (
                rendered.raw_span(start, start + 2) is None
                or raw[slice(*rendered.raw_span(start, start + 2) or (0, 0))] == "55"
            )


CHINESE = (
    "本条例自2012年3月1日起施行，遗传性酶缺乏症是一种罕见的溶血性贫血。"
    "他反对该条约，她不同意签署，第3条约2000人，三十五名研究生命起源的人。"
)
JAPANESE = "日本語の文章には空白がない。彼は書かないと言った。コンピューターを買った。"
THAI = "นายกรัฐมนตรีลาออกเมื่อวันจันทร์ตามรายงานข่าว รัฐบาลไม่เห็นด้วยกับข้อตกลงนี้"
KOREAN = "서울특별시는 대한민국의 수도이다. 그는 조약에 서명하지 않았다. 국가에서만 된다."
UNSPACED = [
    (CHINESE, "自2012年3月1日起施行", True, True),
    (CHINESE, "是一种罕见的溶血性贫血", True, True),
    (CHINESE, "罕见的溶血性贫血", True, True),
    (CHINESE, "一种罕见", True, True),
    (CHINESE, "一种罕", False, False),  # three signs are too few
    (CHINESE, "对该条约", False, False),  # 反对
    (CHINESE, "同意签署", False, False),  # 不同意
    (CHINESE, "3条约2000人", False, False),  # 第3条
    (CHINESE, "2000人，三", False, False),  # 约2000, 三十五
    (CHINESE, "年3月1日起施行", False, False),
    (CHINESE, "三十五名研究生", False, True),  # what only a dictionary tells: 研究 生命
    (JAPANESE, "文章には空白がない", True, True),
    (JAPANESE, "日本語の文章", True, True),
    (JAPANESE, "文章には空白", False, False),  # がない
    (JAPANESE, "彼は書", False, False),
    (JAPANESE, "ピューターを買った", False, False),
    (THAI, "ลาออกเมื่อวันจันทร์", True, True),
    (THAI, "เห็นด้วยกับข้อตกลงนี้", False, False),  # ไม่
    (THAI, "าลไม่เห็นด้วยกับข้อตกลง", False, False),
    (KOREAN, "대한민국의 수도", True, True),
    (KOREAN, "서울특별시", True, True),
    (KOREAN, "울특별시는 대한민국의", False, False),
    (KOREAN, "조약에 서명하지 않았", False, False),
    (KOREAN, "된다. 국가에서", False, False),
]


@pytest.mark.parametrize("icu", [True, False], ids=["icu", "alone"])
@pytest.mark.parametrize(("text", "quote", "with_icu", "alone"), UNSPACED)
def test_words_of_writings_without_spaces_are_whole(
    text: str, quote: str, with_icu: bool, alone: bool, icu: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if icu:
        pytest.importorskip("icu4py")
    else:
        monkeypatch.setattr("factbase.cite.unspaced._breaker", lambda: None)
    assert (verify(Document("a", text), quote).place is not None) is (with_icu if icu else alone)
