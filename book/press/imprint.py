"""What an edition says of itself, in print and in e-books."""

AUTHOR = "Study Book contributors"
LICENCE = "CC BY-SA 4.0"
