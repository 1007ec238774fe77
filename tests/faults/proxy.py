"""A proxy that can misbehave, towards connections that stand as well as towards new ones.

What is asked is passed on by all manners but `silent` and `dead`: then the work is done, and its answer is lost.
"""

import asyncio
import contextlib
from typing import Literal, Self

Manner = Literal["faithful", "silent", "slow", "dead", "garbage", "half"]
"""silent: bytes are taken and acknowledged, and nothing is passed on. dead: the line is cut. The others are ways to
answer: byte by byte without end, nonsense, half of it.
"""
MANNERS: tuple[Manner, ...] = ("silent", "slow", "dead", "garbage", "half")
GARBAGE = bytes(range(256)) * 40


class Proxy:
    def __init__(self, to: int) -> None:
        self.to = to
        self.manner: Manner = "faithful"
        self.port = 0
        self.writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.close()
        self.manner = "faithful"
        self.cut()
        while self.writers:  # noqa: ASYNC110 - the connections end by themselves
            await asyncio.sleep(0.01)

    def cut(self) -> None:
        """Every connection there is ends, as in a network that has forgotten them; what was held back is lost."""
        for writer in list(self.writers):
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = {writer}
        self.writers |= ends
        with contextlib.suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
            ends.add(far_writer)
            self.writers |= ends
            ways = self._pass(reader, far_writer, answers=False), self._pass(far_reader, writer, answers=True)
            await asyncio.gather(*ways, return_exceptions=True)
        for end in ends:
            end.close()
        self.writers -= ends

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool) -> None:
        try:
            while data := await reader.read(65536):
                while self.manner == "silent" and not writer.is_closing():  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.05)
                if self.manner == "dead":
                    writer.transport.abort()
                if answers:
                    await self._answer(data, writer)
                else:
                    writer.write(data)
                    await writer.drain()
        finally:
            writer.close()

    async def _answer(self, data: bytes, writer: asyncio.StreamWriter) -> None:
        if self.manner == "garbage":
            data = GARBAGE
        if self.manner == "half":
            data = data[: len(data) // 2]
        for start in range(len(data)):
            if self.manner != "slow":
                writer.write(data[start:])
                break
            writer.write(data[start : start + 1])
            await asyncio.sleep(0.1)
        await writer.drain()
        if self.manner in {"garbage", "half"}:
            writer.close()
