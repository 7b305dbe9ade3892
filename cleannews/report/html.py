"""The report: one HTML file that needs nothing else and in which scraped text is never anything but text."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from cleannews import __version__
from cleannews.report.charts import bars
from cleannews.report.numbers import Numbers
from cleannews.report.pages import Examined, Failed
from cleannews.report.views import entry, numbering, view
from cleannews.terminal import safe

_MOST_BARS = 15
_CHARTS = (
    ("What became of the text", "shares", True),
    ("Pages that have a field", "fields", False),
    ("Articles by length in characters", "lengths", False),
    ("Languages", "languages", False),
    ("Sites", "sites", False),
    ("Speakers by quotations", "speakers", False),
)


class Report:
    """A report in the making: `add` each page, then `render` it."""

    def __init__(self, rules: dict[str, str], most_pages: int) -> None:
        """`rules` documents the rules by full name; only the first `most_pages` pages are shown, all are counted."""
        self.numbers = Numbers()
        self._documented = rules
        self._most_pages = most_pages
        self._names, self._rules = numbering(), numbering()
        self._entries: list[dict[str, Any]] = []
        self._views: list[Markup] = []

    def add(self, page: Examined | Failed) -> None:
        """Count a page, and show it if there is room."""
        if isinstance(page, Failed):
            self.numbers.fail(page.path, page.reason)
            return
        self.numbers.add(page.article.record())
        if len(self._views) < self._most_pages:
            self._entries.append(entry(page))
            self._views.append(_data(view(page, self._names, self._rules)))

    def render(self) -> str:
        """The file's text."""
        style, script = _file("report.css"), _file("report.js")
        summary = self.numbers.summary()
        index = {
            "names": list(self._names),
            "rules": [[rule, self._documented.get(rule, "")] for rule in self._rules],
            "pages": self._entries,
        }
        return _template().render(
            version=__version__,
            policy=f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; "
            "form-action 'none'",
            style=Markup(style),
            script=Markup(script),
            index=_data(index),
            views=self._views,
            numbers=summary,
            charts=[
                (title, Markup(bars(title, list(summary[key].items())[:_MOST_BARS], share=share)), summary[key], share)
                for title, key, share in _CHARTS
                if summary[key]
            ],
            rules=self._documented,
        )  # fmt: skip


@cache
def _template() -> Template:
    return Environment(
        loader=PackageLoader("cleannews.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("report.html")


def _shown(value: Any) -> Any:
    return safe(value) if type(value) is str else value


def _file(name: str) -> str:
    return (resources.files("cleannews.report") / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _data(value: Any) -> Markup:
    """JSON for a script element: without "<", nothing in it can end the element or begin a comment.

    >>> _data(["</script>"])
    Markup('["\\\\u003c/script>"]')
    """
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
