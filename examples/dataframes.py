"""Pages in a data frame, with pandas and with polars: `python examples/dataframes.py`."""

import json
from pathlib import Path

import pandas
import polars

from cleannews import clean
from cleannews.shapes import shape

PAGES = [path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.txt"))]


def with_pandas() -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """A column of headlines beside the pages, and a frame of articles."""
    frame = pandas.DataFrame({"page": PAGES})
    frame["headline"] = frame["page"].map(lambda page: clean(page).headline)
    articles = pandas.DataFrame([clean(page).record() for page in frame["page"]])
    return frame, articles


def with_polars() -> tuple[polars.DataFrame, polars.DataFrame]:
    """The same; without `return_dtype`, polars would guess the type from the first page."""
    frame = polars.DataFrame({"page": PAGES})
    headline = polars.col("page").map_elements(lambda page: clean(page).headline, return_dtype=polars.String)
    articles = polars.DataFrame([shape("flat")(clean(page)) for page in frame["page"]])
    return frame.with_columns(headline.alias("headline")), articles


def quotes(articles: pandas.DataFrame) -> pandas.DataFrame:
    """A row for each quotation: who said what."""
    rows = articles[["id", "quotes"]].explode("quotes", ignore_index=True).dropna()
    return rows[["id"]].join(pandas.json_normalize(rows["quotes"].tolist()).set_index(rows.index))


if __name__ == "__main__":
    print(with_polars()[1].select("headline", "authors", "language"))
    print(quotes(with_pandas()[1])[["speaker", "text"]])
    print(json.loads(with_polars()[1]["captions"][0]))
