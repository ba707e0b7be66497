"""The kernels as LLVM's own text, which is shipped: `python tests/kernels.py` makes it of the functions that numba reads.

It is made for no processor: what a machine can do more, LLVM adds where the text becomes machine code. Only such passes are run that leave
nothing in it that an older LLVM could not read.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from importlib.metadata import version
from typing import Any

from checkout import ROOT

VECTOR = ROOT / "src" / "factbase" / "engine" / "vector"
FILE = VECTOR / "kernels.ll"
SHRINKING = (
    "sroa",
    "sccp",
    "simplify_cfg",
    "instruction_combine",
    "simplify_cfg",
    "dead_store_elimination",
    "aggressive_dce",
    "global_dead_code_eliminate",
    "dead_arg_elimination",
    "strip_dead_prototype",
)


def head() -> list[str]:
    """The first lines of the file: what it was made of, and with what."""
    digest = hashlib.sha256()
    for path in (*sorted(VECTOR.glob("kernels/*.py")), VECTOR / "layout.py", ROOT / "tests" / "kernels.py"):
        digest.update(path.read_bytes())
    versions = ", ".join(f"{package} {version(package)}" for package in ("numba", "llvmlite"))
    return ["; Made by tests/kernels.py.", f"; sources {digest.hexdigest()}", f"; {versions}"]


def is_made_of_its_sources() -> bool:
    """Whether the file as it is was made of the functions as they are, by whichever numba."""
    return FILE.read_text(encoding="utf-8").splitlines()[:2] == head()[:2]


def written() -> str:
    """The file as it is shipped. A process of its own makes it, for numba must not optimise there."""
    return subprocess.run([sys.executable, __file__, "print"], capture_output=True, check=True, encoding="utf-8").stdout


def _made() -> str:
    """All kernels in one module, with the functions that they share."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    whole, entries = llvm.parse_assembly(""), {}
    for name, symbol, text in _read_by_numba():
        module = llvm.parse_assembly(text)
        entries[symbol] = name
        for function in module.functions:
            if not function.is_declaration and function.name != symbol:
                function.linkage = "linkonce_odr"
        whole.link_in(module)
    taken = {*entries.values()}
    for function in whole.functions:
        if function.name in entries:
            function.name = entries[function.name]
        elif not function.is_declaration:
            function.linkage = "internal"
            function.name = _free(_plain(function.name), taken)
    for variable in whole.global_variables:
        variable.linkage = "internal"
    passes = llvm.create_new_module_pass_manager()
    for each in SHRINKING:
        getattr(passes, f"add_{each}_pass")()
    machine = llvm.Target.from_default_triple().create_target_machine()
    passes.run(whole, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=1)))
    return _for_any(str(whole))


def _read_by_numba() -> list[tuple[str, str, str]]:
    """Of each kernel its name, the symbol of its function, and the text that numba makes of it."""
    os.environ.update(NUMBA_OPT="0", NUMBA_LOOP_VECTORIZE="0")
    import numba

    from factbase.engine.vector.kernels import KERNELS

    found = []
    for name, kernel in KERNELS.items():
        signature = numba.types.int64(numba.types.int64)
        options: dict[str, Any] = {"error_model": "numpy", "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
        made = numba.njit(signature, **options)(kernel)
        (overload,) = made.overloads.values()
        found.append((name, overload.fndesc.llvm_func_name, overload.library.get_llvm_str()))
    return found


def _plain(symbol: str) -> str:
    """The function's own name in a mangled one, in which each part of the path to it stands behind its length."""
    name, at = symbol, len("_ZN")
    while counted := re.match(r"\d+", symbol[at:]):
        at += len(counted[0])
        name, at = symbol[at : at + int(counted[0])], at + int(counted[0])
    return name


def _free(name: str, taken: set[str]) -> str:
    """A name, with a number where others have it."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}.{number}"
    taken.add(free)
    return free


def _for_any(text: str) -> str:
    """A module's text without what tells this machine from others, and without what a reader of it adds by itself."""
    text = re.sub(
        r"^(; ModuleID|; Function Attrs|source_filename|target |attributes ).*\n", "", text, flags=re.MULTILINE
    )
    text = re.sub(r"(?m)^(declare .*\)) #\d+$", r"\1", text).replace(" captures(none)", "")
    text = re.sub(r"(?m)\s*; preds = .*$", "", text)
    return re.sub(r"\n{2,}", "\n", text).strip() + "\n"


if __name__ == "__main__":
    whole = "\n".join([*head(), _made()])
    if sys.argv[1:]:
        sys.stdout.write(whole)
    else:
        FILE.write_text(whole, encoding="utf-8")
