"""Who a mention is: full names for surnames, descriptions and pronouns, or no answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleannews.patterns import Pattern
from cleannews.stages.quotes.attribution import Passages
from cleannews.stages.quotes.explanations import Mention
from cleannews.stages.quotes.named import PARTICLES, apposed, core
from cleannews.stages.quotes.names import gender, genders
from cleannews.stages.quotes.passages import Passage
from cleannews.stages.quotes.phrases import PREDICATE, Phrase

if TYPE_CHECKING:
    from regex import Match

_NAMES_BEFORE = Pattern(
    r"(?:(?:\p{Lu}[\p{L}’'\-]{0,20}|(?:\p{Lu}\.){1,3}|\p{Lu}\p{Ll}{1,3}\.)[ \u00a0]{1,2}"
    r"(?:(?:de|van|von|der|den|di|da|bin|al|el|la|le|du|dos)[ ]){0,2}){1,3}$"
)
_SPACES = (" ", "\u00a0")
_NAMES_AFTER = Pattern(r"[ \u00a0](?:\p{Lu}\.[ ])?(\p{Lu}[\p{L}’'\-]{1,20})")
_CONTINUES = Pattern(r"\p{L}|[ \u00a0-]\p{Lu}\p{Ll}")  # the name is a part of a longer one ("American Israel Council")
_SAYS = Pattern(r".?V|,[^QVWGZ.]{1,25},B?A?V")  # "Ada Byron also said", "Ada Byron, a countess, said"
_FAR_BACK = 4  # sentences that a pronoun reaches back
_MOST_TITLES = 50  # in one paragraph
_ARTICLE = 200  # paragraphs before a description in which the person is sought: hardly an article has more
_REACH = 40  # words of one sentence that are searched
_LONGEST_NAME = 30
_SHORT = 2  # letters of a word that may be short for another in any language
_MANY = 40  # occurrences of a surname that are looked at


class Person(NamedTuple):
    """Who a mention is: the full name, and "m", "f" or ""."""

    name: str
    gender: str


class People:
    """The persons of one page, found when a mention asks for them."""

    def __init__(self, passages: Passages) -> None:
        """`passages` give a paragraph by its number."""
        self.body, self.lexicon, self.passage = passages.body, passages.lexicon, passages
        self._full: dict[str, Person | None] = {}
        self._titles: dict[int, list[tuple[frozenset[str], Passage, Phrase]]] = {}
        self._named: dict[tuple[int, int, int], Person | None] = {}
        self._resolved: dict[Mention, Person | None] = {}

    def resolve(self, mention: Mention) -> Person | None:
        """The person or body that a mention names; None when unsure."""
        if mention not in self._resolved:
            self._resolved[mention] = None  # a mention is not its own antecedent
            self._resolved[mention] = self._find(mention)
        return self._resolved[mention]

    def _find(self, mention: Mention) -> Person | None:
        passage = self.passage(mention.paragraph)
        if mention.kind == "label":
            return self._label(passage.shape.text[mention.start : mention.end])
        first, last = words_of(passage, mention)
        if mention.kind == "pronoun":
            return self._antecedent(passage, first)
        if mention.kind == "relative":
            return self._before_relative(passage, first)
        return self.named(passage, first, last)

    def _label(self, label: str) -> Person | None:
        """The full name for a transcript's "PENCE"."""
        if len(label) == 1 or label.lower() in self.lexicon.pronouns:
            return None
        name = label.title() if label.isupper() and len(label) > 3 else label
        return Person(name, gender(name)) if " " in name else self._full_name(name, "") or Person(name, "")

    def named(self, passage: Passage, first: int, last: int) -> Person | None:
        """The full name for a phrase: what is printed, without titles, or the full name of which it is a part."""
        key = passage.number, first, last
        if key not in self._named:
            self._named[key] = self._name_of(passage, first, last)
        return self._named[key]

    def _name_of(self, passage: Passage, first: int, last: int) -> Person | None:
        letters, words = passage.shape.letters, passage.shape.words
        found = core(letters, words, first, last)
        if found is None:
            return self._described(passage, first, last)
        title = words[found[0] - 1].lower().rstrip(".") if found[0] > first else ""
        told = self.lexicon.titles.get(title, "") if found[0] > first else ""
        name = passage.shape.text[passage.shape.starts[found[0]] : passage.shape.ends[found[1] - 1]].strip()
        if found[1] - found[0] > 1:
            return Person(name, told or gender(name))
        return self._full_name(name, told) or Person(name, told)

    def _full_name(self, name: str, told: str) -> Person | None:
        key = told + name
        if key not in self._full:
            found = list(self._full_names(name)) or list(self._with_surnames(name))
            fit = [n for n in found if not told or gender(n) in ("", told)]
            best = max(fit, key=fit.count, default="")
            self._full[key] = Person(best, told or gender(best)) if best else None
        return self._full[key]

    def _full_names(self, surname: str) -> Iterator[str]:
        """Every full name in the text that ends with a surname."""
        for at in self._places(surname):
            before, end = self._names_before(at), at + len(surname)
            if before and not _CONTINUES.match(self.body[end : end + 3]) and (given := self._given(before[0])):
                yield f"{given} {surname}"

    def _names_before(self, at: int) -> Match[str] | None:
        """The capitalised words right before a place."""
        before = self.body[max(0, at - 45) : at]
        nearest = before.rsplit(None, 1)[-1:] if before[-1:] in _SPACES else []
        if nearest and (nearest[0] in PARTICLES or not nearest[0].islower()):
            return _NAMES_BEFORE.search(before)
        return None

    def _with_surnames(self, first: str) -> Iterator[str]:
        """Every full name in the text that begins with a first name."""
        if first.lower() in genders():
            for at in self._places(first):
                end = at + len(first)
                if after := self._surname_after(end):
                    yield self.body[at : end + after.end()]

    def _places(self, name: str) -> Iterator[int]:
        at = self.body.find(name)
        for _ in range(_MANY):
            if at < 0:
                return
            yield at
            at = self.body.find(name, at + len(name))

    def _surname_after(self, end: int) -> Match[str] | None:
        after = _NAMES_AFTER.match(self.body[end : end + _LONGEST_NAME])
        return after if after and after[1].lower() not in self.lexicon.letters else None

    def _given(self, before: str) -> str:
        """The given names among the capitalised words before a surname, "" if they are something else."""
        words = before.split()
        if any(self._ends(word) for word in words):
            return ""
        for index, word in enumerate(words):
            if word.lower() in genders() and word[0].isupper():
                return " ".join(words[index:])
        last = words[-1]
        lower = last.lower().rstrip(".")
        if lower in self.lexicon.titles or lower in self.lexicon.letters or last.endswith(("’s", "'s", ".")):
            return ""
        return last

    def _ends(self, word: str) -> bool:
        """Whether a word with a stop ends a sentence: it is no initial, and not short for something."""
        bare = word.rstrip(".")
        low = bare.lower()
        known = low in self.lexicon.abbreviations or low in self.lexicon.titles
        return bare != word and len(bare) > _SHORT and not known

    def _described(self, passage: Passage, first: int, last: int) -> Person | None:
        """A phrase without a name ("the Nato chief"): the one person of whom its words were said, else the phrase."""
        letters, shape = passage.shape.letters, passage.shape
        if (name := apposed(shape, last)) is not None:
            return Person(name, gender(name))
        said = {shape.words[i].lower() for i in range(first, last) if letters[i] in "XrwH"}
        phrase = shape.text[shape.starts[first] : shape.ends[last - 1]]
        if letters[first] == "D" and shape.words[first].lower() in self.lexicon.definite:
            people = set(self._titled(passage.number, frozenset(said)))
            if len(people) == 1:
                return people.pop()
        return Person(phrase, "")

    def _titled(self, last: int, said: frozenset[str]) -> Iterator[Person]:
        """The persons named up to a paragraph whose titles share the words, but for words that mean any head."""
        sought = said - self.lexicon.heads
        if not sought:
            return
        for number in range(max(0, last - _ARTICLE), last + 1):
            if number not in self._titles and not all(map(self.passage.lowered(number).__contains__, sought)):
                continue
            if number not in self._titles:
                self._titles[number] = list(self._titles_in(self.passage(number)))[:_MOST_TITLES]
            for titles, passage, phrase in self._titles[number]:
                wanting = said - titles
                if wanting == said or not wanting <= self.lexicon.heads:
                    continue
                if (found := self.named(passage, phrase.start, phrase.end)) is not None:
                    yield found

    def _titles_in(self, passage: Passage) -> Iterator[tuple[frozenset[str], Passage, Phrase]]:
        """The names of a paragraph that have words before them ("Nato Secretary-General Jens Stoltenberg")."""
        letters, words = passage.shape.letters, passage.shape.words
        for first, last in passage.sentences:
            for phrase in passage.phrases_between(first, last):
                found = core(letters, words, phrase.start, phrase.end) if phrase.kind == "name" else None
                if found is not None and found[0] > phrase.start:
                    yield frozenset(w.lower() for w in words[phrase.start : found[0]]), passage, phrase

    def _antecedent(self, passage: Passage, word: int) -> Person | None:
        """The person whom "he" or "she" stands for: the subject nearest before that the gender allows."""
        wanted = self.lexicon.pronouns.get(passage.shape.words[word].lower(), "")
        if wanted not in ("m", "f", "e"):
            return None
        for candidate, spoke in self._subjects_before(passage, word):
            if wanted in ("e", candidate.gender) or (spoke and not candidate.gender):
                return candidate
        return None

    def _subjects_before(self, passage: Passage, word: int) -> Iterator[tuple[Person, bool]]:
        """The persons of the sentences before, the nearest first, and whether each is said to speak."""
        left = _FAR_BACK
        for number in range(passage.number, max(-1, passage.number - _FAR_BACK), -1):
            here = self.passage(number)
            newest = here.sentence_of(word) if number == passage.number else len(here.sentences) - 1
            for first, last in here.sentences[max(0, newest + 1 - left) : newest + 1][::-1]:
                if number == passage.number and word < last:
                    first, last = max(first, word - _REACH), word
                known = here.phrases_between(first, min(last, first + _REACH))
                found = [p for p in known if p.kind == "name" or self._answered(here, p)]
                for phrase in _by_salience(here, found):
                    person = self._answered(here, phrase) or self.named(here, phrase.start, phrase.end)
                    if person is not None:
                        yield person, _spoke(here.shape.letters, phrase)
                left -= bool(found)
            if left <= 0:
                return

    def _answered(self, passage: Passage, phrase: Phrase) -> Person | None:
        """Whom a pronoun stands for, if that was asked already."""
        if phrase.kind != "pronoun":
            return None
        starts, ends = passage.shape.starts, passage.shape.ends
        return self._resolved.get(Mention(passage.number, starts[phrase.start], ends[phrase.end - 1], phrase.kind))

    def _before_relative(self, passage: Passage, word: int) -> Person | None:
        """The phrase right before "who"."""
        first, _ = passage.sentences[passage.sentence_of(word)]
        before = [p for p in passage.phrases_between(max(first, word - _REACH), word) if p.end <= word]
        if before and word - before[-1].end <= 1:
            return self.named(passage, before[-1].start, before[-1].end)
        return None


def words_of(passage: Passage, mention: Mention) -> tuple[int, int]:
    """The first word of a mention and the one after its last."""
    first = passage.word_at(mention.start)
    return first, max(first + 1, bisect_right(passage.shape.ends, mention.end))


def _by_salience(passage: Passage, found: list[Phrase]) -> list[Phrase]:
    """Subjects before objects: phrases at a verb's left side first, then the others."""
    letters = passage.shape.letters
    return sorted(found, key=lambda p: (letters[p.end : p.end + 1] not in PREDICATE, p.start))


def _spoke(letters: str, phrase: Phrase) -> bool:
    """Whether a name without an article or a preposition is the subject of a verb of saying."""
    before = letters[phrase.start - 1 : phrase.start]
    bare = "D" not in letters[phrase.start : phrase.end] and before not in ("I", "o")
    return bare and (before == "V" or _SAYS.match(letters, phrase.end) is not None)
