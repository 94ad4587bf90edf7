"""The nodes of a question: its stem, the options of an {mcq}, and what is to be read after an attempt."""

from __future__ import annotations

from docutils import nodes

SECTION_ID = "chapter-questions"  # not `questions`, which may be a heading of the chapter
SECTION_CLASS = "questions"


class question(nodes.General, nodes.Element):
    """An {mcq} or {mains}, as `kind` says, with its settings: `name`, `number`; `answer`, `level`; `marks`, `words`,
    `directive`.
    """


class question_stem(nodes.General, nodes.Element):
    """What is asked."""


class question_options(nodes.Sequential, nodes.Element):
    """The options, in order."""


class question_option(nodes.Part, nodes.Element):
    """An option; where it is one paragraph, its text."""


class question_answer(nodes.General, nodes.Element):
    """The explanation of an {mcq}, which may be empty, or the outline of an answer to a {mains}."""


class question_list(nodes.Sequential, nodes.Element):
    """All questions of a chapter."""
