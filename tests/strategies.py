"""Pages made up by hypothesis: any text at all, and text in the shape of scraped news pages."""

from __future__ import annotations

from hypothesis import strategies as st

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)

PROSE = (
    "The harbour master of Westby said on Monday that “the ice is thicker than in any winter since 1987”.",
    "Ferries will not run before Thursday, according to the shipping office, and the islands are supplied by air.",
    "„Wir haben genug Vorräte“, sagte Bürgermeisterin Ingrid Holm am Dienstag in Nordhafen der Nachrichtenagentur dpa.",
    "“We have seen worse,” said Mr Lund. “But not often, and never in March.”",
    "Le ministre a déclaré : « Nous agirons vite », avant de quitter la salle.",
    "港の責任者は月曜日、「氷はこれまでで最も厚い」と述べた。フェリーは木曜日まで運航しない。",
)
FURNITURE = (
    "Menu", "Search", "Share", "Home > News > Harbour", "Subscribe to our newsletter", "Read more: Storm closes port",
    "Calendar An icon of a desk calendar. Cancel An icon of a circle. Email An icon of a paper envelope.",
    "By Jane Holm", "By Press Association", "Von Jonas Berg, dpa", "February 1, 2023, 7:33 am", "Updated 3 hours ago",
    "1. Februar 2023", "2023-02-01", "The frozen harbour at Westby on Monday (AP)", "Photo: Jane Holm/Reuters",
    "Ice thickens as Westby waits for ferries", "Ice thickens as Westby waits for ferries | The Westby Post",
    "© 2023 The Westby Post. All rights reserved.", "Comments (12)", "* * *", "| a | b |", "1/12", "WESTBY (AP) —",
    "[1]Home [2]News [3]Sport [4]More [5]Less [6]Old [7]New [8]Top", "[![A ferry](/img/7.jpg)](/ferry) **Harbour**",
    "The [harbour](/a-very-", "long-address) froze \\- and _held_.", "   1. https://example.org/", "> said <br>",
    "**WESTBY** ([AP](/ap)) — The harbour master said that the ice holds, and the ferries stay in port until Monday.",
)  # fmt: skip

LINES = st.one_of(st.sampled_from(PROSE), st.sampled_from(FURNITURE), st.just(""), st.text(max_size=40))


@st.composite
def news_pages(draw: st.DrawFn) -> str:
    """Lines of prose and furniture in any order, with any of the usual line ends or none, sometimes wrapped."""
    lines = draw(st.lists(LINES, max_size=40))
    page = draw(st.sampled_from(("\n", "\n\n", "\r\n", "\n  ", " ", ""))).join(lines)
    if width := draw(st.sampled_from((0, 0, 72, 40))):
        page = "\n".join(line[i : i + width] for line in page.split("\n") for i in range(0, len(line) or 1, width))
    return page


PAGES = st.one_of(ANY_TEXT, news_pages())
