"""`python -m book.cli`: the `book` command of this checkout, wherever another one is installed."""

from book.cli import main

if __name__ == "__main__":  # worker processes may import this file under another name
    main(prog_name="book")
