"""News pages as HTML, made of this folder's own words: what a page is made of, in the amounts that pages have.

About 250 KB of HTML (styles, scripts and data, menus, figures, teasers) around 12 KB of text in about 280 lines.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from html import escape
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

_TONGUES = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
_STYLES, _DATA = 750, 500  # rules of inline style sheets, records in inline scripts: 60 KB and 100 KB
_LINKS, _PARAGRAPHS = 45, 24


def html_pages(count: int) -> Iterator[tuple[str, str]]:
    """Yield names and pages, in each language in turn; the same number gives the same page."""
    for number, language in enumerate(islice(cycle(_TONGUES), count)):
        yield f"{number:04}-{language}.html", html_page(number, language)


def html_page(number: int, language: str = "en", paragraphs: int = _PARAGRAPHS) -> str:
    """One page; with `paragraphs`, everything that a page has grows alike."""
    return _Page(number, language, paragraphs).html()


class _Page:
    def __init__(self, number: int, language: str, paragraphs: int) -> None:
        self._pick = Random(number)
        self._tongue: dict[str, Any] = _TONGUES[language]
        self._words = self._tongue["words"].split()
        self._language, self._paragraphs = language, paragraphs
        self._headline = self._phrase(6, 12).capitalize()

    def _amount(self, usual: int) -> int:
        return max(1, usual * self._paragraphs // _PARAGRAPHS)

    def _phrase(self, least: int, most: int) -> str:
        return " ".join(self._pick.choices(self._words, k=self._pick.randrange(least, most)))

    def _sentence(self) -> str:
        return self._phrase(8, 22).capitalize() + "."

    def _filled(self, pattern: str) -> str:
        person = self._pick.choice(self._tongue["people"])
        while "{sentence}" in pattern:
            pattern = pattern.replace("{sentence}", self._sentence(), 1)
        number = str(self._pick.randrange(1, 29))
        return pattern.format(person=person, name=person.split()[-1], number=number)

    def html(self) -> str:
        """The whole page."""
        body = [self._menu("header"), self._consent(), self._article(), self._teasers(), self._menu("footer")]
        head = [f"<title>{escape(self._headline)}</title>", self._metadata(), self._style()]
        start = f'<!DOCTYPE html><html lang="{self._language}"><head><meta charset="utf-8">'
        return "\n".join([start, *head, "</head><body>", *body, self._script(), "</body></html>"])

    def _metadata(self) -> str:
        about = {"@type": "NewsArticle", "headline": self._headline, "datePublished": "2024-01-18T18:05:00Z"}
        tags = [f'<meta property="og:{name}" content="{escape(self._headline)}">' for name in ("title", "description")]
        return "\n".join([*tags, f'<script type="application/ld+json">{json.dumps(about)}</script>'])

    def _style(self) -> str:
        names = self._pick.sample(range(10**6), self._amount(_STYLES))
        return "<style>" + "\n".join(_RULE.format(name=name, size=name % 40) for name in names) + "</style>"

    def _script(self) -> str:
        """The page's state, as applications that run in the browser carry it along."""
        records = [
            {"id": self._pick.getrandbits(48), "title": self._phrase(4, 9), "tags": self._phrase(2, 5).split(),
             "image": {"src": self._address(), "width": 640, "height": 360}, "seen": False}
            for _ in range(self._amount(_DATA))
        ]  # fmt: skip
        return f"<script>window.__STATE__ = {json.dumps(records)};</script>"

    def _address(self) -> str:
        return f"/{self._pick.choice(self._words)}/{self._pick.getrandbits(40):x}.jpg"

    def _item(self, text: str) -> str:
        return _ITEM.format(number=self._pick.getrandbits(32), address=self._address(), text=escape(text))

    def _menu(self, place: str) -> str:
        names = [*self._tongue["menu"], *(self._phrase(1, 5).capitalize() for _ in range(self._amount(_LINKS) // 3))]
        return f'<{place} class="site"><nav><ul>{"".join(map(self._item, names))}</ul></nav>{_ICON * 12}</{place}>'

    def _consent(self) -> str:
        return f'<div id="consent" role="dialog"><p>{self._tongue["notes"][0]}</p><button>OK</button></div>'

    def _article(self) -> str:
        tongue = self._tongue
        place = self._pick.choice(tongue["places"])
        parts = [f"<h1>{escape(self._headline)}</h1>", f"<p class='lead'>{self._sentence()}</p>"]
        parts += [f"<div class='byline'>{escape(self._filled(tongue['byline']))}</div>"]
        parts += [f"<time>{tongue['published']}{self._filled(tongue['date'])}</time>", self._figure()]
        for at in range(self._paragraphs):
            text = f"{place} — {self._sentence()}" if at == 0 else self._paragraph(at)
            parts.append(f'<div class="block block--text" data-index="{at}"><p class="block__text">{text}</p></div>')
            if at % 8 == 4:
                parts += [self._figure(), f"<h2>{self._phrase(2, 6).capitalize()}</h2>"]
            if at % 6 == 3:
                note = self._pick.choice(tongue["notes"][1:])
                parts.append(f"<aside><p>{note}</p>{self._item(self._phrase(4, 9).capitalize())}</aside>")
        return f"<main><article>{''.join(parts)}</article></main>"

    def _paragraph(self, at: int) -> str:
        text = f"{self._sentence()} {self._sentence()}"
        if at % 3 == 1:
            text = f"{text} {self._filled(self._pick.choice(self._tongue['said']))}"
        words = text.split(" ")
        spot = self._pick.randrange(len(words))
        words[spot] = f"<a href='{self._address()}'>{words[spot]}</a>"
        return " ".join(words)

    def _figure(self) -> str:
        caption = f"{self._sentence()} {self._filled(self._tongue['credit'])}"
        image = f'<img src="{self._address()}" alt="{escape(caption)}" width="640">'
        return f"<figure>{_SOURCES}{image}</picture>{_ICON}<figcaption>{escape(caption)}</figcaption></figure>"

    def _teasers(self) -> str:
        notes = self._tongue["notes"]
        cards = [
            _CARD.format(
                number=self._pick.getrandbits(32), image=self._address(), address=self._address(),
                title=self._phrase(5, 11).capitalize(), date=self._filled(self._tongue["date"]),
            )
            for _ in range(self._amount(_LINKS) * 2 // 3)
        ]  # fmt: skip
        return f"<section><h2>{notes[2]}</h2>{''.join(cards)}</section>" + "".join(
            f"<p>{note}</p>" for note in notes[3:]
        )


_RULE = ".card-{name} > .inner-{name} a:hover {{ margin: 0 {size}px; color: #{name:06x}; font-size: {size}px }}"
_ITEM = """<li class="item item--link" data-id="{number}"><div class="item__inner">
<a class="item__link" data-track="click|{number}" href="{address}">
<span class="item__label">{text}</span></a></div></li>
"""
_SOURCES = """<picture><source media="(min-width: 900px)" srcset="/wide.webp 1x, /wide-2x.webp 2x" type="image/webp">
<source media="(min-width: 400px)" srcset="/narrow.webp 1x, /narrow-2x.webp 2x" type="image/webp">"""
_CARD = f"""<div class="grid__cell"><div class="card" data-id="{{number}}"><div class="card__media">{_SOURCES}
<img class="card__image" src="{{image}}" alt="" loading="lazy" width="320" height="180"></picture></div>
<div class="card__content"><h3 class="card__title"><a class="card__link" href="{{address}}">
<span>{{title}}</span></a></h3><div class="card__footer"><span class="card__date">{{date}}</span>
<button class="save" type="button" hidden></button></div></div></div></div>
"""
_ICON = """<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><g fill="none">
<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z"/><path d="M4 12h16M12 4v16"/></g></svg>"""
