"""Letters: in, texts and their numbers; out, where each stands in UTF-8, whose bytes are in the order of code points.

They only grow, and a text that kernels make stands there before it is an object, if it ever becomes one.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbase.engine.vector.arrays import Array, Memory, address, np
from factbase.engine.vector.blocks import OrderBlock
from factbase.engine.vector.layout import PREFIX

__all__ = ["Letters"]


class Letters:
    """The bytes of texts, and by number where each begins and how many it has; kernels find them by the block."""

    def __init__(self, block: OrderBlock, memory: Memory) -> None:
        self.block = block
        self.memory = memory
        self.used = 0
        self.starts: Array = memory.take(0, np.int64)
        self.sizes: Array = memory.take(0, np.int32)
        self._bytes: Array = memory.take(0, np.uint8)

    def lay_out(self, numbers: Array, texts: Sequence[str], values: int) -> Array:
        """Puts texts behind those that are there, in a table of so many values; the places of them, which are how they begin."""
        data, sizes = _encoded(texts)
        self.number(values)
        self.make_room(len(data))
        first, self.used = self.used, self.used + len(data)
        self._bytes[first : self.used] = np.frombuffer(data, np.uint8)
        starts = np.cumsum(sizes) - sizes + first
        self.starts[numbers], self.sizes[numbers] = starts, sizes
        places = np.zeros(len(texts), np.int64)
        for i in range(PREFIX):
            places = (places << 8) | np.where(sizes > i, self._bytes[starts + i], 0)
        return places

    def number(self, values: int) -> None:
        """Room for so many numbers."""
        have = len(self.starts)
        if values > have:
            room = max(values, have + have // 2)
            self.starts, self.sizes = (self.memory.moved(each, room, have) for each in (self.starts, self.sizes))
            self.block.starts, self.block.sizes = address(self.starts), address(self.sizes)

    def make_room(self, more: int) -> None:
        """Room for so many bytes more, and for what is read past the last one."""
        if self.used + more + PREFIX > len(self._bytes):
            room = max(self.used + more, self.used + self.used // 2) + PREFIX
            self._bytes = self.memory.moved(self._bytes, room, self.used)
            self.block.letters = address(self._bytes)

    @property
    def room(self) -> int:
        """How many bytes can be used."""
        return len(self._bytes) - PREFIX

    def texts(self, first: int, end: int) -> list[str]:
        """The texts of some numbers, whose letters stand one after the other."""
        if first == end:
            return []
        start = int(self.starts[first])
        ends = (np.cumsum(self.sizes[first:end], dtype=np.int64)).tolist()
        data = self._bytes[start : start + ends[-1]].tobytes()
        if data.isascii():
            whole = data.decode("ascii")
            return [whole[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]
        return [data[begin:end].decode("utf-8", "surrogatepass") for begin, end in zip([0, *ends], ends, strict=False)]


def _encoded(texts: Sequence[str]) -> tuple[bytes, Array]:
    """The bytes of texts, and how many each has: by where the letters of all of them begin."""
    data = "".join(texts).encode("utf-8", "surrogatepass")
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    if len(data) == int(sizes.sum()):
        return data, sizes
    begins = np.flatnonzero((np.frombuffer(data, np.uint8) & 0xC0) != 0x80)
    bounds = np.append(begins, len(data))[np.cumsum(np.append(0, sizes))]
    return data, np.diff(bounds)
