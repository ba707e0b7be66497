"""The command `serve`: in, its options; out, a server on this machine until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from factbase.faces.options import cache_of, no_revision, paths_of, resources_of
from factbase.faces.screen import say
from factbase.requests.request import DONE, USAGE, Refused

try:
    import uvicorn

    from factbase.faces.serving.app import Versions, app_of
    from factbase.faces.serving.connections import AT_A_TIME, Bounded
    from factbase.faces.serving.desk import Reread, Served
    from factbase.faces.serving.worker import Worker
except ImportError as problem:
    raise Refused("serve needs the extra `web`: pip install 'factbase[web]'", USAGE) from problem

__all__ = ["serve"]

HOST = "127.0.0.1"


def serve(options: argparse.Namespace) -> int:
    """Serves the pages of a base until an interrupt. Raises Refused where the port is taken."""
    no_revision(options)
    paths = tuple(paths_of(options))
    with _bound(options.port) as bound:
        title = Path(os.path.abspath(paths[0])).name
        engine, resources = options.engine, resources_of(options)
        cache = cache_of(options)
        served = Served(paths, options.at, options.known_by, engine, options.seconds, cache, title, resources)
        port = bound.getsockname()[1]
        print(f"http://{HOST}:{port}/  Ctrl-C ends it", flush=True)
        with suppress(KeyboardInterrupt):
            asyncio.run(_run(served, bound, paths))
    return DONE


def _bound(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen()  # a browser that is here first waits
    except OSError as problem:
        bound.close()
        raise Refused(
            f"port {port} of {HOST} cannot be had: {problem.strerror}; name another with --port", USAGE
        ) from None
    return bound


async def _run(served: Served, bound: socket.socket, paths: Iterable[Path]) -> None:
    worker = Worker(served)
    versions = Versions(worker.begun.text)
    # No header tells more of this machine than it must, and no proxy is believed.
    config = uvicorn.Config(
        app_of(worker, versions),
        http=Bounded,
        backlog=AT_A_TIME,
        ws="none",
        log_level="error",  # what a stranger sends that is no question is no news
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
    )
    config.timeout_graceful_shutdown = 1
    watching = asyncio.create_task(_watch(worker, versions, {_folder(path) for path in paths}))
    try:
        await uvicorn.Server(config).serve(sockets=[bound])
    finally:
        watching.cancel()
        worker.end()


async def _watch(worker: Worker, versions: Versions, folders: Iterable[str]) -> None:
    """Reads the base anew each time that files change."""
    try:
        from watchfiles import awatch
    except ImportError:
        say("factbase: the files are not watched: that needs the extra `watch`", sys.stderr)
        return
    async for _ in awatch(*folders, debounce=200):
        reply = await worker.ask(Reread())
        if reply.status == 200:
            await versions.tell(reply.text)
        else:
            say(f"factbase: the files were not read: {reply.text}", sys.stderr)


def _folder(path: Path) -> str:
    return os.path.abspath(path if path.is_dir() else path.parent)
