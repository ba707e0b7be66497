"""Explanations as text: in, all proofs of an answer with its support, or why there is none, or what rests on a source; out, blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.base import Answers
from factbase.explain.hidden import Hidden
from factbase.explain.proof import Cases
from factbase.explain.repair import Repair
from factbase.explain.support import Support
from factbase.explain.why_not import Blocked, Missing
from factbase.ground.comparison import Certainty
from factbase.ground.date import day
from factbase.ground.value import write_value
from factbase.program.model import Program
from factbase.questions.explanation import Bearing, Conflict, Explained
from factbase.render.paint import Paint, block
from factbase.render.proof import against_lines, failure_text, proof_lines, when_text
from factbase.render.reading import read_goal
from factbase.render.text import certainty_text
from factbase.sources.evidence import Evidence

__all__ = ["bearing_text", "conflict_text", "explained_text", "support_lines", "why_not_text"]


def explained_text(
    number: int, one: Explained, answers: Answers, program: Program, evidence: Evidence, paint: Paint
) -> str:
    """One answer: its values, its support, and each of its proofs."""
    values = ", ".join(f"{name} = {write_value(value)}" for name, value in one.answer.bindings)
    reading = read_goal(answers.body, dict(one.answer.bindings), program)
    lines = [f"{number}. {values or 'yes'}", *([f"   {paint('heading', reading)}"] if reading else [])]
    if one.answer.certainty is not Certainty.CERTAIN:
        lines.append(f"   {paint('warning', certainty_text(one.answer))}")
    lines += [f"   {line}" for line in support_lines(one.support)]
    found = one.proofs
    count = len(found.proofs)
    for i, proof in enumerate(found.proofs, 1):
        if count > 1:
            lines.append(f"   proof {i} of {f'at least {count}' if found.cut else count}")
        lines += [f"   {line}" for line in proof_lines(proof, evidence, paint)]
    if found.cut and isinstance(found.proofs[0], Cases):
        lines.append("   there may be other proofs, on other readings")
    elif found.cut and count == 1:
        lines.append("   there may be other proofs: --all shows them")
    if not found.least_height:
        lines.append("   the search for the lowest proof was cut: this one may not be it")
    elif not found.fewest_sources:
        lines.append("   the search for the fewest sources was cut: a proof as low may rest on fewer")
    return block(lines)


def support_lines(support: Support) -> Iterator[str]:
    """What suffices for an answer, from when on, and how many voices tell it."""
    if support.always:
        yield "rests on no source"
        return
    least = "at least " if support.label.cut else ""
    sets = ["{" + ", ".join(sorted(each)) + "}" for each in support.label.sets]
    yield f"suffices: {least}{' or '.join(sets)}" if sets else "no set of sources suffices that could be found"
    voices = f"{'' if support.exact else 'at least '}{support.voices}"
    yield f"independent voices: {voices}" + (f"; only {support.single} tells it" if support.single else "")
    since = str(day(support.since)) if support.since is not None else "not dated"
    yield f"could be known since: {since}"


# ---- why not


def why_not_text(
    answers: Answers, blocked: Blocked, repairs: Sequence[Repair], evidence: Evidence, paint: Paint
) -> str:
    """Why a goal has no answer, rule by rule, and what would give it one."""
    lines = [paint("heading", f"{answers.goal}   {answers.view}"), f"no answer: {answers.verdict}"]
    lines += against_lines(answers.against, evidence, paint)
    lines += _blocked(blocked, "", evidence, paint)
    for repair in repairs:
        lines.append(_repair(repair))
    if not repairs:
        lines.append("no small change that was tried would give it an answer")
    return block(lines)


def _blocked(blocked: Blocked, rest: str, evidence: Evidence, paint: Paint) -> Iterator[str]:
    failure = blocked.failure
    where = f"rule {paint('place', failure.rule.span.place)}" if failure.rule is not None else "the goal"
    yield f"{rest}{where} {failure_text(failure)}"
    for proof in blocked.present:
        yield f"{rest}  which holds:"
        yield from (f"{rest}    {line}" for line in proof_lines(proof, evidence, paint))
    if blocked.missing is not None:
        yield from _missing(blocked.missing, rest + "  ", evidence, paint)


def _missing(missing: Missing, rest: str, evidence: Evidence, paint: Paint) -> Iterator[str]:
    if missing.again:
        yield f"{rest}{missing.atom}: told above"
        return
    relation = missing.atom.predicate
    facts = f"{missing.facts} fact{'' if missing.facts == 1 else 's'} of `{relation}`"
    yield f"{rest}nothing says {paint('claim', str(missing.atom))}; searched {facts}"
    for each in missing.hidden:
        yield f"{rest}  only the view hides {_hidden(each, paint)}"
    for near in missing.near:
        yield f"{rest}  near: {near.atom} ({near.why})"
    for rule in missing.rules:
        yield from _blocked(rule, rest + "  ", evidence, paint)
    if missing.deeper:
        yield f"{rest}  its rules are not followed further: --depth"


def _hidden(hidden: Hidden, paint: Paint) -> str:
    dates = when_text(hidden.dates) if hidden.why == "dated" else " (no source of it was known by then)"
    atom = str(hidden.fact.atom())
    return f"{atom}{'' if dates.strip() and atom.endswith(dates) else dates}, {paint('place', hidden.fact.span.place)}"


def _repair(repair: Repair) -> str:
    parts = [f"if {', '.join(f'`{atom}`' for atom in repair.add)} were cited"] if repair.add else []
    if repair.remove:
        parts.append(f"without {', '.join(fact.span.place for fact in repair.remove)}")
    return f"would hold {' and '.join(parts)}"


# ---- sources, conflicts


def bearing_text(bearings: Sequence[Bearing], program: Program, paint: Paint) -> Iterator[str]:
    """What falls without each source."""
    for bearing in bearings:
        falls, alone = len(bearing.falls), len(bearing.alone)
        least = "at least " if bearing.cut else ""
        head = (
            f"{paint('heading', bearing.source)}: without it {least}{falls} conclusion{'' if falls == 1 else 's'} fall"
        )
        lines = [f"{head}; {bearing.facts} facts stand on it alone; {alone} rest on nothing else"]
        lines += [f"  {atom}{'  (on it alone)' if atom in bearing.alone else ''}" for atom in bearing.falls]
        yield block(lines)


def conflict_text(conflict: Conflict, evidence: Evidence, paint: Paint) -> str:
    """One violation: its smallest sets of quotes, with their sentences, and the sources that cannot all be right."""
    violation = conflict.violation
    accepted = f"; accepted: {violation.allowance.reason}" if violation.allowance is not None else ""
    lines = [f"{paint('heading', violation.name)}: {violation.message}{accepted}"]
    for i, quotes in enumerate(conflict.quotes, 1):
        least = "at least " if conflict.cut else ""
        lines.append(f"  quotes, set {i} of {least}{len(conflict.quotes)}")
        for cited in sorted(quotes, key=lambda c: (c.source, c.span.path, c.span.start)):
            lines.append(f"    {cited.source}: “{evidence.sentence(cited)}”")
    named = [" and ".join(sorted(each)) for each in conflict.nogoods]
    lines.append(f"  cannot all be right, with the rules: {'; or '.join(named)}")
    return block(lines)
