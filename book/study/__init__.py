"""What is learnt from the chapters of an edition: flashcards for Anki, and a table for spreadsheets."""
