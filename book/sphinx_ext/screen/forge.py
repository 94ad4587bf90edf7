"""Links from a page to the place where the chapters are kept: to edit it, to see its history, to report an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from sphinx.config import ENUM

from book.sphinx_ext.templating import render

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

# Below a repository's address, by the kind of forge.
_PATHS: Mapping[str, Mapping[str, str]] = {
    "github": {
        "edit": "edit/{branch}/{file}",
        "history": "commits/{branch}/{file}",
        "report": "issues/new?title={title}&body={text}",
    },
    "gitlab": {
        "edit": "-/edit/{branch}/{file}",
        "history": "-/commits/{branch}/{file}",
        "report": "-/issues/new?issue[title]={title}&issue[description]={text}",
    },
}


@dataclass(frozen=True)
class Forge:
    """A repository in the web, as conf.py has it; a link is None where it is not known how it would be written.

    `kind` is `github` or `gitlab`, or empty: then the host's name decides. `mail` gets the reports of a repository
    that takes none.
    """

    url: str = ""
    branch: str = "main"
    folder: str = ""
    kind: str = ""
    mail: str = ""

    @classmethod
    def of(cls, config: Config) -> Forge:
        """The repository of conf.py."""
        return cls(
            config.repository_url.rstrip("/"),
            config.repository_branch,
            config.repository_folder.strip("/"),
            config.repository_forge,
            config.report_address,
        )

    def edit(self, docname: str) -> str | None:
        """Where a page's source is changed."""
        return self._link("edit", branch=quote(self.branch), file=quote(self._file(docname)))

    def history(self, docname: str) -> str | None:
        """Where the changes of a page's source are listed."""
        return self._link("history", branch=quote(self.branch), file=quote(self._file(docname)))

    def report(self, docname: str, title: str, address: str) -> str | None:
        """Where an error is reported: an issue, or a letter, that begins with the page's title and address."""
        subject, text = _quoted(f"Error in “{title}”"), _quoted(f"{address or self._file(docname)}\r\n\r\n")
        link = self._link("report", title=subject, text=text)
        if link is None and self.mail:
            return f"mailto:{quote(self.mail, safe='@')}?subject={subject}&body={text}"
        return link

    def _link(self, what: str, **values: str) -> str | None:
        paths = _PATHS.get(self._kind) if self.url else None
        if paths is None:
            return None
        return f"{self.url}/{paths[what].format(**values)}"

    @property
    def _kind(self) -> str:
        host = urlsplit(self.url).hostname or ""
        return self.kind or next((kind for kind in _PATHS if kind in host.split(".")), "")

    def _file(self, docname: str) -> str:
        return "/".join(filter(None, [self.folder, f"{docname}.md"]))


def _quoted(text: str) -> str:
    return quote(text, safe="")


def add_page_links(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page's template `page_links`: edit and report, where there is a source and these are known."""
    context["page_links"] = ""
    if pagename not in app.env.found_docs:
        return
    forge, base = Forge.of(app.config), app.config.html_baseurl
    address = base and base.rstrip("/") + "/" + app.builder.get_target_uri(pagename)
    edit, report = forge.edit(pagename), forge.report(pagename, app.env.titles[pagename].astext(), address)
    if edit or report:
        context["page_links"] = render("page_links.html", edit=edit, report=report)


def setup(app: Sphinx) -> None:
    """Pages link to their sources where conf.py says where these are."""
    for name, default in (("url", ""), ("branch", "main"), ("folder", "chapters")):
        app.add_config_value(f"repository_{name}", default, "html", types=(str,))
    app.add_config_value("repository_forge", "", "html", types=ENUM("", *_PATHS))
    app.add_config_value("report_address", "", "html", types=(str,))
    app.connect("html-page-context", add_page_links)
