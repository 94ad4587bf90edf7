"""Who may look: pages of other sites must neither read the preview nor reach it under a name of theirs.

A site may let its own name lead to 127.0.0.1 ("DNS rebinding") and would then be of one origin with the preview: so
only names that nobody else can own are answered. Browsers say where a request comes from; what comes from
another site is refused, but for a link that somebody follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERYWHERE = ("", "0.0.0.0", "::")  # addresses to bind to that are this machine's names for all of its addresses
LOCAL = ("localhost", "127.0.0.1", "::1")
OWN = ("same-origin", "none")  # none: typed, or a bookmark

POLICY = {
    # Nothing from outside is loaded, and no other site may show the preview, or a picture of it, within a page.
    "Content-Security-Policy": (
        "default-src 'self' data:; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def refusal(headers: Mapping[str, str], bound: str) -> str:
    """Why a request is not answered, empty where it is; `bound` is the address that the server listens at."""
    host = headers.get("host", "")
    if not _is_ours(_name(host), bound):
        return f"this preview is not at {host!r}; open it by the address that it printed"
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        return "another site may not read this preview"
    followed = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
    if headers.get("sec-fetch-site", "none") not in OWN and not followed:
        return "another site may not read this preview"
    return ""


def _name(host: str) -> str:
    """A `Host` header without its port: `[::1]:8000` is `::1`."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _is_ours(name: str, bound: str) -> bool:
    if name in LOCAL or (name == bound.lower() and name):
        return True
    if bound not in EVERYWHERE:
        return False
    try:
        ip_address(name)  # an address is nobody's name
    except ValueError:
        return False
    return True


class Doorkeeper:
    """Refuses what must not be answered, and sends its policy with all else."""

    def __init__(self, app: ASGIApp, bound: str) -> None:
        self._app, self._bound = app, bound

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return  # no WebSockets here
        if reason := refusal(Headers(scope=scope), self._bound):
            await PlainTextResponse(reason, 403)(scope, receive, send)
            return

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = [(name.lower().encode(), value.encode()) for name, value in POLICY.items()]
                message["headers"] = [*message.get("headers", ()), *policy]
            await send(message)

        await self._app(scope, receive, with_policy)
