"""The builder of the pages on screen: `html`, in place of Sphinx's own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from markupsafe import escape
from sphinx.util.fileutil import copy_asset
from sphinx.util.matching import Matcher
from sphinx.writers.html5 import HTML5Translator

from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.generated import GeneratedFile, GeneratedPage, generated_files, generated_pages
from book.sphinx_ext.screen.markup import PageTranslator
from book.sphinx_ext.search.texts import texts_path
from book.sphinx_ext.versions import files_digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class PageBuilder(BookBuilder):
    """Sphinx's HTML builder in the manner of this book."""

    name = "html"
    default_translator_class: ClassVar[type[HTML5Translator]] = PageTranslator

    def outputs(self, docname: str) -> tuple[Path, ...]:
        """The page, and what a search can find on it."""
        files = super().outputs(docname)
        has_source = docname not in self.generated and docname not in self.files
        return (*files, texts_path(Path(self.outdir), docname)) if has_source else files

    def common_inputs(self) -> str:
        """The static files: pages name each with a checksum."""
        return files_digest(self._static_files()).hex()

    def copy_html_static_files(self, context: dict[str, Any]) -> None:
        """Copy `_static` without what only print uses: the fonts alone are several megabytes."""
        excluded = self._not_for_pages()
        for entry in self.config.html_static_path:
            copy_asset(
                self.confdir / entry,
                self._static_dir,
                excluded=excluded,
                context=context,
                renderer=self.templates,
                force=True,
            )

    def generated_pages(self) -> dict[str, GeneratedPage]:
        return generated_pages(self._app)

    def generated_files(self) -> dict[str, GeneratedFile]:
        return generated_files(self._app)

    def finish(self) -> None:
        """The generated pages and files that are not up to date, and no indices."""
        for name in self.generated_outdated:
            page = self.generated[name]
            body = page.body(partial(self.get_relative_uri, name))
            context = {"title": str(escape(page.title)), "body": body, "description": page.description}
            self.handle_page(name, context, "page.html")
        if self.failed:  # some files are made from the pages
            self.failed.update(self.files_outdated)
            return
        for key in self.files_outdated:
            (path,) = self.outputs(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.files[key].data())

    def _static_files(self) -> list[Path]:
        excluded = self._not_for_pages()
        folders = [Path(self.confdir, entry) for entry in self.config.html_static_path]
        return [
            path
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file() and not excluded(path.relative_to(folder).as_posix())
        ]

    def _not_for_pages(self) -> Matcher:
        folders = self.config.book_print_only
        # `copy_asset` asks for a folder of the first level as `./fonts`, for a file in it as `fonts/x`.
        return Matcher([*(f"./{name}" for name in folders), *(f"{name}/**" for name in folders), "**/.*"])


def setup(app: Sphinx) -> None:
    """The builder takes the place of the stock one under its name, so that every tool finds it."""
    app.add_config_value("book_print_only", [], "html", types=(list,))
    app.add_builder(PageBuilder, override=True)
