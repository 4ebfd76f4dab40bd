"""HTML from templates: whatever is put into one is escaped there, and only there."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from quotes.html.naming import address, anchor, count, who

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"address": address, "anchor": anchor, "count": count, "who": who}
    return environment


def render(template: str, **values: Any) -> Markup:
    """Fill a template of `this package`; text among the values is escaped."""
    return Markup(_environment().get_template(template).render(**values))


@cache
def style() -> Markup:
    """The style that every view needs, as an element that a view carries along."""
    css = (TEMPLATES / "views.css").read_text("utf-8")
    return Markup(f"<style>\n{css}</style>\n")


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
