"""Completion of a shell: in, the name of a shell; out, the script that lets it complete commands, options, and names of a base."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from factbase.ground.dataclass import dataclass
from factbase.render.paint import block
from factbase.requests.argument import Argument
from factbase.requests.request import Context, Format, Outcome, Refused, Request, text_only

__all__ = ["SHELLS", "Completion"]

SHELLS = ("bash", "zsh", "fish")


def _shell(text: str) -> str:
    if text not in SHELLS:
        raise ValueError(f"write one of {', '.join(SHELLS)}")
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion(Request):
    """The script that a shell reads to complete `factbase`."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(lambda script, paint: (script,), as_written=True)
    based: ClassVar[bool] = False
    asks: ClassVar[bool] = False
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    shell: Annotated[str, Argument("bash, zsh or fish", "SHELL", placed=True, read=_shell, names=True)]

    def handle(self, on: Context) -> Outcome[str]:
        """The script. Raises Refused where what it calls is not installed."""
        try:
            from argcomplete.shell_integration import shellcode
        except ImportError:
            raise Refused("completion needs the extra `completion`, which has argcomplete") from None
        return Outcome(block(shellcode(["factbase"], shell=self.shell).splitlines()), self.formats)
