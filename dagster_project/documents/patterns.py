"""Jinja2 as templates and phrases use it: in a sandbox, strict about names, compiled once.

The sandbox: templates and phrases are edited by people, and should not be able to run anything.
"""

from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

# More than the patterns of all reports together.
KEPT_TEMPLATES = 1024


class PatternEnvironment(SandboxedEnvironment):
    """An environment that compiles a text once, however many documents are made from it."""

    def __init__(self, is_xml: bool) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=is_xml)
        self._compiled = lru_cache(maxsize=KEPT_TEMPLATES)(super().from_string)

    def from_string(self, source: str, *arguments: Any, **named: Any) -> Template:  # type: ignore[override]
        """Return the template of a text.

        Raises:
            jinja2.TemplateSyntaxError: the text is no template.
        """
        return self._compiled(source, *arguments, **named)


# Text that goes into Word is escaped there, once; a figure's marks must reach it untouched.
PHRASES = PatternEnvironment(is_xml=False)
TEMPLATES = PatternEnvironment(is_xml=True)
