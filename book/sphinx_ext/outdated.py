"""What must be written again: each output folder keeps a record of what each of its pages was made from.

Sphinx tells a builder which pages were read again, once: a second builder on the same doctrees would miss it. And it
does not know that a page shows another one's title, a definition, or a list of the newest chapters.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util._serialise import stable_str

from book.sphinx_ext.builder import BookBuilder
from book.sphinx_ext.generated import GeneratedFile, GeneratedPage
from book.sphinx_ext.page_inputs import Target, page_inputs
from book.sphinx_ext.terms.domain import glossary_of
from book.sphinx_ext.versions import builder_digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

RECORD = ".pages.json"  # in the output folder: docname, or key of a generated file -> digest

EVENT = "page-inputs"


def register_inputs(app: Sphinx, inputs: Callable[[Sphinx, str], str]) -> None:
    """Have pages written again when `inputs(app, docname)` gives another text: all that a feature shows on a page.

    It is called for each page of each build, so it must not go over all chapters.
    """
    app.connect(EVENT, inputs)


def setup(app: Sphinx) -> None:
    """Both builders write exactly the pages whose inputs have changed or whose output is missing."""
    app.add_event(EVENT)
    app.connect("env-updated", _choose, priority=900)  # when all features have seen what was read
    app.connect("build-finished", _finish)


def read_record(folder: Path) -> dict[str, str]:
    """The record of an output folder; empty where there is none or it is damaged."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in record.items()} if isinstance(record, dict) else {}


def write_record(folder: Path, record: dict[str, str]) -> None:
    """Replace the record of an output folder in one step."""
    new = folder / f"{RECORD}.new"
    new.write_text(json.dumps(record, indent=0, sort_keys=True), encoding="utf-8")
    new.replace(folder / RECORD)


def _choose(app: Sphinx, env: BuildEnvironment) -> list[str]:
    builder = app.builder
    if not isinstance(builder, BookBuilder):
        return []
    common = _common_inputs(app, builder)
    builder.digests = {docname: _digest(app, builder, docname, common) for docname in env.found_docs}
    builder.generated = builder.generated_pages()
    builder.digests |= {name: _generated_digest(app, page, common) for name, page in builder.generated.items()}
    builder.files = builder.generated_files()
    builder.digests |= {key: _file_digest(file, common) for key, file in builder.files.items()}
    record = read_record(Path(builder.outdir))
    outdated = [
        name
        for name, digest in builder.digests.items()
        if record.get(name) != digest or not all(path.is_file() for path in builder.outputs(name))
    ]
    # A build that dies must not leave half its pages under the digests of the last one.
    builder.outdir.mkdir(parents=True, exist_ok=True)
    write_record(Path(builder.outdir), {name: digest for name, digest in record.items() if name not in outdated})
    builder.generated_outdated = sorted(name for name in outdated if name in builder.generated)
    builder.files_outdated = sorted(name for name in outdated if name in builder.files)
    written = sorted(env.found_docs.intersection(outdated))
    # Sphinx writes nothing, and does not finish, where no page with a source is to be written.
    return written or ([app.config.root_doc] if outdated else [])


def _finish(app: Sphinx, error: Exception | None) -> None:
    builder = app.builder
    if error is not None or not isinstance(builder, BookBuilder):
        return
    folder = Path(builder.outdir)
    gone = read_record(folder).keys() - builder.digests.keys()
    _remove({path for name in gone for path in builder.outputs(name)}, builder)
    inputs = page_inputs(app.env)
    images = {builder.image_name(path) for paths in inputs.images.values() for path in paths}
    images.update(name for names in inputs.formulas.values() for name in names)
    for path in (folder / builder.imagedir).glob("*"):
        if path.name not in images:
            path.unlink()
    _remove_empty(folder / builder.imagedir, folder)
    write_record(folder, {name: digest for name, digest in builder.digests.items() if name not in builder.failed})


def _remove(paths: set[Path], builder: BookBuilder) -> None:
    """Delete output that is no more, but no file that was just written: a page that moves leaves one at its address."""
    if paths:
        paths = paths.difference(*(builder.outputs(name) for name in builder.digests))
    for path in paths:
        path.unlink(missing_ok=True)
        _remove_empty(path.parent, Path(builder.outdir))


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _common_inputs(app: Sphinx, builder: BookBuilder) -> str:
    settings = {option.name: option.value for option in app.config.filter(frozenset({"env", "html"}))}
    return repr((builder.name, builder_digest(), stable_str(settings), builder.common_inputs()))


def _digest(app: Sphinx, builder: BookBuilder, docname: str, common: str) -> str:
    inputs, glossary = page_inputs(app.env), glossary_of(app)
    entries = {use.name: glossary.find(use.name) for use in glossary.uses.get(docname, ())}
    parts: list[Any] = [
        common,
        inputs.sources.get(docname),
        [(path, builder.image_name(path)) for path in inputs.images.get(docname, ())],
        [(name, entry and entry.digest) for name, entry in entries.items()],
        [_as_linked(app.env, target) for target in inputs.targets.get(docname, ())],
        app.emit(EVENT, docname),
    ]
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _generated_digest(app: Sphinx, page: GeneratedPage, common: str) -> str:
    parts = [common, page.title, page.inputs, app.emit(EVENT, page.name)]
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _file_digest(file: GeneratedFile, common: str) -> str:
    return sha256(repr((common, file.inputs)).encode("utf-8", "surrogatepass")).hexdigest()


def _as_linked(env: BuildEnvironment, target: Target) -> tuple[str, ...]:
    """What a link can show of its target: its title, and the id and the text of the heading."""
    if target.docname not in env.found_docs:
        return ()
    _, id_, text = env.metadata[target.docname].get("myst_slugs", {}).get(target.heading, (0, "", ""))
    return (target.docname, env.titles[target.docname].astext(), id_, text)
