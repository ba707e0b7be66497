"""A dataclass that costs little to declare: in, the body of a class; out, the class, with the methods that the standard decorator gives.

The standard decorator compiles up to seven methods for each class when it is declared: a third of the start of a command, for methods
that are mostly never called. Here each is written and compiled when it is first looked up, and stays; from then on nothing lies between.
What the functions of `dataclasses` read of a class is likewise made by the standard decorator when one of them first does.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass  # what it promises is what the standard one does: type checkers take it for that
else:

    def dataclass(body=None, /, *, frozen=False, slots=False, eq=True, repr=True, kw_only=False):
        """As `dataclasses.dataclass`, without `InitVar` and `KW_ONLY`; its classes are dataclasses to all that reads these."""

        def declared(body):
            body.__doc__ = body.__doc__ or body.__name__  # the standard one would write a signature, which nobody reads
            form = _Form(body, frozen=frozen, slots=slots, eq=eq, repr=repr, kw_only=kw_only)
            kind = _slotted(body, form.fields) if slots else _with_defaults(body, form.own)
            kind.__dataclass_fields__, kind.__dataclass_params__ = form, _Params(form)
            own = kind.__dict__
            if "__match_args__" not in own:
                kind.__match_args__ = tuple([each.name for each in form.fields if each.init and not each.kw_only])
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


class _Form:
    """The fields of a class, its own and those of its bases; as an attribute of the class, what the standard decorator makes of them."""

    __slots__ = ("_body", "_standard", "fields", "flags", "own")

    def __init__(self, body: type, **flags: bool) -> None:
        self.fields: tuple[Field[Any], ...]
        self._body = body
        self._standard: Any = None
        self.flags = flags
        self.own = _own_fields(body, flags["kw_only"])
        known: dict[str, Field[Any]] = {}
        frozen: set[bool] = set()
        for base in reversed(body.__mro__[1:]):
            form = base.__dict__.get("__dataclass_fields__")
            if isinstance(form, _Form):
                known.update((each.name, each) for each in form.fields)
                frozen.add(form.flags["frozen"])
            elif form is not None:
                known.update((each.name, each) for each in fields(base))
                frozen.add(base.__dataclass_params__.frozen)  # type: ignore[attr-defined]  # of a standard one
        if frozen and flags["frozen"] != (True in frozen):
            one, other = ("", "non-") if flags["frozen"] else ("non-", "")
            raise TypeError(f"cannot inherit {one}frozen dataclass from a {other}frozen one")
        self.fields = (*{**known, **{each.name: each for each in self.own}}.values(),)

    def __get__(self, instance: object, owner: type | None = None) -> Mapping[str, Field[Any]]:
        made: Mapping[str, Field[Any]] = self.standard.__dataclass_fields__
        return made

    @property
    def standard(self) -> Any:
        """A class of these fields that the standard decorator has made, with the flags of this one."""
        if self._standard is None:
            body = type(
                self._body.__name__,
                (),
                {
                    "__module__": self._body.__module__,
                    "__annotations__": {each.name: each.type for each in self.fields},
                    **{each.name: each for each in self.fields},
                },
            )
            made: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(body)
            params = made.__dataclass_params__
            params.init = True
            for name, flag in self.flags.items():
                if hasattr(params, name):
                    setattr(params, name, flag)
            self._standard = made
        return self._standard


class _Params:
    """As an attribute of a class, the flags that the standard decorator would keep there."""

    __slots__ = ("_form",)

    def __init__(self, form: _Form) -> None:
        self._form = form

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self._form.standard.__dataclass_params__


def _fields(kind: type) -> tuple[Field[Any], ...]:
    """The fields of a class of this decorator."""
    form: _Form = kind.__dict__["__dataclass_fields__"]
    return form.fields


def _own_fields(body: type, kw_only: bool) -> list[Field[Any]]:
    """The fields that the body of a class declares."""
    own = []
    for name, kind in body.__annotations__.items():
        if str(kind).removeprefix("typing.").startswith("ClassVar"):
            continue
        default: Any = getattr(body, name, MISSING)
        if isinstance(default, MemberDescriptorType):  # the slot of a base
            default = MISSING
        each: Field[Any] = default if isinstance(default, Field) else dataclasses.field(default=default)
        if each.default.__class__.__hash__ is None:
            raise ValueError(
                f"mutable default {type(each.default)} for field {name} is not allowed: use default_factory"
            )
        each.name, each.type = name, kind
        if each.kw_only is MISSING:
            each.kw_only = kw_only
        own.append(each)
    return own


def _with_defaults(body: type, own: Iterable[Field[Any]]) -> type:
    """The class itself, whose attributes are the defaults of its fields."""
    for each in own:
        if each.default is not MISSING:
            setattr(body, each.name, each.default)
        elif each.name in body.__dict__:
            delattr(body, each.name)
    return body


def _slotted(body: type, of: Iterable[Field[Any]]) -> type:
    """The class with a slot for each field that none of its bases has one for."""
    above: set[str] = set()
    for base in body.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        above.update((slots,) if isinstance(slots, str) else slots)
    names = [each.name for each in of]
    rest = dict(body.__dict__)
    for name in (*names, "__dict__", "__weakref__"):
        rest.pop(name, None)
    rest["__slots__"] = tuple([name for name in names if name not in above])
    kind: type = type(body)(body.__name__, body.__bases__, rest)
    kind.__qualname__ = body.__qualname__
    return kind


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
    for field in _fields(kind):
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
    made.__annotations__ = {field.name: field.type for field in _fields(kind) if field.init} | {"return": None}
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

    return f"({''.join(f'{of}.{field.name}, ' for field in _fields(kind) if counts(field))})"


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
