"""The hosts whose addresses the builder gives to links of its own: text of strangers must not write such ones."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

# What the press writes in place of addresses within the book (book.press.fragment, book.press.fetcher).
RESERVED_HOSTS = ("book.invalid", "page.invalid")


def is_reserved(url: str) -> bool:
    """Whether an address of any scheme leads to a reserved host, in whichever way the host is written."""
    _, _, rest = url.partition(":") if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url) else ("", "", url)
    authority = re.split(r"[/?#]", re.sub(r"[\s\\]", "/", rest).lstrip("/"), maxsplit=1)[0]
    host = re.sub(r":\d*$", "", authority.rpartition("@")[2])
    # As browsers read a host (URL Standard, host parsing): percent-decoded, letters and dots of other scripts mapped.
    plain = unicodedata.normalize("NFKC", unquote(host)).replace("。", ".").casefold().rstrip(".")
    return any(plain == reserved or plain.endswith(f".{reserved}") for reserved in RESERVED_HOSTS)
