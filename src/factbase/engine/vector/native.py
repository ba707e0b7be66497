"""Kernels as machine code: in, their names; out, functions to call. Compiled once by LLVM, then kept in a folder for later processes.

What is compiled is the text beside this module, which numba made of the functions in `kernels` when they were written. A kept kernel's
file is named by all that it depends on (that text, LLVM, the processor) and is loaded only from a folder of the user's own: it is run, so
it is the one thing kept that could do harm.
"""

from __future__ import annotations

import ctypes
import hashlib
import platform
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from factbase.ground.keeping import distrusted, keep, kept

__all__ = ["Kernels"]

SOURCE = Path(__file__).with_name("kernels.ll")
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
        self._identity: str | None = None

    def __getattr__(self, name: str) -> Callable[[int], int]:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._functions:
            self._functions[name] = self._load(name)
        return self._functions[name]

    # ---- loading

    def _load(self, name: str) -> Callable[[int], int]:
        code = self._kept(name) or self._compile(name)
        engine = self.llvm.create_mcjit_compiler(self.llvm.parse_assembly(""), self._machine())
        engine.add_object_file(self.llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
        function = _PROTOTYPE(engine.get_function_address(name))
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

    def _compile(self, name: str) -> bytes:
        self._say(f"compiling kernels for this machine{'' if self.folder is None else ', once'}")
        llvm, machine = self.llvm, self._machine()
        module = llvm.parse_assembly(SOURCE.read_text(encoding="utf-8"))
        module.triple, module.data_layout = llvm.get_process_triple(), str(machine.target_data)
        for function in module.functions:
            if not function.is_declaration and function.name != name:
                function.linkage = "internal"  # what this kernel does not need goes
        tuning = llvm.create_pipeline_tuning_options(speed_level=3)
        tuning.loop_vectorization = True
        passes = llvm.create_pass_builder(machine, tuning)
        passes.getModulePassManager().run(module, passes)
        code = bytes(machine.emit_object(module))
        self._keep(name, code)
        return code

    # ---- the folder

    def _name(self, name: str) -> str:
        if self._identity is None:
            llvm = self.llvm
            machine = (
                platform.machine(),
                sys.platform,
                llvm.get_host_cpu_name(),
                llvm.get_host_cpu_features().flatten(),
            )
            versions = (import_module("llvmlite").__version__, llvm.llvm_version_info)
            made_of = [SOURCE.read_bytes(), Path(__file__).read_bytes(), repr((machine, versions)).encode()]
            self._identity = hashlib.sha256(b"\0".join(made_of)).hexdigest()[:32]
        return f"{name}-{self._identity}.o"

    def _kept(self, name: str) -> bytes | None:
        if self.folder is None:
            return None
        doubt = distrusted(self.folder)
        if doubt is not None:
            self._say(f"{self.folder} is not used for kernels: {doubt}")
            return None
        return kept(self.folder, self._name(name), MAX_BYTES)

    def _keep(self, name: str, code: bytes) -> None:
        if self.folder is None:
            return
        try:
            keep(self.folder, self._name(name), code)
        except OSError as problem:
            self._say(
                f"compiled kernels cannot be kept in {self.folder}: {problem.strerror}; every run compiles them again"
            )

    def _say(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self.notice(text)
