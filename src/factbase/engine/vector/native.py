"""Kernels as machine code: in, their names; out, functions to call. Compiled by numba once, then kept in a folder for later processes.

A kept kernel is loaded by llvmlite alone, which spares the import of numba. Its file is named by all that it depends on (source,
versions, processor) and is loaded only from a folder of the user's own: it is run, so it is the one thing kept that could do harm.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from factbase.ground.keeping import distrusted, keep, kept

__all__ = ["Kernels"]

MAX_BYTES = 10_000_000  # of one kernel; the largest has a hundredth of that
_PROTOTYPE = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)


class Kernels:
    """The kernels of a process. Each call gives up the interpreter's lock, takes the address of its frame, and gives a whole number.

    `folder` is where machine code is kept, None for nowhere; `notice` is told once if it cannot be, and that a kernel is compiled.
    """

    def __init__(self, folder: Path | None, notice: Callable[[str], None]) -> None:
        self.llvm = llvm = import_module("llvmlite.binding")
        self.folder = folder
        self.notice = notice
        self._told: set[str] = set()
        self._held: list[Any] = []  # engines, for as long as their functions
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        self._functions: dict[str, Callable[[int], int]] = {}
        self._identity: bytes | None = None

    def __getattr__(self, name: str) -> Callable[[int], int]:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._functions:
            self._functions[name] = self._load(name)
        return self._functions[name]

    # ---- loading

    def _load(self, name: str) -> Callable[[int], int]:
        symbol, code = self._kept(name) or self._compile(name)
        engine = self.llvm.create_mcjit_compiler(self.llvm.parse_assembly(""), self._machine())
        engine.add_object_file(self.llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
        function = _PROTOTYPE(engine.get_function_address(symbol))
        self._held.append(engine)

        def call(frame: int) -> int:
            given, failed = ctypes.c_int64(), ctypes.c_void_p()
            function(ctypes.addressof(given), ctypes.addressof(failed), frame)
            return given.value

        return call

    def _machine(self) -> Any:
        llvm = self.llvm
        features = llvm.get_host_cpu_features().flatten()
        target = llvm.Target.from_default_triple()
        return target.create_target_machine(
            cpu=llvm.get_host_cpu_name(), features=features, opt=3, jit=True, codemodel="jitdefault"
        )

    def _compile(self, name: str) -> tuple[str, bytes]:
        self._say(f"compiling the kernels of the vector engine{'' if self.folder is None else ', once'}")
        numba = import_module("numba")
        kernel = import_module("factbase.engine.vector.kernels").KERNELS[name]
        signature = numba.types.int64(numba.types.int64)
        compiled = numba.njit(signature, error_model="numpy", no_cpython_wrapper=True)(kernel)
        made = compiled.overloads[compiled.signatures[0]]
        module = self.llvm.parse_assembly(made.library.get_llvm_str())
        symbol, code = str(made.fndesc.llvm_func_name), bytes(self._machine().emit_object(module))
        self._keep(name, symbol, code)
        return symbol, code

    # ---- the folder

    def _name(self, name: str) -> str:
        if self._identity is None:
            here = Path(__file__).parent
            sources = [
                path.read_bytes() for path in (*sorted(here.glob("kernels/*.py")), here / "layout.py", Path(__file__))
            ]
            features = self.llvm.get_host_cpu_features().flatten()
            machine = (platform.machine(), sys.platform, self.llvm.get_host_cpu_name(), features)
            compilers = [_installed(name) for name in ("numba", "llvmlite")]
            self._identity = b"\0".join([*sources, repr((machine, sys.version, compilers)).encode()])
        return f"{name}-{hashlib.sha256(self._identity).hexdigest()[:32]}.o"

    def _kept(self, name: str) -> tuple[str, bytes] | None:
        if self.folder is None:
            return None
        doubt = distrusted(self.folder)
        if doubt is not None:
            self._say(f"{self.folder} is not used for kernels: {doubt}")
            return None
        held = kept(self.folder, self._name(name), MAX_BYTES)
        if held is None:
            return None
        symbol, _, code = held.partition(b"\n")
        return symbol.decode(), code

    def _keep(self, name: str, symbol: str, code: bytes) -> None:
        if self.folder is None:
            return
        try:
            keep(self.folder, self._name(name), symbol.encode() + b"\n" + code)
        except OSError as problem:
            self._say(
                f"compiled kernels cannot be kept in {self.folder}: {problem.strerror}; every run compiles them again"
            )

    def _say(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self.notice(text)


def _installed(package: str) -> tuple[str, int]:
    """Where a package is and since when: what tells one version of it from another without importing any of it."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return spec.origin, os.stat(spec.origin).st_mtime_ns
