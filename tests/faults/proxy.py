"""A proxy that can fall silent: connections stand, bytes are taken and acknowledged, and nothing is passed on."""

import asyncio
import contextlib
from typing import Self


class Proxy:
    def __init__(self, to: int) -> None:
        self.to, self.silent = to, False
        self.port = 0
        self.writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.close()
        self.silent = False
        for writer in list(self.writers):
            writer.transport.abort()
        while self.writers:  # noqa: ASYNC110 - as below
            await asyncio.sleep(0.01)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = {writer}
        self.writers |= ends
        with contextlib.suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
            ends.add(far_writer)
            self.writers |= ends
            ways = self._pass(reader, far_writer), self._pass(far_reader, writer)
            await asyncio.gather(*ways, return_exceptions=True)
        for end in ends:
            end.close()
        self.writers -= ends

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                while self.silent:  # noqa: ASYNC110 - a flag reads better than an event here
                    await asyncio.sleep(0.05)
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()
