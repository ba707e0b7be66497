"""Least proofs against brute force, on programs of few claims: heights, fewest sources, and the number of distinct proofs."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.base import FactBase, View
from factbase.explain.identity import Identities
from factbase.explain.least import height_of, restricted, sources_of
from factbase.explain.prove import Prover
from factbase.questions.certified import certify

SOURCES = Path(__file__).parents[1] / "corpus" / "explain"
HEAD = "".join(f'source {name} {{ file: "sources/{name}.txt" }}.\n' for name in ("one", "two", "three"))
QUOTES = {"one": "The first paper says that", "two": "The second paper says that", "three": "The third paper retells"}
CLAIMS = 5

Rules = list[tuple[int, tuple[int, ...]]]
Facts = dict[int, tuple[str, ...]]

facts = st.dictionaries(
    st.integers(0, CLAIMS - 1),
    st.sets(st.sampled_from(sorted(QUOTES)), min_size=1, max_size=2).map(lambda s: tuple(sorted(s))),
    min_size=1,
    max_size=3,
)
rules = st.lists(
    st.tuples(
        st.integers(0, CLAIMS - 1),
        st.sets(st.integers(0, CLAIMS - 1), min_size=1, max_size=2).map(lambda s: tuple(sorted(s))),
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


def program(facts: Facts, rules: Rules) -> str:
    text = HEAD + "".join(f'relation p{i}(x: symbol) "p{i}".\n' for i in range(CLAIMS))
    for claim, names in facts.items():
        text += f"p{claim}(a) " + " ".join(f'@ {name} "{QUOTES[name]}"' for name in names) + ".\n"
    return text + "".join(f"p{head}(X) :- {', '.join(f'p{i}(X)' for i in body)}.\n" for head, body in rules)


def heights(facts: Facts, rules: Rules) -> dict[int, int]:
    found = dict.fromkeys(facts, 0)
    while True:
        better = {
            head: 1 + max(found[i] for i in body)
            for head, body in rules
            if all(i in found for i in body) and 1 + max(found[i] for i in body) < found.get(head, 99)
        }
        if not better:
            return found
        found.update(better)


def source_sets(claim: int, height: int, facts: Facts, rules: Rules) -> set[frozenset[str]]:
    found = {frozenset([name]) for name in facts.get(claim, ())}
    if height > 0:
        for head, body in rules:
            if head == claim:
                parts = [source_sets(i, height - 1, facts, rules) for i in body]
                found |= {frozenset().union(*chosen) for chosen in product(*parts)}
    return found


Ways = dict[int, list[tuple[int, ...]]]


def proofs(claim: int, facts: Facts, rules: Rules) -> set[frozenset]:
    """Every way to choose a fact or a rule for each claim that is needed, without a circle."""
    ways: Ways = {
        i: [*([()] if i in facts else []), *(body for head, body in rules if head == i)] for i in range(CLAIMS)
    }
    found: set[frozenset] = set()
    for chosen in product(*(range(len(ways[i])) or [-1] for i in range(CLAIMS))):
        kept: dict[int, int] = {}
        if whole(claim, (), chosen, ways, kept):
            found.add(frozenset(kept.items()))
    return found


def whole(i: int, above: tuple[int, ...], chosen: tuple[int, ...], ways: Ways, kept: dict[int, int]) -> bool:
    if i in above or chosen[i] < 0:
        return False
    kept[i] = chosen[i]
    return all(whole(j, (*above, i), chosen, ways, kept) for j in ways[i][chosen[i]])


@examples(120)
@given(facts, rules)
def test_the_first_proof_is_of_least_height_then_of_fewest_sources_and_all_are_found(
    facts: Facts, rules: Rules
) -> None:
    base = FactBase.load([]).with_text(str(SOURCES / "drawn.fb"), program(facts, rules), SOURCES)
    assert not base.errors, base.errors
    expected = heights(facts, rules)
    for claim in range(CLAIMS):
        answers = base.ask(f"p{claim}(a)", View())
        assert bool(answers.answers) == (claim in expected)
        if claim not in expected:
            continue
        certificate = certify(base, answers)
        assert certificate is not None
        assert certificate.problems == ()
        prover = answers.solved
        assert isinstance(prover, Prover)
        goal = prover.planned.rules.goals[0]
        root = prover.graph.node(goal, ())
        chosen = prover.least.choose(root)
        assert chosen.least_height
        assert chosen.fewest_sources
        least = restricted(chosen.choice, root)
        assert height_of(least, root) == 1 + expected[claim]  # the goal is one rule more
        fewest = min(map(len, source_sets(claim, expected[claim], facts, rules)))
        assert _least_sources(prover, least) == fewest
        found = prover.proofs(goal, (), 1000)
        assert not found.cut
        assert len(found.proofs) == len(proofs(claim, facts, rules))
        identities = Identities()
        assert len({identities.of(proof) for proof in found.proofs}) == len(found.proofs)


def _least_sources(prover: Prover, choice: dict) -> int:
    """The fewest sources that serve all leaves of a proof: each leaf by any one of its own."""
    leaves = [prover.graph.alternatives(node) for node, instance in choice.items() if instance.stated]
    assert sources_of(prover.graph, choice)
    return min(len(set(chosen)) for chosen in product(*leaves))


def test_claims_that_rest_on_one_another_deeper_than_the_stack_are_judged() -> None:
    edges = "".join(f"assume edge({i}, {i + 1}).\n" for i in range(600))
    rules = "to_start(X) :- edge(X, Y), to_start(Y).\nto_start(X) :- edge(X, 0).\n"
    for declared, verdict in (("relation edge(a: int, b: int) closed.\n", "no"), ("", "unknown")):
        base = FactBase.load([]).with_text("chain.fb", declared + edges + rules, Path())
        answers = base.ask("to_start(0)", View())
        assert not answers.answers
        assert answers.verdict == verdict


def test_a_chain_longer_than_the_stack_is_deep_is_proved() -> None:
    text = "assume start(0).\nn(X) :- start(X).\nn(X + 1) :- n(X), X < 1100.\n"
    answers = FactBase.load([]).with_text("chain.fb", text, Path()).ask("n(1100)", View())
    assert len(answers.answers) == 1
    prover = answers.solved
    assert prover is not None
    root = prover.graph.node(prover.planned.rules.goals[0], ())
    assert height_of(prover.least.choose(root).choice, root) == 1102
    Identities().of(answers.answers[0].proof)


def test_all_proofs_are_cut_at_the_limit_and_it_is_said() -> None:
    text = "".join(f"assume e(a, m{i}). assume e(m{i}, b).\n" for i in range(10)) + "two(X, Z) :- e(X, Y), e(Y, Z).\n"
    answers = FactBase.load([]).with_text("many.fb", text, Path()).ask("two(a, b)", View())
    prover = answers.solved
    assert prover is not None
    goal = prover.planned.rules.goals[0]
    assert len(prover.proofs(goal, (), 4).proofs) == 4
    assert prover.proofs(goal, (), 4).cut
    assert len(prover.proofs(goal, (), 10).proofs) == 10
    assert not prover.proofs(goal, (), 10).cut
