"""HTML from templates: whatever is put into one is escaped there, and only there."""

import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> Markup:
    """Fill a template of `this package`; text among the values is escaped."""
    return Markup(_environment().get_template(template).render(**values))


@cache
def style() -> Markup:
    """The style that every view needs, as an element that a view carries along."""
    css = (TEMPLATES / "views.css").read_text("utf-8")
    return Markup(f"<style>\n{css}</style>\n")


def anchor(quote_id: str) -> str:
    """Give the name by which a quotation is found in a page: letters, digits, `-` and `_`.

    Two identifiers never share one.
    """
    safe = frozenset(string.ascii_letters + string.digits + "-")
    letters = (c if c in safe else f"_{ord(c):x}_" for c in quote_id)
    return f"quote-{''.join(letters)}"


class View:
    """Something that shows itself in a notebook."""

    def html(self) -> Markup:
        """Give what is shown, as one element."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        # MathJax of a notebook would take two dollar signs for a formula.
        return (
            f'{style()}<div class="quotes-view tex2jax_ignore mathjax_ignore">{self.html()}</div>'
        )


@dataclass(frozen=True)
class Filled(View):
    """A template with its values."""

    template: str
    values: dict[str, Any]

    def html(self) -> Markup:
        """Give the template filled."""
        return render(self.template, **self.values)
