"""What kernels are made of: words in memory by address and place, and a hash. The types are numba's to infer."""
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import njit, types
from numba.core.cgutils import get_or_insert_function
from numba.extending import intrinsic

from factbase.engine.vector.layout import NARROW

__all__ = [
    "hash_columns",
    "item",
    "kernel_part",
    "load",
    "load8",
    "load16",
    "load32",
    "place",
    "prefetch",
    "slot",
    "store",
    "store8",
    "store16",
    "store32",
]

I64, VOID = types.int64, types.void


def _load(bits: int) -> Any:
    @intrinsic
    def load(typing_context: Any, base: Any, index: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            kind = ir.IntType(bits)
            place = builder.gep(builder.inttoptr(args[0], kind.as_pointer()), [args[1]], source_etype=kind)
            value = builder.load(place, typ=kind)
            return value if bits == 64 else builder.sext(value, ir.IntType(64))

        return I64(I64, I64), generate

    return load


def _store(bits: int) -> Any:
    @intrinsic
    def store(typing_context: Any, base: Any, index: Any, value: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            kind = ir.IntType(bits)
            place = builder.gep(builder.inttoptr(args[0], kind.as_pointer()), [args[1]], source_etype=kind)
            builder.store(args[2] if bits == 64 else builder.trunc(args[2], kind), place)
            return context.get_dummy_value()

        return VOID(I64, I64, I64), generate

    return store


@intrinsic
def slot(typing_context: Any, key: Any, shift: Any) -> Any:
    """Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): the high bits of a product."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.lshr(builder.mul(args[0], ir.Constant(ir.IntType(64), 0x9E3779B97F4A7C15)), args[1])

    return I64(I64, I64), generate


@intrinsic
def place(typing_context: Any, key: Any, size: Any) -> Any:
    """A place among so many, of any number below 2**32: the high bits of the hash, scaled (Lemire, Fast Random Integer Generation in an
    Interval, 2019)."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        word = ir.IntType(64)
        high = builder.lshr(builder.mul(args[0], ir.Constant(word, 0x9E3779B97F4A7C15)), ir.Constant(word, 32))
        return builder.lshr(builder.mul(high, args[1]), ir.Constant(word, 32))

    return I64(I64, I64), generate


@intrinsic
def prefetch(typing_context: Any, place: Any) -> Any:
    """Asks for the memory at an address, which is read soon: many such requests are under way at once, where reads would wait."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        pointer, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [pointer, number, number, number])
        function = get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(function, [builder.inttoptr(args[0], pointer), number(0), number(3), number(1)])
        return context.get_dummy_value()

    return VOID(I64), generate


load, load32, load16, load8 = (_load(bits) for bits in (64, 32, 16, 8))
store, store32, store16, store8 = (_store(bits) for bits in (64, 32, 16, 8))
kernel_part = njit(error_model="numpy", no_cpython_wrapper=True, inline="never")


@kernel_part
def item(column, row):
    """The number in a row of a column, which is NARROW or not."""
    return load16(column - NARROW, row) & 0xFFFF if column & NARROW else load32(column, row)


@kernel_part
def hash_columns(columns, width, start, to, hashes):
    """The hashes of rows START..TO of the columns whose addresses stand in a list, from the first place of `hashes` on."""
    for row in range(start, to):
        store(hashes, row - start, 1)
    for c in range(width):
        column = load(columns, c)
        if column & NARROW:
            for row in range(start, to):
                h = slot(load(hashes, row - start) ^ item(column, row), 0)
                store(hashes, row - start, h ^ ((h >> 29) & 0x7FFFFFFFF))
        else:
            for row in range(start, to):
                h = slot(load(hashes, row - start) ^ load32(column, row), 0)
                store(hashes, row - start, h ^ ((h >> 29) & 0x7FFFFFFFF))
