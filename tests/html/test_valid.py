"""Every page, style sheet and drawing is valid: the Nu HTML checker says nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.html.conftest import ROOT

CHECKER = ROOT / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
# Docutils writes `<br />`. The checker remarks on each slash, as an "info" without a subtype, which is no warning.
OPTIONS = ["--also-check-css", "--also-check-svg", "--skip-info-messages", "--stdout", "--format", "json"]


@pytest.fixture(scope="module")
def checked(site: Path, term_site: Path) -> tuple[set[str], list[str]]:
    """The suffixes of the files that were looked at, and what was said of them."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed: pages are not validated")
    if not CHECKER.exists():
        pytest.skip("npm is not installed, which brings the Nu HTML checker: pages are not validated")
    files = [path for folder in (site, term_site) for path in sorted(folder.rglob("*"))]
    files = [path for path in files if path.suffix in (".html", ".css", ".svg") and "pagefind" not in path.parts]
    run = subprocess.run(["java", "-jar", CHECKER, *OPTIONS, *files], capture_output=True, text=True, check=False)
    said = json.loads(run.stdout)["messages"]
    places = [f"{found['url']}:{found.get('lastLine', '')}: {found['message']}" for found in said]
    return {path.suffix for path in files}, places


def test_no_error_and_no_warning(checked: tuple[set[str], list[str]]) -> None:
    kinds, said = checked
    assert kinds == {".html", ".css", ".svg"}
    assert said == []
