"""Binding: finished parts become one book. Pages are moved and numbered, their content is never touched."""

from book.press.binding.binder import Binding, Gathering, OutlineItem, bind

__all__ = ["Binding", "Gathering", "OutlineItem", "bind"]
