"""The report as a reader meets it, in a real browser: it tells the truth, obeys the keyboard, and runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleannews import clean
from cleannews.article import Article, Source
from cleannews.cleaning import Page as Text
from cleannews.pipeline import STAGES
from cleannews.report.pages import Examined, Failed, examine

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

html = pytest.importorskip("cleannews.report.html", reason="the extra `report` is not installed")

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
HOSTILE = """<script>window.hacked = 1</script>
"><img src=x onerror="window.hacked = 2">
</script><script>window.hacked = 3</script><!--<script>
{{ 7 * 7 }} {% raw %} &lt;b&gt; \x1b]0;owned\x07\x1b[2J
The mayor said: “<img src=x onerror=alert(1)> \u202edesrever si siht” and left the \u2066hall\x00.
<svg onload=alert(2)>
javascript:alert(3)
<a href="javascript:alert(4)" autofocus onfocus=alert(5)>By Eve <b>Smith</b></a>
"""

Open = Callable[..., "Page"]


def examined(name: str, text: str, url: str | None = None) -> Examined:
    return examine(Text(name, text, Source(None, None, url)), STAGES)


@pytest.fixture(scope="module")
def shown() -> list[Examined]:
    return [examined(path.stem, path.read_text("utf-8"), f"https://{path.stem}.example/1") for path in EXAMPLES]


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a report on pages; at the end, nothing was fetched, logged or asked."""
    heard: list[str] = []
    opened: list[Page] = []

    def opening(pages: list[Any], fragment: str = "", **options: Any) -> Page:
        report = html.Report({f"{s.name}/{rule}": text for s in STAGES for rule, text in s.rules.items()}, 1000)
        for page in pages:
            report.add(page)
        path = tmp_path / "report.html"
        path.write_text(report.render(), "utf-8")
        page = browser.new_page(**options)
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: request.url in address or heard.append(f"request: {request.url}"))
        page.goto(address := path.as_uri() + fragment)
        opened.append(page)
        return page

    yield opening
    for page in opened:
        page.close()
    assert heard == []


def choose(page: Page, number: int) -> None:
    page.locator("#list button").nth(number).click()


def test_the_counts_are_the_records(open_report: Open, shown: list[Examined]) -> None:
    page = open_report([*shown, Failed("bad.txt", "it is binary")])
    assert page.locator("#total").inner_text() == str(len(shown))
    assert page.locator("#list li").count() == len(shown)
    assert "1 failed" in page.locator("header").inner_text()
    assert page.locator("#failures tbody tr, #failures table tr").last.inner_text().split("\t") == [
        "bad.txt",
        "it is binary",
    ]
    for number, (article, document) in enumerate(shown):
        choose(page, number)
        assert page.locator("#original .cut").count() == len(article.removed or ())
        assert page.locator("#original").text_content() == document.source
        assert page.locator("#article h5").all_text_contents() == [article.headline] * (article.headline is not None)
        assert page.locator("#article > :is(p, h6, ul)").all_text_contents() == [p.text for p in article.paragraphs]
        captions = [caption.text + (caption.credit or "") for caption in article.captions]
        assert page.locator("#article figcaption").all_text_contents() == captions
        assert "".join(page.locator("#article > :is(p, h6, ul) mark").all_text_contents()) == quoted(article)


def quoted(article: Article) -> str:
    """Every quoted character once, in order, whatever overlaps."""
    places = {i for quote in article.quotes for part in quote.parts for i in range(part.start, part.end)}
    return "".join(article.text[i] for i in sorted(places) if article.text[i] != "\n")


def test_captions_stand_where_they_stood(open_report: Open, shown: list[Examined]) -> None:
    page = open_report(shown)
    for number, (article, _) in enumerate(shown):
        choose(page, number)
        kinds = page.locator("#article > :is(p, h6, ul, figure)").evaluate_all("all => all.map(one => one.tagName)")
        before = [sum(kind != "FIGURE" for kind in kinds[:at]) for at, kind in enumerate(kinds) if kind == "FIGURE"]
        assert before == [caption.before_paragraph for caption in article.captions]


def test_a_click_on_a_removed_line_shows_its_rule(open_report: Open, shown: list[Examined]) -> None:
    page = open_report(shown)
    told = "all => all.map(cut => (cut.click(), [document.getElementById('reason').textContent, cut.title]))"
    for number, (article, _) in enumerate(shown):
        choose(page, number)
        cuts = page.locator("#original .cut")
        for (reason, hovering), cut in zip(cuts.evaluate_all(told), article.removed or (), strict=True):
            assert cut.rule in reason
            assert cut.rule in hovering
        cuts.first.click()
        assert (article.removed or [])[0].rule in page.locator("#reason").inner_text()


def test_a_page_is_opened_once(open_report: Open, shown: list[Examined]) -> None:
    """What is chosen right after stays chosen, though the address changes later."""
    page = open_report(shown)
    both = "list => { list.click(); document.querySelector('#original .cut').click(); }"
    page.locator("#list button").nth(1).evaluate(both)
    page.wait_for_url("**#page-2")
    page.wait_for_timeout(100)
    assert page.locator("#original .cut[aria-pressed=true]").count() == 1


def test_keys_lead_from_cut_to_cut(open_report: Open, shown: list[Examined]) -> None:
    page = open_report(shown)
    choose(page, 0)
    removed = shown[0].article.removed or []
    order = [*range(len(removed)), 0]
    for at in order:
        page.keyboard.press("n")
        assert page.evaluate("document.activeElement.textContent") == removed[at].text
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.textContent") == removed[-1].text
    assert removed[-1].rule in page.locator("#reason").inner_text()
    page.locator("#search").press_sequentially("n")
    assert page.locator("#search").input_value() == "n", "keys are letters in a text field"


@pytest.mark.parametrize("facet", ["language", "site", "rule", "speaker", "without"])
def test_the_filters_filter(open_report: Open, shown: list[Examined], facet: str) -> None:
    page = open_report(shown)
    values = {
        "language": lambda article: [article.language],
        "site": lambda article: [article.source.url.split("/")[2]],
        "rule": lambda article: [cut.rule for cut in article.removed],
        "speaker": lambda article: [quote.speaker for quote in article.quotes if quote.speaker],
        "without": lambda article: [] if article.byline else ["byline"],
    }[facet]
    for value in sorted({value for article, _ in shown for value in values(article)}):
        page.select_option(f"[data-facet={facet}]", value)
        wanted = [article.id for article, _ in shown if value in values(article)]
        listed = page.locator("#list button").all_inner_texts()
        assert len(listed) == len(wanted)
        assert all(name in text for name, text in zip(wanted, listed, strict=True))


SEARCHES = [
    ("no matter the case", "FISH hall", ["frozen-harbour"]),
    ("signs are no pattern", r"(.*\^$+?)[]{}|/-#&,:~", []),
    ("a name of the data is no word of a page", "boilerplate", []),
    ("signs that JSON escapes", 'the Facebook "f" mark', ["frozen-harbour"]),
]


@pytest.mark.parametrize(("why", "words", "names"), SEARCHES, ids=[why for why, *_ in SEARCHES])
def test_the_search_finds(open_report: Open, shown: list[Examined], why: str, words: str, names: list[str]) -> None:
    page = open_report(shown)
    page.fill("#search", words)
    page.get_by_text(f"{len(names)} of {len(shown)} pages").wait_for()
    listed = page.locator("#list button").all_inner_texts()
    assert [name for name in names if any(name in text for text in listed)] == names, why


def test_scraped_text_stays_inert(open_report: Open) -> None:
    evil = [examined(f'"><script>alert("{n}")</script>', HOSTILE, "https://<b>.example/") for n in range(2)]
    article = clean("One. " * 40)
    claims = dict.fromkeys(("headline", "byline", "publisher", "section", "dateline", "language"), HOSTILE)
    forged = Article(**{name: claims.get(name, getattr(article, name)) for name in Article.__slots__})
    page = open_report([*evil, Examined(forged, evil[0].document), Failed(HOSTILE, HOSTILE)])
    for number in range(3):
        choose(page, number)
        page.keyboard.press("n")
    for words, number in (("<SCRIPT>window.hacked", 3), ("https://<b>.", 2)):
        page.fill("#search", words)
        page.get_by_text(f"{number} of 3 pages").wait_for()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object, a[href^='javascript']").count() == 0
    assert "<script>window.hacked = 1</script>" in (page.locator("#original").text_content() or "")
    seen = page.evaluate("document.body.innerText")
    assert not set(seen) & set("\x00\x07\x1b\u202e\u2066")


def test_only_a_list_and_one_page_are_in_the_document(open_report: Open) -> None:
    """What a thousand pages cost: a script element each, which the browser does not look into."""
    pages = [examined(str(number), "Menu\nA short text.\nShare\n") for number in range(1000)]
    few, many = open_report(pages[:60]), open_report(pages)
    count = "document.querySelectorAll('body *:not(script)').length"
    assert many.evaluate(count) - few.evaluate(count) < 60
    assert many.locator("#found").inner_text() == "1000 of 1000 pages"
    many.click("#later")
    choose(many, 0)
    assert many.locator("#page-title").inner_text() == "50"
    choose(many, 30)
    assert many.locator("#page-title").inner_text() == "80"
    inside = "row => { const [r, l] = [row, row.closest('ol')].map(e => e.getBoundingClientRect()); "
    inside += "return r.top >= l.top && r.bottom <= l.bottom + 1; }"
    assert many.locator("#list [aria-current]").evaluate(inside), "what is open shows in the list"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_accessible_and_fits(open_report: Open, shown: list[Examined], scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = open_report([*shown, Failed("bad.txt", "it is binary")], "#page-2", **options)
    page.click("#next")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_theme_can_be_changed(open_report: Open, shown: list[Examined]) -> None:
    page = open_report(shown, color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("#theme")
    assert page.evaluate(paper) != light
    page.click("#theme")
    assert page.evaluate(paper) == light
