"""The engine of requests: in, a name and what a face lends it; out, an engine that keeps what each solve came to, and that told as text."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.engine.base import TooLarge, Unsupported
from factbase.engine.choose import ENGINES, EngineSetting, NotInstalled, Resources, engine_named
from factbase.engine.meter import Meter

__all__ = [
    "ENGINES",
    "EngineChoice",
    "EngineSetting",
    "NotInstalled",
    "Resources",
    "TooLarge",
    "Unsupported",
    "engine_named",
]


class EngineChoice:
    """The engine in use, a `Meter` around one of `ENGINES`. Raises NotInstalled, and then keeps the one it has."""

    def __init__(self, name: str, setting: EngineSetting) -> None:
        self.setting = setting
        self.engine = self._made(name)

    def use(self, name: str) -> None:
        """Chooses another one."""
        self.engine = self._made(name)

    def forget(self) -> None:
        """Forgets what was solved so far."""
        self.engine.solved = []

    def statistics(self) -> Iterator[str]:
        """What was solved since that was last forgotten, in blocks."""
        from factbase.render.stats import stats_text

        return stats_text(self.engine.solved)

    def _made(self, name: str) -> Meter:
        return Meter(engine_named(name, self.setting), self.setting.clock)
