"""A dataclass that costs little to declare: in, the body of a class; out, the class, with the methods that the standard decorator gives.

The standard decorator compiles up to seven methods for each class when it is declared: a third of the start of a command, for methods
that are mostly never called. Here each is written and compiled when it is first looked up, and stays; from then on nothing lies between.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass  # what it promises is what the standard one does: type checkers take it for that
else:

    def dataclass(body=None, /, *, frozen=False, slots=False, eq=True, repr=True, kw_only=False):
        """A decorator as `dataclasses.dataclass` is, without `InitVar`; its classes are dataclasses to all that reads these."""

        def declared(body):
            body.__doc__ = body.__doc__ or body.__name__  # the standard one would write a signature, which nobody reads
            extends = any(hasattr(base, "__dataclass_params__") for base in body.__mro__[1:])
            kind = dataclasses.dataclass(
                init=False,
                repr=False,
                eq=False,
                kw_only=kw_only,
                slots=slots,
                frozen=frozen and extends,  # it costs; the standard one compares it with that of the bases
            )(body)
            params = kind.__dataclass_params__
            params.init, params.repr, params.eq, params.frozen = True, repr, eq, frozen
            own = kind.__dict__
            if "__init__" not in own:
                _Later.put(kind, "__init__", _init, frozen)
            if repr and "__repr__" not in own:
                kind.__repr__ = _repr
            if eq:
                hashed = own.get("__hash__") is not None  # None is what Python puts beside an `__eq__` of the body
                if "__eq__" not in own:
                    _at_first_call(kind, "__eq__", _eq, frozen)
                if not hashed and frozen:
                    _at_first_call(kind, "__hash__", _hash, frozen)
                elif not hashed:
                    kind.__hash__ = None
            if frozen:
                kind.__setattr__, kind.__delattr__ = _keep, _keep_all
                if slots:  # what Python does by itself would set each attribute
                    kind.__getstate__ = own.get("__getstate__", _state)
                    kind.__setstate__ = own.get("__setstate__", _set_state)
            return kind

        return declared if body is None else declared(body)


class _Later:
    """A method that is not yet written; looked up once, it has put the method into its own place."""

    __slots__ = ("_frozen", "_kind", "_name", "_write")

    def __init__(self, kind: type, name: str, write: Callable[[Any, bool], Callable[..., Any]], frozen: bool) -> None:
        self._kind = kind
        self._name = name
        self._write = write
        self._frozen = frozen

    @classmethod
    def put(cls, kind: type, name: str, write: Callable[[Any, bool], Callable[..., Any]], frozen: bool) -> None:
        """The class has the method from now on."""
        setattr(kind, name, cls(kind, name, write, frozen))

    def __get__(self, instance: object, owner: type | None = None) -> Callable[..., Any]:
        method = _written(self._kind, self._name, self._write, self._frozen)
        bound: Callable[..., Any] = method.__get__(instance, owner)
        return bound


def _at_first_call(kind: type, name: str, write: Callable[[Any, bool], Callable[..., Any]], frozen: bool) -> None:
    """The class has the method from now on. It is written when it is called, not when it is looked up: Python takes whatever is raised in a
    look-up of these, an interrupt too, for a class that has none, and calls its objects unequal or unhashable."""

    def first(*given: object) -> Any:
        return _written(kind, name, write, frozen)(*given)

    setattr(kind, name, first)


def _written(
    kind: type, name: str, write: Callable[[Any, bool], Callable[..., Any]], frozen: bool
) -> Callable[..., Any]:
    method = write(kind, frozen)
    method.__qualname__ = f"{kind.__qualname__}.{name}"
    method.__module__ = kind.__module__
    setattr(kind, name, method)
    return method


class _Absent:
    """What stands for a default that is made anew for each instance."""

    def __repr__(self) -> str:
        return "<factory>"


_ABSENT = _Absent()


def _compiled(head: str, body: list[str], names: dict[str, Any]) -> Callable[..., Any]:
    """The function that this text declares."""
    text = "\n ".join([f"def {head}:", *(body or ["pass"])])
    exec(text, names)
    made: Callable[..., Any] = names[head[: head.index("(")]]
    return made


def _init(kind: Any, frozen: bool) -> Callable[..., Any]:
    slotted = "__slots__" in kind.__dict__
    names: dict[str, Any] = {"_set": object.__setattr__}
    placed: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for field in fields(kind):
        name = field.name
        value = name
        if field.default_factory is not MISSING:
            names[f"_make_{name}"] = field.default_factory
            names["_absent"] = _ABSENT
            default = "=_absent"
            value = f"_make_{name}() if {name} is _absent else {name}" if field.init else f"_make_{name}()"
        elif field.default is not MISSING:
            names[f"_default_{name}"] = field.default
            default = f"=_default_{name}"
            value = name if field.init else f"_default_{name}"
        else:
            default = ""
            if not field.init:
                continue
        if field.init:
            (named if field.kw_only else placed).append(name + default)
        if not frozen:
            body.append(f"self.{name} = {value}")
        elif slotted:  # the slot itself takes the value: nearly twice as fast as by its name
            names[f"_set_{name}"] = getattr(kind, name).__set__
            body.append(f"_set_{name}(self, {value})")
        else:
            body.append(f"_set(self, {name!r}, {value})")
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    made = _compiled(f"__init__({', '.join(['self', *placed, *(['*', *named] if named else [])])})", body, names)
    made.__annotations__ = {field.name: field.type for field in fields(kind) if field.init} | {"return": None}
    return made


def _eq(kind: Any, frozen: bool) -> Callable[..., Any]:
    body = [f"if other.__class__ is self.__class__: return {_compared(kind, 'self')} == {_compared(kind, 'other')}"]
    return _compiled("__eq__(self, other)", [*body, "return NotImplemented"], {})


def _hash(kind: Any, frozen: bool) -> Callable[..., Any]:
    return _compiled("__hash__(self)", [f"return hash({_compared(kind, 'self', hashed=True)})"], {})


def _compared(kind: Any, of: str, hashed: bool = False) -> str:
    """The tuple, as Python writes it, of what is compared or hashed of an instance."""

    def counts(field: Field[Any]) -> bool:
        return field.hash if hashed and field.hash is not None else field.compare

    return f"({''.join(f'{of}.{field.name}, ' for field in fields(kind) if counts(field))})"


@recursive_repr()
def _repr(self: Any) -> str:
    texts = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({texts})"


def _keep(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _keep_all(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
