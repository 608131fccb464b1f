"""What hands the app to a browser: textual-serve, with a door that other pages in the same browser cannot open."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_HOST = re.compile(r"[\w.:\[\]-]+")


class Web(Server):  # type: ignore[misc]  # an extra, which need not be there when types are checked
    """Serves the app.

    A browser lets any page connect to this machine and tells from which page that comes. Without looking at it, a page
    somewhere on the web could press keys in the app; so only our own page may.
    """

    def __init__(self, command: str, host: str, port: int, *, alone: bool) -> None:
        """Prepare to serve.

        Args:
            command: Starts the app.
            host: Where to listen.
            port: On which port.
            alone: Only this machine may ask, and under its own names.
        """
        shown = f"[{host}]" if ":" in host and not host.startswith("[") else host
        super().__init__(command, host.strip("[]"), port, title="briefing", public_url=f"http://{shown}:{port}")
        self._own = {f"{name}:{port}" for name in (shown, "localhost", "127.0.0.1", "[::1]")} if alone else None
        self._watching: set[asyncio.Task[Any]] = set()

    def initialize_logging(self) -> None:
        """Say nothing about each request."""
        logging.getLogger("textual-serve").setLevel(logging.ERROR)

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Close the pages that are open instead of waiting for their readers to."""
        for task in self._watching:
            task.cancel()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()

        async def let_in(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self._is_ours(request):
                raise web.HTTPForbidden(text="This page is not served to others.")
            return await handler(request)

        app.middlewares.append(web.middleware(let_in))
        return app

    def _is_ours(self, request: web.Request) -> bool:
        """Whether our own page asks, by our own name."""
        origin = request.headers.get("Origin")
        known = request.host in self._own if self._own is not None else bool(_HOST.fullmatch(request.host))
        return known and (origin is None or urlsplit(origin).netloc in (self._own or {request.host}))

    async def handle_index(self, request: web.Request) -> Any:  # noqa: ANN401 - what textual-serve gives
        """The page; its addresses are those by which it was asked for."""
        self.public_url = f"http://{request.host}"
        return await super().handle_index(request)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """What a page shows and which keys are pressed in it."""
        task = asyncio.current_task()
        assert task is not None
        self._watching.add(task)
        try:
            return await super().handle_websocket(request)
        finally:
            self._watching.discard(task)


__all__ = ["Web"]
