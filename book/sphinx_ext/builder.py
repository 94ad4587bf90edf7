"""What the pages on screen and the fragments for print have in common: how they are written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Set
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import ParallelTasks, make_chunks

from book.sphinx_ext.generated import GeneratedFile, GeneratedPage

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

WORTH_FORKING = 8  # pages; below that a second process costs more than it saves

Advance = Callable[[int, int], None]  # pages written, pages to write in all


class DocumentFailed(SphinxError):
    """A page on which Sphinx or a library gave up; `str()` starts with the docname and a colon."""

    def __init__(self, docname: str, error: Exception) -> None:
        super().__init__(f"{docname}: {in_words(error)}")


def in_words(error: Exception) -> str:
    """An exception for a reader who has no use for a traceback."""
    return f"the builder cannot make a page of it ({type(error).__name__}: {str(error) or 'no message'})"


class BookBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder without indices and search, writing what `outdated.py` chooses.

    A page is resolved and written in the same process, unlike in Sphinx, whose main process resolves all pages
    alone. Images are named by their content: by Sphinx's own rule a name depends on the order of reading.
    """

    search = False
    copysource = False
    html_scaled_image_link = False

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self.digests: dict[str, str] = {}
        self.generated: dict[str, GeneratedPage] = {}
        self.generated_outdated: list[str] = []
        self.files: dict[str, GeneratedFile] = {}
        self.files_outdated: list[str] = []
        self.failed: set[str] = set()
        self.advance: Advance = lambda *_: None
        self.to_write, self.written = 0, 0
        self._image_names: dict[str, str] = {}

    def outputs(self, docname: str) -> tuple[Path, ...]:
        """The files that a page, or the generated file of that key, is written to."""
        if docname.startswith("/"):
            return (Path(self.outdir, docname[1:]),)
        return (self.get_output_path(docname),)

    def common_inputs(self) -> str:
        """What all pages depend on beside configuration and code."""
        return ""

    def image_name(self, path: str) -> str:
        """The name of an image in the output; `path` is below `chapters/`."""
        if path not in self._image_names:
            file = Path(self.srcdir, path)
            content = file.read_bytes() if file.is_file() else b""
            self._image_names[path] = sha256(content).hexdigest()[:20] + file.suffix.lower()
        return self._image_names[path]

    def get_outdated_docs(self) -> Iterator[str]:
        """None by Sphinx's rules, which go by times: see `outdated.py`."""
        return iter(())

    # Final only for type checkers. Nothing else names the page when a transform fails in a worker.
    def read_doc(self, docname: str, *, _cache: bool = True) -> None:  # type: ignore[misc]
        try:
            super().read_doc(docname, _cache=_cache)
        except SphinxError:
            raise
        except Exception as error:
            raise DocumentFailed(docname, error) from error

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        # Sphinx forks for a single page too, and gets the whole environment back from there.
        if len(docnames) < WORTH_FORKING:
            self._read_serial(docnames)
        else:
            super()._read_parallel(docnames, nproc)

    def write_documents(self, docnames: Set[str]) -> None:
        """Write pages; one that cannot be written is reported, and the others are written."""
        self.to_write = len(docnames)
        first, *rest = sorted(docnames)
        self._note(None, self._write_pages([first]))  # fills caches that the workers then share
        if not rest:
            return
        jobs = self._app.parallel if self.parallel_ok and len(rest) >= WORTH_FORKING else 1
        if jobs == 1:
            for docname in rest:
                self._note(None, self._write_pages([docname]))
            return
        tasks = ParallelTasks(jobs)
        for chunk in make_chunks(rest, jobs):
            tasks.add_task(self._write_pages, chunk, self._note)
        tasks.join()

    def _note(self, _chunk: object, written: tuple[int, Collection[str]]) -> None:
        pages, failed = written
        self.failed.update(failed)
        self.written += pages
        self.advance(self.written, self.to_write)

    def _write_pages(self, docnames: list[str]) -> tuple[int, Collection[str]]:
        failed = []
        for docname in docnames:
            try:
                self._write_page(docname)
            except Exception as error:  # whatever a page does to a library, the others get their turn
                failed.append(docname)
                logger.warning(in_words(error), type="book", subtype="failed", location=docname)
        return len(docnames), failed

    def _write_page(self, docname: str) -> None:
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.phase = BuildPhase.WRITING
        self.images = {}
        self.post_process_images(doctree)
        self.write_doc(docname, doctree)
        for path, name in self.images.items():
            target = Path(self.outdir, self.imagedir, name)
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                copyfile(Path(self.srcdir, path), target)

    def post_process_images(self, doctree: nodes.Node) -> None:
        super().post_process_images(doctree)
        self.images = {path: self.image_name(path) for path in self.images}

    def generated_pages(self) -> dict[str, GeneratedPage]:
        """The pages that have no source."""
        return {}

    def generated_files(self) -> dict[str, GeneratedFile]:
        """The files that are no pages, by their keys."""
        return {}

    def finish(self) -> None:
        """No indices, no inventory, no search; images are with the pages."""

    def write_buildinfo(self) -> None:
        """Nothing: the record of `outdated.py` says more."""
