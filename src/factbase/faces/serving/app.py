"""What is served under which address: in, a request of a browser; out, a page, a list, or a refusal.

Only a browser that names this machine as its host is answered, so that no page of another host can read what is here. No page loads or
sends anything elsewhere.
"""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Mapping
from urllib.parse import quote, urlencode, urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from factbase.faces.serving.desk import Ask, Complete, Find, Reply, Show
from factbase.faces.serving.worker import Worker
from factbase.requests.pages import LIVE_ASSETS, LIVE_POLICY, LONGEST, asset

__all__ = ["HOSTS", "app_of"]

HOSTS = ["127.0.0.1", "localhost", "[::1]"]
HEADERS = {
    "content-security-policy": f"{LIVE_POLICY}; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
LONGEST_PATH = 4_000
_NOT_OURS = "Only a page of this server may ask that."
BEAT = 15.0  # seconds after which a stream that has nothing to tell shows whether its reader is there


class Versions:
    """How often the base was read; whoever waits is told."""

    def __init__(self, version: str) -> None:
        self.version = version
        self._changed = asyncio.Condition()

    async def tell(self, version: str) -> None:
        """Takes a new version."""
        async with self._changed:
            self.version = version
            self._changed.notify_all()

    async def after(self, version: str) -> str:
        """The version, once it is another one than this, or after a while."""
        try:
            async with asyncio.timeout(BEAT), self._changed:
                await self._changed.wait_for(lambda: self.version != version)
        except TimeoutError:
            pass
        return self.version


def app_of(worker: Worker, versions: Versions) -> ASGIApp:
    """The application that serves what a worker answers."""

    async def page(request: Request) -> Response:
        path = request.path_params["path"]
        view = _view(request.path_params)
        name = path.rpartition("/")[2]
        if path in LIVE_ASSETS:
            return Response(asset(name), media_type=mimetypes.guess_type(name)[0] or "text/plain")
        if len(path) > LONGEST_PATH:
            return PlainTextResponse("This address is too long.", 414)
        if path == "ask.html":
            goal, part = request.query_params.get("goal", ""), request.query_params.get("part", "1")
            if len(goal) > LONGEST:
                return PlainTextResponse("This goal is too long.", 414)
            number = int(part) if part.isascii() and part.isdigit() and len(part) < 8 else 1
            return _response(await worker.ask(Ask(*view, goal, max(1, number))))
        return _response(await worker.ask(Show(*view, path or "index.html")))

    async def view(request: Request) -> Response:
        """Leads to a page in another view."""
        asked = request.query_params
        days = [(name, asked.get(key, "").strip()) for name, key in (("at", "at"), ("known-by", "known_by"))]
        prefix = "".join(f"/{name}/{_segment(day)}" for name, day in days if day)
        goal = asked.get("goal", "")
        path = "ask.html?" + urlencode({"goal": goal}) if goal else _path(asked.get("path", ""))
        return RedirectResponse(f"{prefix}/{path}", 303)

    async def complete(request: Request) -> Response:
        return _response(await worker.ask(Complete(request.query_params.get("before", "")[-LONGEST:])))

    async def find(request: Request) -> Response:
        return _response(await worker.ask(Find(request.query_params.get("words", "")[:1_000])))

    async def stop(request: Request) -> Response:
        origin = request.headers.get("origin")  # all that an older browser says
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return PlainTextResponse(_NOT_OURS, 403)
        await worker.stop()
        return Response(status_code=204)

    async def events(request: Request) -> Response:
        async def told() -> AsyncIterator[str]:
            version = versions.version
            yield f"data: {version}\n\n"
            while not await request.is_disconnected():
                now = await versions.after(version)
                yield f"data: {now}\n\n" if now != version else ": here\n\n"
                version = now

        return StreamingResponse(told(), media_type="text/event-stream")

    pages = [
        Route("/at/{at}/known-by/{known_by}/{path:path}", page),
        Route("/known-by/{known_by}/{path:path}", page),
        Route("/at/{at}/{path:path}", page),
        Route("/{path:path}", page),
    ]
    own = [
        Route("/view", view),
        Route("/complete", complete),
        Route("/find", find),
        Route("/events", events),
        Route("/stop", stop, methods=["POST"]),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    return _Headed(Starlette(routes=[*own, *pages], middleware=[hosts, Middleware(_Own)]))


class _Own:
    """Answers pages of its own, and a reader who follows a link to one: a page of another host cannot have questions asked behind his back,
    each of which takes time."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        from_elsewhere = headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
        followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if from_elsewhere and not (followed and scope["method"] == "GET"):
            await PlainTextResponse(_NOT_OURS, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class _Headed:
    """What is sent with every reply, a refusal too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *headers]
            await send(message)

        await self._app(scope, receive, headed)


def _view(params: Mapping[str, str]) -> tuple[str, str]:
    return params.get("at", "")[:100], params.get("known_by", "")[:100]


def _segment(day: str) -> str:
    return quote(day[:100], safe="")


def _path(path: str) -> str:
    """A path within the site: it leads to no other host."""
    return quote(path[:LONGEST_PATH].lstrip("/\\"), safe="/~.-_")


def _response(reply: Reply) -> Response:
    return Response(reply.text, reply.status, media_type=reply.media)
