"""Patterns: which are refused and why, which are taken, and that the search for those ends."""

import inspect
import random
import sys
import time
import warnings

import pytest

from factbase.ground.pattern import check_pattern, search

MANY_WAYS = "an unbounded repeat is around what can match in several ways; that can take forever"
TOO_MANY = "the pattern can match in too many ways"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("(a+)+$", MANY_WAYS),
        ("(a*)*", MANY_WAYS),
        ("(?:a?)*b", MANY_WAYS),
        ("(a|a)*b", MANY_WAYS),
        ("(a|ab)*c", MANY_WAYS),
        ("(?:a|b|)*c", MANY_WAYS),
        ("(?i)(?:ab|Ab)*x", MANY_WAYS),
        (r"(\w+\s?)*x", MANY_WAYS),
        ("(a+?)*?b", MANY_WAYS),
        ("(?:a|b+)*d", MANY_WAYS),
        ("(?:.b|ab)*c", MANY_WAYS),
        ("(?i)(?:sa|ſa)*x", MANY_WAYS),  # the long s is an s in another case
        ("(a{1,2}){3,}", MANY_WAYS),
        ("x(a+)*", MANY_WAYS),
        ("(a?){30}a{30}", TOO_MANY),
        ("(?:(?:a{1000}){1000}){1000}", TOO_MANY),
        ("a*a*a*a*a*a*b", TOO_MANY),
        (".{0,60000}.{0,60000}.{0,60000}.{0,60000}.{0,60000}.{0,60000}x", TOO_MANY),
        (r"(.)\1", "a pattern cannot have back-references"),
        ("(?P<x>a)(?P=x)", "a pattern cannot have back-references"),
        ("(a)?(?(1)b|c)", "a pattern cannot have conditions"),
        ("(?=a)b", "a pattern cannot have look-around"),
        ("(?<!a)b", "a pattern cannot have look-around"),
        ("a++", "a pattern cannot have possessive repeats"),
        ("(?>a+)b", "a pattern cannot have atomic groups"),
        ("a" * 301, "a pattern has at most 300 characters"),
        ("(", "not a regular expression: missing ), unterminated subpattern at position 0"),
        ("a{99999999999999999999}", "not a regular expression: the repetition number is too large"),
    ],
)
def test_pattern_is_refused(pattern: str, problem: str) -> None:
    assert check_pattern(pattern) == problem
    assert search(pattern, "aaa") is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^\d{1,3}(?:\.\d{1,3}){3}$", "192.168.0.1"),
        (r"\d{1,3}(?:,\d{3})*", "1,234,567"),
        ("(?i)agree.*share", "They AGREED to share"),
        ("(?:foo|bar)+", "barfoo"),
        ("^.*rain.*in.*$", "the rain in Spain"),
        (r"\b\w+ly\b", "openly"),
        ("colou?r", "color"),
        (".{0,200}foo.{0,200}", "a foo"),
        ("[[a]", "["),
        ("(" * 150 + ")" * 150, ""),
        ("", ""),
    ],
)
def test_pattern_is_taken(pattern: str, text: str) -> None:
    assert check_pattern(pattern) is None
    assert search(pattern, text) is True


@pytest.mark.parametrize(
    ("pattern", "power"),
    [
        (".*b", 15),
        ("(?m)^.*b", 15),
        ("^.*.*b", 15),  # one place to begin at: one `.*` more
        ("(?:(?:a?){2}){3}(?:ab|cd?)b", 18),
        ("^(?:a?){7}a*b", 21),
    ],
)
def test_pattern_is_searched_for_as_far_as_its_worst_case_allows(pattern: str, power: int) -> None:
    # One letter less than a power of two, or as much: judged by its length alone, so that the search may be a quick one.
    longest = "b" + "\n" * ((1 << power - 1) - 2)
    assert search(pattern, longest) is not None
    assert search(pattern, longest + "\n") is None


@pytest.mark.parametrize("pattern", ["foo.*", "foo(?:bar)*?", "^foo.*"])
def test_optional_repeat_at_the_end_costs_no_more_than_the_text(pattern: str) -> None:
    assert search(pattern, "foo" + "a" * 1_000_000) is True


def test_pattern_that_python_warns_of_is_taken_without_a_word() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert search("[[b]", "[") is True


def test_pattern_nested_deeper_than_the_stack_is_refused() -> None:
    def below(frames: int) -> str | None:
        return below(frames - 1) if frames else check_pattern("(?:" * 70 + "x" + ")" * 70)

    problem = below(sys.getrecursionlimit() - len(inspect.stack(0)) - 100)
    assert problem is not None
    assert problem.startswith("not a regular expression: maximum recursion depth exceeded")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\s+$", " " * 16_000 + "x"),
        (r"\s+$", " " * 999_999 + "x"),
        (r"(\w)*(\w)*!", "a" * 500),
        (r"[a-z]*[a-z]*[a-z]*!", "a" * 1000),
        (r"(?:ab|cd)*x", "abcd" * 250_000),
        (r"^(\w)*x", "a" * 1_000_000),
        (r"(?:a*a*a*a*b)?", "a" * 1000),
        (r"(?:a?){8}b", "a" * 100_000),
    ],
)
def test_worst_search_ends(pattern: str, text: str) -> None:
    started = time.perf_counter()
    assert search(pattern, text) in (False, None)
    assert time.perf_counter() - started < 10


def test_random_pattern_that_is_taken_ends() -> None:
    chance = random.Random(5)
    parts = ["a", "b", "ab", ".", r"\w", "[ab]", "(a|b)", "(ab|b)", "(?:a|ab)", "(a?b)", "^", "$", "|"]
    repeats = ["", "", "*", "+", "?", "{2}", "{0,3}", "{2,}", "*?", "+?"]
    taken, slowest = 0, 0.0
    for _ in range(3000):
        body = "".join(chance.choice(parts) + chance.choice(repeats) for _ in range(chance.randint(1, 5)))
        pattern = f"(?:{body}){chance.choice(repeats)}{chance.choice('cab')}"
        if check_pattern(pattern) is None:
            taken += 1
            started = time.perf_counter()
            search(pattern, "ab" * 30)
            search(pattern, "a" * 60)
            slowest = max(slowest, time.perf_counter() - started)
    assert taken > 500
    assert slowest < 5
