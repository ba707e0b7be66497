"""What goes wrong while a key is handled: in, the application that runs; out, it ends with that, where else it would go on half done."""

from __future__ import annotations

from asyncio import AbstractEventLoop, get_running_loop
from typing import Any

from prompt_toolkit.application import get_app

from factbase.ground.diagnostic import InternalError

__all__ = ["let_out"]


def let_out() -> None:
    """What goes wrong while a key is handled comes out of the prompt, where else a traceback would be shown."""
    application = get_app()

    def raised(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        if application.is_running and not application.is_done:
            application.exit(exception=context.get("exception") or InternalError(context["message"]))

    get_running_loop().set_exception_handler(raised)
