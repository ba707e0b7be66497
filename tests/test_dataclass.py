"""What a dataclass of ours promises: all that one of the standard decorator does, and nothing compiled before it is called."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import pickle
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, is_dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any, Generic, TypeVar

import pytest

from factbase.ground.dataclass import dataclass

SOURCE = Path(__file__).parents[1] / "src" / "factbase"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """A base with a place outside equality."""

    span: int = field(kw_only=True, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Leaf(Node, Generic[T]):
    value: T
    kinds: list[str] = field(default_factory=list, hash=False)
    size: int = field(default=3, init=False)
    name: str = "n"


@dataclass(slots=True)
class Counter:
    at: int = 0


def _bodies(decorator: Callable[..., Any]) -> dict[str, Any]:
    """The same classes made by one decorator or the other."""

    @decorator(frozen=True, slots=True)
    class Base:
        """Words."""

        span: int = field(kw_only=True, compare=False, repr=False)

    @decorator(frozen=True, slots=True)
    class Child(Base):
        """Words."""

        a: int
        b: list[int] = field(default_factory=list, hash=False)
        c: str = "c"
        d: int = field(default=4, init=False)
        e: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    @decorator(frozen=True)
    class Loose:
        """Words."""

        a: int
        seen: list[int] = field(default_factory=list, compare=False)

        def __post_init__(self) -> None:
            self.seen.append(self.a)

    @decorator(slots=True, kw_only=True)
    class Changing:
        """Words."""

        a: int
        b: int = 2

    @decorator(frozen=True, slots=True, eq=False, repr=False)
    class Same:
        """Words."""

        a: int

    @decorator(frozen=True, slots=True)
    class Own:
        """Words."""

        a: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.a % 2 == other.a % 2

        def __hash__(self) -> int:
            return self.a % 2

        def __repr__(self) -> str:
            return "own"

    @decorator(frozen=True, slots=True)
    class Equal:
        """Words."""

        a: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Equal)

    @decorator
    class Bare:
        """Words."""

        a: tuple[Any, ...] = ()

    @decorator(frozen=True, slots=True)
    class Nothing:
        """Words."""

    return {name: kind for name, kind in locals().items() if isinstance(kind, type)}


OURS, STANDARD = _bodies(dataclass), _bodies(dataclasses.dataclass)

CALLS: tuple[tuple[str, str], ...] = (
    ("all by place", "Child(1, [2], 'x', span=9)"),
    ("defaults", "Child(1, span=9)"),
    ("a default of its own for each", "Child(1, span=9).b is Child(1, span=9).b"),
    ("outside init", "(Child(1, span=9).d, Child(1, span=9).e)"),
    ("a word for a place", "Child(a=1, c='y', span=9)"),
    ("one that is missing", "Child(1)"),
    ("one too many", "Child(1, [], 'c', 4, span=9)"),
    ("unknown", "Child(1, f=2, span=9)"),
    ("by place where it is by name", "Changing(1)"),
    ("equal", "Child(1, span=1) == Child(1, span=2)"),
    ("unequal", "Child(1, span=1) == Child(2, span=1)"),
    ("of another class", "Child(1, span=1) == Base(span=1)"),
    ("of a base", "Base(span=1).__eq__(Child(1, span=1))"),
    ("hash", "hash(Child(1, [5], 'x', span=1)) == hash(Child(1, [6], 'x', span=2))"),
    ("hash is of the tuple", "hash(Loose(3)) == hash((3,))"),
    ("unhashable", "hash(Changing(a=1))"),
    ("no hash", "Changing.__hash__"),
    ("identity", "(Same(1) == Same(1), len({Same(1), Same(1)}))"),
    ("eq of its own", "(Own(1) == Own(3), hash(Own(3)), repr(Own(1)))"),
    ("eq of its own, hash of the fields", "(Equal(1) == Equal(2), hash(Equal(5)) == hash((5,)))"),
    ("set", "setattr(Child(1, span=1), 'a', 2)"),
    ("set what is none", "setattr(Loose(1), 'zzz', 2)"),
    ("delete", "delattr(Child(1, span=1), 'a')"),
    ("post init", "(Loose(7).seen, Loose(7))"),
    ("replace", "replace(Child(1, span=1), c='z')"),
    ("replace keeps what is not compared", "replace(Child(1, span=1), c='z').span"),
    ("replace outside init", "replace(Child(1, span=1), d=5)"),
    ("match", "[Child.__match_args__, Base.__match_args__, Changing.__match_args__, Nothing.__match_args__]"),
    ("slots", "[getattr(k, '__slots__', None) for k in (Base, Child, Loose, Changing, Same, Nothing)]"),
    ("no dict", "hasattr(Child(1, span=1), '__dict__')"),
    ("signature", "[str(inspect.signature(k)) for k in (Base, Child, Loose, Changing, Nothing)]"),
    ("fields", "[[(f.name, f.type, f.kw_only, f.compare) for f in fields(k)] for k in (Child, Changing, Nothing)]"),
    ("told", "[dataclasses.asdict(Child(1, [2], span=3)), dataclasses.astuple(Changing(a=1))]"),
    (
        "copies",
        "(copy.copy(Child(1, [2], span=3)), copy.deepcopy(Child(1, [2], span=3)).b, copy.deepcopy(Loose(1)).seen)",
    ),
    ("flags", "[k.__dataclass_params__ for k in (Base, Child, Loose, Changing, Same, Own, Bare)]"),
    ("nothing", "(Nothing(), Nothing() == Nothing(), hash(Nothing()) == hash(()))"),
    ("where it is made", "[(Child.__init__.__qualname__, Child.__eq__.__module__, Child.__name__)]"),
    ("in itself", "(lambda b: (setattr(b, 'a', (b,)), repr(b))[1])(Bare())"),
    ("kept", "Bare(1) == Bare(1), Bare.__hash__"),
)


@pytest.mark.parametrize("call", [call for _, call in CALLS], ids=[name for name, _ in CALLS])
def test_what_a_class_does_is_what_the_standard_one_does(call: str) -> None:
    outcomes = []
    for kinds in (OURS, STANDARD):
        try:
            outcomes.append(repr(eval(call, globals() | kinds)))
        except Exception as error:  # whatever the standard one raises
            outcomes.append((type(error), str(error).replace("Child.__init__", "__init__")))
    assert outcomes[0] == outcomes[1]


def test_a_method_is_compiled_once_and_then_is_a_plain_function() -> None:
    @dataclass(frozen=True, slots=True)
    class Once:
        a: int

    before = [Once.__dict__[name] for name in ("__init__", "__eq__", "__hash__")]
    assert Once(1) == Once(1)
    assert len({Once(1), Once(1)}) == 1
    after = [Once.__dict__[name] for name in ("__init__", "__eq__", "__hash__")]
    assert all(inspect.isfunction(each) for each in after)
    assert not {*before} & {*after}
    assert Once(2) == Once(2)
    assert [Once.__dict__[name] for name in ("__init__", "__eq__", "__hash__")] == after


def test_what_a_class_inherits_is_compiled_for_the_class_that_has_it() -> None:
    @dataclass(frozen=True, slots=True)
    class Above:
        a: int

    class Below(Above):
        pass

    assert Below(1) == Below(1)
    assert hash(Below(1)) == hash((1,))
    assert Below(1) != Above(1)
    assert inspect.isfunction(Above.__dict__["__init__"])
    assert "__init__" not in Below.__dict__
    with pytest.raises(FrozenInstanceError):
        Below(1).a = 2  # type: ignore[misc]


def test_a_class_may_extend_one_of_the_standard_decorator_and_be_extended_by_it() -> None:
    above, below = dataclass(frozen=True, slots=True), dataclasses.dataclass(frozen=True, slots=True)
    for one, other in ((above, below), (below, above)):
        outer: Any = other(
            type("Outer", (one(type("Inner", (), {"__annotations__": {"a": int}})),), {"__annotations__": {"b": int}})
        )
        assert outer(1, 2) == outer(1, 2)
        assert repr(outer(1, 2)) == "Outer(a=1, b=2)"
        with pytest.raises(FrozenInstanceError):
            outer(1, 2).b = 3
        with pytest.raises(TypeError, match="cannot inherit non-frozen"):
            dataclass(type("Open", (outer,), {}))
        with pytest.raises(TypeError, match="cannot inherit frozen"):
            dataclass(frozen=True)(type("Shut", (dataclass(type("Open", (), {})),), {}))


def test_pickles_at_every_protocol() -> None:
    leaf: Leaf[int] = Leaf(1, ["k"], span=4)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(leaf, protocol))
        assert again == leaf
        assert again.span == 4
        assert again.size == 3
        assert pickle.loads(pickle.dumps(Counter(5), protocol)) == Counter(5)


def test_a_class_is_matched_and_is_a_dataclass() -> None:
    match Leaf(1, name="m", span=0):
        case Leaf(value, kinds, name=name):
            assert (value, kinds, name) == (1, [], "m")
        case _:
            raise AssertionError
    assert is_dataclass(Leaf)
    assert replace(Leaf(1, span=2), value=3) == Leaf(3, span=9)


def test_a_default_that_can_change_is_refused() -> None:
    with pytest.raises(ValueError, match="mutable default"):

        @dataclass(frozen=True)
        class Shared:
            a: list[int] = []  # noqa: RUF012


def test_every_dataclass_of_ours_is_made_by_this_decorator() -> None:
    free = {SOURCE / "ground" / "dataclass.py", *(SOURCE / "cite").rglob("*.py")}  # `cite` imports no other room
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in sorted(set(SOURCE.rglob("*.py")) - free)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "dataclasses"
            and any(name.name in ("dataclass", "make_dataclass") for name in node.names)
        )
        or (isinstance(node, ast.Import) and any(name.name == "dataclasses" for name in node.names))
    ]
    assert found == [], "import `dataclass` from factbase.ground.dataclass: it costs a seventh"


@pytest.mark.parametrize(("written", "ask"), [("_hash", hash), ("_eq", lambda each: each == type(each)(1))])
def test_an_interrupt_while_a_method_is_written_is_an_interrupt(written: str, ask: Callable[[object], object]) -> None:
    @dataclass(frozen=True)
    class Late:
        size: int

    def interrupt(frame: FrameType, event: str, argument: object) -> None:
        if frame.f_code.co_name == written:
            raise KeyboardInterrupt

    late, old = Late(1), sys.gettrace()
    sys.settrace(interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            ask(late)
    finally:
        sys.settrace(old)
    assert late == Late(1)
    assert hash(late) == hash(Late(1))
