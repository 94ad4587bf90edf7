"""What Lighthouse says of the book on a phone, as a table for the README.

`lighthouse.py [CHAPTERS] [--lighthouse PATH] [--runs N]`: builds the book, serves it compressed as a host would, and
prints the median scores of the landing page, a subject and a chapter, and what keeps a score down. Fails below 95.
Needs Chromium, and `lighthouse` of npm (12.2 was used).
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parent.parent
CATEGORIES = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}
LEAST = 95
CHROMIUM = "--headless=new --no-sandbox --disable-gpu"


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, text compressed."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(path)
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("content-type", kind)
        if kind.startswith(("text/", "application/", "image/svg")):
            body = gzip.compress(body)
            self.send_header("content-encoding", "gzip")
        self.send_header("content-length", str(len(body)))
        self.send_header("cache-control", "max-age=31536000" if "v=" in self.path else "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


def build(chapters: Path, folder: Path, address: str) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", ROOT, "-D", f"html_baseurl={address}"]
    subprocess.run([*command, chapters, folder], check=True, cwd=ROOT)


def pages(chapters: Path) -> dict[str, str]:
    """One of each kind; the longest chapter of the first subject that has one."""
    subject = next(path.parent for path in sorted(chapters.glob("*/index.md")))
    texts = [path for path in subject.glob("*.md") if path.stem not in ("index", "glossary")]
    chapter = max(texts, key=lambda path: path.stat().st_size)
    return {
        "landing page": "index.html",
        "subject": f"{subject.name}/index.html",
        "chapter": f"{subject.name}/{chapter.stem}.html",
    }


def scores(lighthouse: str, address: str) -> tuple[dict[str, float], list[str]]:
    """The score of each category, of 100, and what is not perfect."""
    command = [lighthouse, address, "--output=json", "--quiet", f"--chrome-flags={CHROMIUM}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    env = {"CHROME_PATH": chromium} | os.environ
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout)
    if "runtimeError" in report:
        sys.exit(report["runtimeError"]["message"])
    found = report["categories"]
    weighed = {ref["id"] for category in found.values() for ref in category["auditRefs"] if ref["weight"]}
    marks = {name: audit["score"] for name, audit in report["audits"].items() if name in weighed}
    lacking = [report["audits"][name]["title"] for name, mark in marks.items() if mark is not None and mark < 0.9]
    return {name: found[name]["score"] * 100 for name in CATEGORIES}, lacking


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chapters", type=Path, nargs="?", default=ROOT / "chapters")
    parser.add_argument("--lighthouse", default="lighthouse", metavar="PATH")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    worst, remarks = 100.0, set()
    with tempfile.TemporaryDirectory() as folder:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressing, directory=folder))
        address = f"http://127.0.0.1:{server.server_port}/"
        build(arguments.chapters.resolve(), Path(folder), address)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"| page | {' | '.join(CATEGORIES.values())} |\n|---|{'---:|' * len(CATEGORIES)}")
        for name, path in pages(arguments.chapters).items():
            runs = [scores(arguments.lighthouse, address + path) for _ in range(arguments.runs)]
            median = [statistics.median(found[category] for found, _ in runs) for category in CATEGORIES]
            print(f"| {name} |", " | ".join(f"{score:.0f}" for score in median), "|", flush=True)
            worst = min(worst, *median)
            remarks |= {f"{name}: {remark}" for _, said in runs for remark in said}
        server.shutdown()
    print("", *sorted(remarks), sep="\n")
    sys.exit(worst < LEAST)


if __name__ == "__main__":
    main()
