"""What kernels are made of: words in memory by address and place, and a hash. The types are numba's to infer."""
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

__all__ = ["kernel_part", "load", "load8", "load32", "slot", "store", "store16", "store32"]

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


load, load32, load8 = _load(64), _load(32), _load(8)
store, store32, store16 = _store(64), _store(32), _store(16)
kernel_part = njit(error_model="numpy", no_cpython_wrapper=True, inline="never")
