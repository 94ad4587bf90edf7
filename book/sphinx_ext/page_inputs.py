"""What each page was read from and what it points to: all that its output can depend on outside itself."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.util import docname_join

from book.sphinx_ext.formulas import formulas_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Target:
    """A page that another one links to, and the heading there, None for the page as a whole."""

    docname: str
    heading: str | None


class PageInputsDomain(Domain):
    """Digest of the source, images (paths below `chapters/`), names of formulas' pictures and targets of each page."""

    name = "page-inputs"
    label = "Page inputs"
    initial_data: ClassVar[dict[str, dict[str, Any]]] = {"sources": {}, "images": {}, "formulas": {}, "targets": {}}

    @property
    def sources(self) -> dict[str, str]:
        found: dict[str, str] = self.data["sources"]
        return found

    @property
    def images(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = self.data["images"]
        return found

    @property
    def formulas(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = self.data["formulas"]
        return found

    @property
    def targets(self) -> dict[str, tuple[Target, ...]]:
        found: dict[str, tuple[Target, ...]] = self.data["targets"]
        return found

    def clear_doc(self, docname: str) -> None:
        for kind in self.initial_data:
            self.data[kind].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for kind in self.initial_data:
            self.data[kind].update((name, value) for name, value in otherdata[kind].items() if name in docnames)

    def resolve_any_xref(self, *_arguments: Any) -> list[tuple[str, nodes.reference]]:
        """None: nothing of this domain is linked to by Sphinx's references."""
        return []


def page_inputs(env: BuildEnvironment) -> PageInputsDomain:
    """The inputs of all pages."""
    domain = env.domains["page-inputs"]
    assert isinstance(domain, PageInputsDomain)
    return domain


def setup(app: Sphinx) -> None:
    """Record inputs while pages are read; a page is read again whenever its text is another one."""
    app.add_domain(PageInputsDomain)
    app.connect("source-read", _note_source)
    app.connect("doctree-read", _note_targets, priority=600)  # after Sphinx has looked for the images
    app.connect("env-get-outdated", _find_changed)


def text_digest(text: str) -> str:
    """The digest by which two texts are told apart."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _note_source(app: Sphinx, docname: str, source: list[str]) -> None:
    page_inputs(app.env).sources[docname] = text_digest(source[0])


def _note_targets(app: Sphinx, doctree: nodes.document) -> None:
    docname, inputs = app.env.current_document.docname, page_inputs(app.env)
    images = {
        path for image in doctree.findall(nodes.image) for kind, path in image["candidates"].items() if kind != "?"
    }
    targets = {_target(docname, link) for link in doctree.findall(addnodes.pending_xref)}
    formulas = {formula.file_name for formula in formulas_of(doctree)}
    if formulas:
        inputs.formulas[docname] = tuple(sorted(formulas))
    if images:
        inputs.images[docname] = tuple(sorted(images))
    if targets - {None}:
        inputs.targets[docname] = tuple(sorted(filter(None, targets), key=repr))


def _target(docname: str, link: addnodes.pending_xref) -> Target | None:
    if link["reftype"] == "myst" and link["refdomain"] == "doc":
        return Target(link["reftarget"], link["reftargetid"])
    if link["reftype"] == "doc":
        return Target(docname_join(docname, link["reftarget"]), None)
    return None


def _find_changed(
    _app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], _removed: set[str]
) -> Iterable[str]:
    """Pages whose text is not what was read: Sphinx looks at times only, and a copied file may bring an old one."""
    known = page_inputs(env).sources
    return [
        docname
        for docname in env.found_docs - added - changed
        if text_digest(Path(env.doc2path(docname)).read_text(encoding="utf-8-sig")) != known.get(docname)
    ]
