"""What WeasyPrint may read while it lays out a part: the images named beforehand, nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

PAGE_BASE = "https://page.invalid/"  # the address a part believes to have; unlike LINK_BASE, so that links stay links


class NamedFilesFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves `PAGE_BASE + name` for the files given by name; any other request stops the layout."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._files = files

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002  # WeasyPrint's signature
        """The file's bytes; FatalURLFetchingError, which WeasyPrint lets through, for anything unnamed."""
        name = url.removeprefix(PAGE_BASE)
        if not url.startswith(PAGE_BASE) or name not in self._files:
            raise FatalURLFetchingError(f"{url} is not one of the files named for this page")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._files[name], {"Content-Type": kind})
