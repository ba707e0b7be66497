"""Numbers with what belongs to them, words with what governs them, and what hides a denial: in many spellings, as text and as Markdown."""

from __future__ import annotations

import pytest

from factbase.cite import Document, verify

# a text, and what may be quoted of it and what may not
TEXTS: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    (
        "They paid 5\xa0000 euros for it.",
        ("They paid 5 000 euros for it",),
        (
            "They paid 5",
            "000 euros for it",
        ),
    ),
    (
        "They paid 5\u2009000\u2009000 euros for it.",
        (),
        (
            "They paid 5",
            "They paid 5\u2009000",
            "000 euros for it all",
        ),
    ),
    ("A dose of 5\u2009mg was given.", ("A dose of 5 mg was given",), ("A dose of 5",)),
    (
        "A rise of 5 per cent was seen.",
        ("rise of 5 per cent",),
        (
            "A rise of 5",
            "rise of 5 per",
        ),
    ),
    ("A rise of five per cent was seen.", ("A rise of five per cent",), ("A rise of five",)),
    (
        "A rise of 5 percent-points was seen.",
        (),
        (
            "A rise of 5",
            "A rise of 5 percent",
        ),
    ),
    (
        "They paid 2½ euros for it.",
        ("They paid 2½ euros",),
        (
            "They paid 2",
            "They paid ½",
        ),
    ),
    (
        "They paid 2 ½ euros for it.",
        (),
        (
            "They paid 2",
            "½ euros for it all",
        ),
    ),
    (
        "They paid 2 1/2 euros for it.",
        (),
        (
            "They paid 2",
            "1/2 euros for it",
            "They paid 2 1",
        ),
    ),
    (
        "Two thirds of the men left it.",
        (),
        (
            "thirds of the men left",
            "the men left it",
            "men left it",
        ),
    ),
    (
        "Half of the men left it there.",
        (),
        (
            "the men left it there",
            "men left it there",
        ),
    ),
    (
        "One in five of the men left it.",
        (),
        (
            "five of the men left",
            "the men left it",
        ),
    ),
    (
        "In World War II the men left.",
        (),
        (
            "In World War I",
            "In World War",
        ),
    ),
    (
        "King Louis XIV was ill then.",
        (),
        (
            "King Louis X",
            "King Louis XI",
        ),
    ),
    ("Type Ⅲ was seen in all men.", (), ("Type Ⅱ was seen in all",)),
    (
        "Signed on 12 May 2019 by all.",
        ("Signed on 12 May 2019",),
        (
            "2 May 2019 by all",
            "Signed on 12 May 201",
        ),
    ),
    (
        "Signed on 2019-05-12 by all.",
        (),
        (
            "Signed on 2019-05",
            "05-12 by all men",
            "Signed on 2019",
        ),
    ),
    (
        "Signed on 12.05.2019 by all.",
        (),
        (
            "Signed on 12.05",
            "05.2019 by all",
        ),
    ),
    (
        "Signed on 12/05/2019 by all.",
        (),
        (
            "Signed on 12/05",
            "05/2019 by all",
        ),
    ),
    (
        "دفعوا ٥٠٠ يورو مقابل ذلك",
        (),
        (
            "دفعوا ٥٠",
            "دفعوا 500 يورو",
        ),
    ),
    (
        "They paid ٥٠٠ euros for it.",
        (),
        (
            "They paid ٥٠",
            "They paid 500 euros",
        ),
    ),
    (
        "It fell to minus five degrees then.",
        (),
        (
            "five degrees then it",
            "five degrees then",
        ),
    ),
    ("It fell to minus 5 degrees then.", (), ("5 degrees then",)),
    ("Es waren minus fünf Grad im Mai.", (), ("fünf Grad im Mai",)),
    ("It was −5 degrees all day.", (), ("5 degrees all day",)),
    (
        "Between 5–10 men left the town.",
        ("Between 5-10 men left",),
        (
            "Between 5",
            "10 men left the town",
        ),
    ),
    ("From 5 to 10 men left the town.", ("From 5 to 10 men left",), ()),
    (
        "About 5 to 10 men left the town.",
        (),
        (
            "10 men left the town",
            "About 5",
        ),
    ),
    ("Some 5 or 6 men left the town.", (), ("6 men left the town",)),
    (
        "Between five and ten men left it.",
        (),
        (
            "ten men left it",
            "Between five",
        ),
    ),
    ("It rose 5-fold in all of them.", (), ("It rose 5",)),
    ("It rose 5 times in all of them.", (), ("It rose 5",)),
    ("It rose 5× in all of them.", (), ("It rose 5",)),
    (
        "It was 5 °C in all of them.",
        (),
        (
            "It was 5",
            "It was 5 °",
        ),
    ),
    (
        "It was 5° C in all of them.",
        (),
        (
            "It was 5",
            "It was 5°",
        ),
    ),
    ("They paid 5 dollars for it all.", (), ("They paid 5",)),
    ("They paid 5 euros for it all.", (), ("They paid 5",)),
    ("They paid 5 Euro for it all.", (), ("They paid 5",)),
    (
        "They paid EUR\xa05 for it all.",
        (),
        (
            "They paid EUR",
            "5 for it all men",
        ),
    ),
    ("They paid 5 USD for it all.", (), ("They paid 5",)),
    ("They paid 5,-- for it all.", ("They paid 5,-- for it",), ()),
    ("They walked 5 miles that day.", (), ("They walked 5",)),
    ("They waited 5 years for it all.", (), ("They waited 5",)),
    ("It weighs 5 tonnes in all of it.", (), ("It weighs 5",)),
    ("They lost about 5 men that day.", ("They lost about 5 men",), ()),
    (
        "They paid 5\u200b00 euros for it.",
        ("They paid 500 euros",),
        (
            "They paid 5",
            "00 euros for it all",
        ),
    ),
    ("The un\u200bable men left the town.", (), ("able men left the town",)),
    (
        "The n\u200bot able men left.",
        (),
        (
            "The able men left",
            "The […] able men left",
        ),
    ),
    ("The un\xadable men left the town.", ("The unable men left the town",), ("able men left the town",)),
    (
        "The pact was \u202eton\u202c signed by all.",
        (),
        (
            "The pact was ton signed by all",
            "The pact was signed by all",
            "The pact was not signed by all",
        ),
    ),
    (
        "They paid \u202e005\u202c euros there.",
        (),
        (
            "They paid 005 euros there",
            "They paid 500 euros there",
        ),
    ),
    (
        "The pact was nоt signed by all.",
        (),
        (
            "The pact was not signed by all",
            "The pact was […] signed by all",
        ),
    ),
    (
        "The pact was n\u0336o\u0336t\u0336 signed by all.",
        (),
        (
            "The pact was not signed by all",
            "The pact was signed by all",
            "The pact was […] signed by all",
        ),
    ),
    (
        "They paid 5\u03360 euros for it.",
        (),
        (
            "They paid 50 euros for it",
            "They paid 5",
        ),
    ),
    ("They paid 5\u20dd euros for it.", (), ("They paid 5 euros for it",)),
    ("The ﬁve men left the town.", ("The five men left the town",), ("ve men left the town",)),
    ("The pact was\x0bsigned by all.", ("The pact was signed by all",), ()),
    ("The pact was\u2028signed by all.", ("The pact was signed by all",), ()),
    (
        "The pact was \U0001d427\U0001d428\U0001d42d signed by all.",
        (),
        (
            "The pact was not signed by all",
            "The pact was […] signed by all",
        ),
    ),
    (
        "They paid \U0001d7d3\U0001d7ce\U0001d7ce euros for it.",
        (),
        (
            "They paid 500 euros for it",
            "They paid \U0001d7d3",
            "They paid […] euros for it",
        ),
    ),
    (
        "They paid ⑤ euros for it all.",
        (),
        (
            "They paid 5 euros for it all",
            "They paid […] euros for it",
        ),
    ),
    ("The pact was \U000e006e\U000e006f\U000e0074signed by all.", (), ("The pact was not signed by all",)),
    (
        "They killed 12³ of the men.",
        (),
        (
            "They killed 12 of the men",
            "They killed 12",
            "They killed 123 of the men",
        ),
    ),
    ("They killed 12[3] of the men.", (), ("They killed 123 of the men",)),
    (
        "A dose of 5e6 units was given.",
        (),
        (
            "A dose of 5",
            "A dose of 5e",
        ),
    ),
    (
        "A dose of 5E-6 units was given.",
        (),
        (
            "A dose of 5E",
            "A dose of 5",
        ),
    ),
    (
        "A dose of 5·10⁶ units was given.",
        (),
        (
            "A dose of 5",
            "A dose of 5·10",
        ),
    ),
    (
        "A ratio of 3:1 was seen in all.",
        (),
        (
            "A ratio of 3",
            "1 was seen in all men",
        ),
    ),
    ("They won 3-1 at home that day.", (), ("They won 3",)),
    ("They lost ~5 men that day.", (), ("5 men that day",)),
    ("They lost c. 5 men that day.", ("They lost c. 5 men",), ()),
    ("It was the 5th of the wars.", (), ("It was the 5",)),
    (
        "They lost 5+ men that day.",
        (),
        (
            "They lost 5",
            "They lost 5 men that day",
        ),
    ),
    (
        "A value of 5 ± 2 was seen there.",
        (),
        (
            "A value of 5",
            "2 was seen there",
        ),
    ),
    ("A value of 5 (± 2) was seen there.", ("A value of 5 (± 2) was",), ()),
    ("They lost 5 dozen men that day.", (), ("They lost 5",)),
    ("They lost five score men that day.", (), ("They lost five",)),
    ("They paid 5 lakh rupees for it.", (), ("They paid 5",)),
    (
        "The men did nOt leave the town.",
        (),
        (
            "The men did leave the town",
            "The men did […] leave the town",
        ),
    ),
    ("The men did n o t leave the town.", (), ("The men did […] leave the town",)),
    (
        "The men didn’t leave the town.",
        (),
        (
            "The men did",
            "The men did […] leave the town",
            "The men didnt leave the town",
        ),
    ),
    (
        "The men couldn`t leave the town.",
        (),
        (
            "The men could leave the town",
            "The men could",
        ),
    ),
    (
        "Neither of the men left the town.",
        (),
        (
            "the men left the town",
            "of the men left the town",
        ),
    ),
    (
        "None of the men left the town.",
        (),
        (
            "the men left the town",
            "men left the town",
        ),
    ),
    ("No men left the town that day.", ("No men left the town",), ()),
    ("Very few men left the town.", ("Very few men left",), ()),
    ("The pact was <span hidden>not</span> signed by all.", (), ("The pact was not signed by all",)),
    ('The pact was <span style="display:none">not</span> signed by all.', (), ("was not signed by all",)),
    ("The pact was <noscript>not</noscript> signed by all.", (), ("The pact was not signed by all",)),
    ("The pact was <template>not</template> signed by all.", (), ("The pact was not signed by all",)),
    ("The pact was <!-- not --> signed by all.", (), ("The pact was not signed by all",)),
    (
        "The pact was <del>not</del> signed by all.",
        (),
        (
            "The pact was signed by all",
            "The pact was not signed by all",
        ),
    ),
    (
        "The pact was re-signed by all.",
        (),
        (
            "signed by all men",
            "The pact was re",
        ),
    ),
    (
        "The pact was co‐signed by all.",
        (),
        (
            "The pact was co",
            "signed by all",
        ),
    ),
    ("The and/or clause was in it.", (), ("or clause was in it",)),
    (
        "Write to kim@a.org for it all.",
        (),
        (
            "Write to kim",
            "a.org for it all",
        ),
    ),
    ("See http://a.org/pact for all of it.", (), ("See http://a.org",)),
    ("The pact—signed in May—ended.", ("The pact—signed in May—ended",), ()),
    ("The pact was signed by all\n\nBut that was false of them.", ("The pact was signed by all",), ()),
    ("The pact was signed by all. Not so.", ("The pact was signed by all",), ()),
    (
        "그들은 5만 유로를 냈다고 한다.",
        (),
        (
            "그들은 5",
            "그들은 5 유로를",
        ),
    ),
    (
        "他们付了5万欧元买下它。",
        (),
        (
            "他们付了5",
            "万欧元买下它",
        ),
    ),
    (
        "他们付了五万欧元买下它。",
        (),
        (
            "他们付了五",
            "万欧元买下它",
        ),
    ),
    (
        "彼らは5万ユーロを払った。",
        (),
        (
            "彼らは5",
            "万ユーロを払った",
        ),
    ),
    (
        "他们付了５００欧元买下它。",
        (),
        (
            "他们付了５",
            "０欧元买下它们",
        ),
    ),
    ("Они заплатили 5 тысяч евро за всё.", (), ("Они заплатили 5",)),
    ("Sie zahlten 5 Tsd. Euro für alles.", (), ("Sie zahlten 5",)),
    (
        "Sie zahlten anderthalb Millionen Euro.",
        (),
        (
            "Millionen Euro",
            "zahlten anderthalb",
        ),
    ),
    ("Kaum einer der Männer ging fort.", (), ("der Männer ging fort",)),
    (
        "Keiner der Männer ging fort dann.",
        (),
        (
            "der Männer ging fort dann",
            "Männer ging fort dann",
        ),
    ),
    ("Aucun des hommes est parti alors.", (), ("hommes est parti alors",)),
    (
        "Ninguno de los hombres se fue.",
        (),
        (
            "los hombres se fue",
            "hombres se fue",
        ),
    ),
    ("Not all of the men left the town.", (), ("the men left the town",)),
    ("Not a single man left the town.", ("Not a single man left",), ()),
    ("The men almost left the town.", (), ("The men […] left the town",)),
    ("The men would have left the town.", (), ("The men […] left the town",)),
    ("The men could not have left the town.", (), ("The men could […] have left the town",)),
    ("The men refused to leave town.", ("The men refused to leave",), ()),
]


@pytest.mark.parametrize("path", ["a.txt", "a.md"])
@pytest.mark.parametrize(("text", "stands", "cut"), TEXTS, ids=[ascii(text) for text, _, _ in TEXTS])
def test_what_belongs_together_is_quoted_together(
    path: str, text: str, stands: tuple[str, ...], cut: tuple[str, ...]
) -> None:
    document = Document(path, text)
    assert [quote for quote in stands if verify(document, quote).place is None] == []
    assert [quote for quote in cut if verify(document, quote).place is not None] == []
