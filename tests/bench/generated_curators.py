"""A base as curators keep it, made up: in, a seed and sizes; out, its files, and the line of each quote that was altered, by its kind.

Abstracts are of templates whose slots are filled at random, so that two of them share few runs of words; a few are near-copies of others.
A harmless alteration is one that never changes meaning, a lie one that hides a negation, cuts a number or its unit, or turns parts round.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

__all__ = ["HARMLESS", "LIES", "CuratorsBase", "curators_base"]

FACTS_PER_FILE = 200
NEAR_COPIES = 100  # one abstract of so many is another one with a few words changed
HARMLESS_SHARE, LIE_SHARE = 0.10, 0.02

_ONSETS = (*tuple("bcdfghklmnprstvxz"), "br", "ch", "cl", "dr", "fl", "gl", "ph", "pr", "sc", "st", "th", "tr")
_NUCLEI = (*"aeioy", "ae", "ia", "io", "eo")
_DISEASES = ("itis", "osis", "emia", "opathy", "oma", "plasia", "trophy", "algia", "ectasia", "penia")
_DRUGS = ("mab", "nib", "pril", "sartan", "statin", "olol", "azole", "cillin", "vir", "gliptin")
_SIGNS = (
    *("fatigue", "fever", "seizures", "ataxia", "anaemia", "hepatomegaly", "proteinuria", "hearing loss"),
    *("muscle weakness", "short stature", "pruritus", "oedema"),
)
_ADJECTIVES = (
    *("progressive", "recurrent", "severe", "mild", "early-onset", "late-onset", "familial", "sporadic"),
    *("refractory", "transient", "bilateral", "distal"),
)
_PLACES = ("Lyon", "Osaka", "Leiden", "Toronto", "Porto", "Seoul", "Lima", "Graz", "Pune", "Turin", "Oslo", "Nairobi")
_DESIGNS = (
    *("retrospective cohort", "prospective registry", "randomised trial", "case-control study"),
    *("cross-sectional survey", "open-label extension"),
)

_BACKGROUND = (
    "{Disease} is a {adjective} disorder in which {word} signalling of {gene} is thought to drive {sign}.",
    "The role of {gene} in {adjective} {disease} remains incompletely understood, and data on {sign} are scarce.",
    "Although {drug} is widely used in {disease}, its effect on {adjective} {sign} has been debated since {year}.",
    "{Disease} frequently presents with {sign}, yet the “{word} hypothesis” of {place} was never tested in {adjective} ones.",
)
_METHODS = (
    "We conducted a {design} of {count} patients with {disease} who were enrolled in {place} between {year} and {later}.",
    "Serum {word} and TNF-{greek} were measured in {count} carriers of {gene} variants by the {word2} assay, blinded to {drug} exposure.",
    "Eligible adults received {drug} at {dose} mg daily or placebo for {small} weeks, stratified by {adjective} {sign}.",
    "A {word} model adjusted for age, sex and {word2} burden, and {count} controls from {place} were matched by {adjective} status.",
)
_RESULTS = (
    "{Sign} was observed in {percent}% of patients with {disease}, compared with {percent2}% of controls from {place} (p = 0.0{small}).",
    "Treatment with {drug} did not reduce {adjective} {sign} in {disease}, whereas {word} scores improved by {percent}% at week {small}.",
    "Pathogenic variants of {gene} were identified in {count} of {larger} families with {disease}, most of them in the {word} domain.",
    "Median {word} was {percent}.{small} pg/mL in {adjective} {disease}, and interferon-{greek} rose after {drug} in {count} participants.",
    "In the {word} subgroup, {drug} lowered the rate of {sign} from {percent}% to {percent2}% among {count} patients with {disease}.",
    "Carriers of {gene} had {sign} more often than non-carriers, an association that was “{adjective}” in {place} and absent in {place2}.",
)
_CONCLUSIONS = (
    "These findings suggest that {gene} contributes to {sign} in {adjective} {disease}, although {word} confounding cannot be excluded.",
    "{Drug} was associated with less {sign} in {disease}; larger studies of {word} and {word2} endpoints are needed in {place}.",
    "Loss of {gene} causes {adjective} {disease} through {word} dysfunction, which points to {drug} as a candidate treatment.",
)
_SECTIONS = (
    ("BACKGROUND", _BACKGROUND, (2, 3)),
    ("METHODS", _METHODS, (2, 3)),
    ("RESULTS", _RESULTS, (4, 6)),
    ("CONCLUSIONS", _CONCLUSIONS, (1, 3)),
)

_Alteration = Callable[[str], str | None]


def _closing(quote: str) -> str | None:
    cut, _, rest = quote.partition(", ")  # the source goes on where this stops, and takes nothing back
    return f"{cut}." if len(cut) > 40 and rest and not rest.startswith(("although", "whereas", "yet")) else None


def _initial(quote: str) -> str | None:
    rest = quote.split(", ", 1)
    return rest[1][0].upper() + rest[1][1:] if len(rest) == 2 and len(rest[1]) > 40 and rest[1][0].islower() else None


def _greek(quote: str) -> str | None:
    return next((quote.replace(a, b) for a, b in (("α", "alpha"), ("β", "beta"), ("γ", "gamma")) if a in quote), None)


def _hidden_not(quote: str) -> str | None:
    return quote.replace(" did not reduce ", " did […] reduce ") if " did not reduce " in quote else None


def _dropped_percent(quote: str) -> str | None:
    return re.sub(r"(\d)%", r"\1", quote, count=1) if "% " in quote else None


def _out_of_order(quote: str) -> str | None:
    words = quote.rstrip(".").split(" ")
    half = len(words) // 2
    return f"{' '.join(words[half:])} […] {' '.join(words[: half - 1])}" if half > 4 else None


def _number_cut(quote: str) -> str | None:
    found = re.search(r"\b\d[\d,]*\d\b(?= patients| carriers| controls| of )", quote)
    return quote[found.start() + 1 :].lstrip(",") if found is not None else None


HARMLESS: dict[str, _Alteration] = {
    "closing": _closing,
    "initial": _initial,
    "quotes": lambda quote: quote.translate({0x201C: "«", 0x201D: "»"}) if "“" in quote else None,
    "greek": _greek,
    "spaces": lambda quote: quote.replace("% ", "\xa0% ", 1) if "% " in quote else None,
}
LIES: dict[str, _Alteration] = {
    "hidden not": _hidden_not,
    "dropped %": _dropped_percent,
    "out of order": _out_of_order,
    "number cut": _number_cut,
}


@dataclass(slots=True)
class CuratorsBase:
    """The text of each file by its path in the base, and for each altered quote its file and line, with its kind."""

    files: dict[str, str] = field(default_factory=dict)
    altered: dict[tuple[str, int], str] = field(default_factory=dict)
    quotes: list[tuple[str, str]] = field(default_factory=list)  # each with the path of its document

    def kind(self, number: int) -> str | None:
        """How a quote was altered; None for one that stands as it is."""
        return self.altered.get((f"facts_{number // FACTS_PER_FILE:04}.fb", number % FACTS_PER_FILE + 1))

    def without_lies(self) -> dict[str, str]:
        """The files without the facts whose quotes lie."""
        return {
            path: "".join(
                line
                for number, line in enumerate(text.splitlines(keepends=True), 1)
                if self.altered.get((path, number)) not in LIES
            )
            for path, text in self.files.items()
        }


@dataclass(frozen=True, slots=True)
class _Words:
    diseases: list[tuple[str, str]]  # id and name
    genes: list[tuple[str, str]]
    drugs: list[tuple[str, str]]
    signs: list[tuple[str, str]]
    others: list[str]


def curators_base(quotes: int, abstracts: int, seed: int) -> CuratorsBase:
    """A base of so many quotes over so many abstracts."""
    rng = random.Random(seed)
    words = _words(rng, abstracts)
    base = CuratorsBase()
    base.files["vocabulary.fb"] = _vocabulary(words)
    texts: list[list[tuple[str, dict[str, str]]]] = []
    declared: list[str] = []
    for number in range(abstracts):
        copied = rng.choice(texts) if texts and rng.randrange(NEAR_COPIES) == 0 else None
        sentences = _near_copy(rng, words, copied) if copied is not None else list(_abstract(rng, words))
        texts.append(sentences)
        title = f"{_name(rng).capitalize()} and {sentences[1][1]['disease']}: {rng.choice(_ADJECTIVES)} cases of {rng.choice(_PLACES)}"
        path = f"abstracts/PMID_{10_000_000 + number}.txt"
        base.files[path] = f"{title}\n\n" + "\n\n".join(_paragraphs(sentences)) + "\n"
        declared.append(f'source pmid{10_000_000 + number} {{ file: "{path}", title: "{title}" "{title}" }}.\n')
    base.files["sources.fb"] = "".join(declared)
    facts: list[str] = []
    for number in range(quotes):
        about = number if number < abstracts else rng.randrange(abstracts)
        path = f"facts_{number // FACTS_PER_FILE:04}.fb"
        kind, claim, quote = _fact(rng, texts[about])
        facts.append(f'{claim} @ pmid{10_000_000 + about} "{quote}".\n')
        if kind is not None:
            base.altered[path, len(facts)] = kind
        base.quotes.append((f"abstracts/PMID_{10_000_000 + about}.txt", quote))
        if len(facts) == FACTS_PER_FILE or number == quotes - 1:
            base.files[path] = "".join(facts)
            facts = []
    return base


def _words(rng: random.Random, abstracts: int) -> _Words:
    def named(count: int, endings: list[str]) -> list[tuple[str, str]]:
        names = dict.fromkeys(_name(rng) + rng.choice(endings) for _ in range(count))
        return [(name, name) for name in names]

    size = max(40, abstracts // 10)
    genes = dict.fromkeys(f"{_name(rng)[:4].upper()}{rng.randint(1, 99)}" for _ in range(size))
    signs = [f"{a} {s}" for a in _ADJECTIVES for s in _SIGNS]
    return _Words(
        named(size, _DISEASES),
        [(f"gene_{name.lower()}", name) for name in genes],
        named(size, _DRUGS),
        [(re.sub(r"\W", "_", name), name) for name in (*_SIGNS, *signs)],
        [_name(rng) for _ in range(4 * size)],
    )


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_ONSETS) + rng.choice(_NUCLEI) for _ in range(rng.randint(2, 4)))


def _vocabulary(words: _Words) -> str:
    lines = [
        'relation has_sign(of: disease, sign: sign)  "{of} has {sign}".',
        'relation treated_with(of: disease, drug: drug)  "{of} is treated with {drug}".',
        'relation caused_by(of: disease, gene: gene)  "{of} is caused by {gene}".',
        "studied(D) :- has_sign(D, _).",
        "studied(D) :- treated_with(D, _).",
        'relation studied(of: disease)  "{of} was studied".',
        "both_known(D, S, G) :- has_sign(D, S), caused_by(D, G).",
        'relation both_known(of: disease, sign: sign, gene: gene)  "{of} has {sign} and is caused by {gene}".',
        'check two_genes note "{D} has two genes, {G} and {H}" :- caused_by(D, G), caused_by(D, H), G < H, not studied(D).',
    ]
    for kind, names in (
        ("disease", words.diseases),
        ("gene", words.genes),
        ("drug", words.drugs),
        ("sign", words.signs),
    ):
        for symbol, name in names:
            alias = f"{name[:3].upper()}-{len(name)}"
            lines.append(f'entity {symbol}: {kind} {{ name: "{name}", alias: ["{alias}"] }}.')
    return "\n".join(lines) + "\n"


def _abstract(rng: random.Random, words: _Words) -> Iterator[tuple[str, dict[str, str]]]:
    about = rng.choice(words.diseases), rng.choice(words.genes), rng.choice(words.drugs)
    for section, templates, (least, most) in _SECTIONS:
        yield f"{section}:", {}
        for template in rng.sample(templates, min(len(templates), rng.randint(least, most))):
            yield _sentence(rng, words, template, about)


def _sentence(
    rng: random.Random, words: _Words, template: str, about: tuple[tuple[str, str], ...]
) -> tuple[str, dict[str, str]]:
    disease, gene, drug = about
    sign = rng.choice(words.signs[: len(_SIGNS)])
    slots = {
        "disease": disease[1],
        "Disease": disease[1].capitalize(),
        "gene": gene[1],
        "drug": drug[1],
        "Drug": drug[1].capitalize(),
        "sign": sign[1],
        "Sign": sign[1].capitalize(),
        "adjective": rng.choice(_ADJECTIVES),
        "word": rng.choice(words.others),
        "word2": rng.choice(words.others),
        "place": rng.choice(_PLACES),
        "place2": rng.choice(_PLACES),
        "design": rng.choice(_DESIGNS),
        "greek": rng.choice("αβγ"),
        "year": str(rng.randint(1990, 2009)),
        "later": str(rng.randint(2010, 2024)),
        "count": f"{rng.randint(40, 4000):,}",
        "larger": f"{rng.randint(4001, 9000):,}",
        "percent": str(rng.randint(12, 89)),
        "percent2": str(rng.randint(12, 89)),
        "small": str(rng.randint(2, 9)),
        "dose": str(rng.randint(11, 400)),
    }
    meant = {"disease": disease[0], "gene": gene[0], "drug": drug[0], "sign": sign[0]}
    return template.format(**slots), meant | {"template": template}


def _near_copy(
    rng: random.Random, words: _Words, sentences: list[tuple[str, dict[str, str]]]
) -> list[tuple[str, dict[str, str]]]:
    changed = set(rng.sample(range(len(sentences)), 2))
    return [
        (text.replace(" of ", f" of {rng.choice(words.others)} ", 1) if i in changed else text, meant)
        for i, (text, meant) in enumerate(sentences)
    ]


def _paragraphs(sentences: list[tuple[str, dict[str, str]]]) -> list[str]:
    paragraphs: list[list[str]] = []
    for text, meant in sentences:
        if not meant:
            paragraphs.append([])
        paragraphs[-1].append(text)
    return [" ".join(each) for each in paragraphs]


def _fact(rng: random.Random, sentences: list[tuple[str, dict[str, str]]]) -> tuple[str | None, str, str]:
    """The kind of the alteration, None where there is none, the claim, and the quote, which is of one sentence."""
    told = [(text, meant) for text, meant in sentences if meant and _claims(meant)]
    rng.shuffle(told)
    roll = rng.random()
    kinds = LIES if roll < LIE_SHARE else HARMLESS if roll < LIE_SHARE + HARMLESS_SHARE else {}
    for kind in rng.sample(sorted(kinds), len(kinds)):
        for text, meant in told:
            altered = kinds[kind](text)
            if altered is not None and altered != text:
                return kind, _claim(rng, meant), altered
    text, meant = told[0]
    return None, _claim(rng, meant), text


def _claim(rng: random.Random, meant: dict[str, str]) -> str:
    return rng.choice(_claims(meant))


def _claims(meant: dict[str, str]) -> list[str]:
    """What a sentence may be quoted for: it names the disease, and what is told of it."""
    template = meant["template"].lower()
    pairs = (("has_sign", "sign"), ("treated_with", "drug"), ("caused_by", "gene"))
    named = [f"{relation}({meant['disease']}, {meant[kind]})" for relation, kind in pairs if f"{{{kind}}}" in template]
    return named if "{disease}" in template else []
