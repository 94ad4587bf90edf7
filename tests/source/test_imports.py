import subprocess
import sys


def test_the_check_does_without_sphinx() -> None:
    code = "import sys, book.source; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "book.source" in loaded
    assert [name for name in loaded if name.partition(".")[0] in ("sphinx", "docutils", "myst_parser")] == []
    assert [name for name in loaded if name.startswith("sphinx")] == []
