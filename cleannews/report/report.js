"use strict";
// The report's only script.  Page text reaches the document as text nodes and attribute values, never as HTML.

const PER_LIST = 50;
const SPEAKER_COLOURS = 6;
const $ = (id) => document.getElementById(id);

/* The index: {names: [...], rules: [[name, documentation], ...], pages: [{title, name, length, facets}, ...]}.
   One view a page, read when it is opened: [segments, facts, blocks, speakers, warnings], where
     segments  [text] where the page is blank, else [text, role, rule or null, score or null, repeated line or null]
     facts     [field, value]
     blocks    [role, runs] or [role, runs, credit]; a run is [text] or, quoted, [text, speaker or -1, what is known]
   and roles, fields and rules are numbers into `names` and `rules`. */
const { names, rules, pages } = JSON.parse($("index").textContent);
const views = document.getElementsByClassName("view");
const KEPT = new Set(["paragraph", "subhead", "list_item"]);

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/* Finding pages */

let found = [...pages.keys()];
let first = 0;

function offerChoices() {
  for (const select of document.querySelectorAll("[data-facet]")) {
    const counts = new Map();
    for (const page of pages)
      for (const value of page.facets[select.dataset.facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
    const frequent = [...counts].sort((a, b) => b[1] - a[1]);
    select.append(...frequent.map(([value, count]) => element("option", { value }, `${value} (${count})`)));
  }
}

function find() {
  const chosen = [...document.querySelectorAll("[data-facet]")].filter((select) => select.value);
  const words = $("search").value.trim();
  const plain = pattern(words);
  const written = pattern(JSON.stringify(words).slice(1, -1).replaceAll("<", "\\u003c")); // as a view has it
  found = [...pages.keys()].filter((number) => {
    const { name, facets } = pages[number];
    return (
      chosen.every((select) => facets[select.dataset.facet].includes(select.value)) &&
      (!words || plain.test(name) || written.test(views[number].textContent))
    );
  });
  first = 0;
  list();
}

function pattern(words) {
  return new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "iu");
}

function list() {
  const shown = found.slice(first, first + PER_LIST);
  const at = $("list").scrollTop;
  $("list").replaceChildren(...shown.map(listed));
  $("list").scrollTop = at;
  $("found").textContent = `${found.length} of ${pages.length} pages`;
  $("earlier").disabled = first === 0;
  $("later").disabled = first + PER_LIST >= found.length;
  $("paging").hidden = found.length <= PER_LIST;
}

function listed(number) {
  const { title, name, length, facets } = pages[number];
  const about = element("small", { dir: "auto" }, `${name} · ${facets.language} · ${length} characters`);
  const button = element("button", { type: "button", value: number }, element("span", { dir: "auto" }, title), about);
  if (number === opened) button.ariaCurrent = "true";
  return element("li", {}, button);
}

function turn(by) {
  first += by * PER_LIST;
  list();
}

/* One page */

let opened = -1;
let cuts = [];

function open(number) {
  if (!(number in pages)) return;
  opened = number;
  const [segments, facts, blocks, speakers, warnings] = JSON.parse(views[number].textContent);
  $("page-title").textContent = pages[number].name;
  $("original").replaceChildren(...segments.map(segment));
  $("article").replaceChildren(...article(facts, blocks, speakers, warnings));
  $("article").lang = pages[number].facets.language[0].replace("?", "");
  cuts = [...$("original").querySelectorAll(".cut")];
  if (cuts.length) cuts[0].tabIndex = 0;
  $("previous").disabled = $("next").disabled = !cuts.length;
  $("legend").replaceChildren(...legend(segments));
  $("reason").textContent = cuts.length ? "Choose a marked line to see why it is marked." : "Nothing was removed.";
  $("original").parentElement.scrollTop = $("article").parentElement.scrollTop = 0;
  $("page").hidden = false;
  const at = found.indexOf(number);
  if (at >= 0) first = at - (at % PER_LIST);
  list();
  reveal($("list").querySelector("[aria-current]"));
}

/* Scroll the list, and nothing else, so that a row of it shows. */
function reveal(row) {
  const box = $("list");
  if (row && (row.offsetTop < box.scrollTop || row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight))
    box.scrollTop = row.offsetTop;
}

function kind(role) {
  return role === "boilerplate" || role === "caption" ? role : "field";
}

function segment([text, role, rule, score, repeats]) {
  if (role === undefined) return text;
  const name = names[role];
  const made = element("span", { title: reason(name, rule, score, repeats), dir: "auto" }, text);
  if (KEPT.has(name)) made.className = "kept";
  else Object.assign(made, { className: `cut ${kind(name)}`, role: "button", tabIndex: -1, ariaPressed: "false" });
  return made;
}

function reason(name, rule, score, repeats) {
  const known = [name.replace("_", " ")];
  if (rule !== null) known.push(rules[rule].join(": "));
  if (repeats !== null) known.push(`the same as line ${repeats}`);
  if (score !== null) known.push(`score ${score}`);
  return known.join(" · ");
}

function legend(segments) {
  const counts = new Map();
  for (const [, role] of segments) if (role !== undefined) counts.set(names[role], (counts.get(names[role]) ?? 0) + 1);
  return [...counts].map(([name, count]) =>
    element("span", { className: KEPT.has(name) ? "" : kind(name) }, `${name.replace("_", " ")} ${count}`));
}

function article(facts, blocks, speakers, warnings) {
  const known = facts.map(([field, value]) => [names[field], value]);
  const headline = known.find(([field]) => field === "headline");
  const rest = known.filter(([field]) => field !== "headline").flatMap(([field, value]) =>
    [element("dt", {}, field.replace("_", " ")), element("dd", { dir: "auto" }, value)]);
  const quoted = speakers.map((speaker, number) => element("mark", { className: colour(number) }, speaker));
  if (quoted.length) rest.push(element("dt", {}, "quoted"), element("dd", { dir: "auto" }, ...spaced(quoted)));
  const made = headline ? [element("h5", { dir: "auto" }, headline[1])] : [];
  if (rest.length) made.push(element("dl", {}, ...rest));
  made.push(...warnings.map((warning) => element("p", {}, element("strong", {}, "Warning: "), warning)));
  return [...made, ...blocks.map(block)];
}

function spaced(elements) {
  return elements.flatMap((one) => [one, " "]);
}

function block([role, runs, credit]) {
  const words = runs.map(run);
  switch (names[role]) {
    case "caption":
      return element("figure", {}, element("figcaption", { dir: "auto" }, ...words, element("small", {}, credit)));
    case "subhead":
      return element("h6", { dir: "auto" }, ...words);
    case "list_item":
      return element("ul", {}, element("li", { dir: "auto" }, ...words));
    default:
      return element("p", { dir: "auto" }, ...words);
  }
}

function run([text, speaker, told]) {
  return speaker === undefined ? text : element("mark", { className: colour(speaker), title: told }, text);
}

function colour(speaker) {
  return speaker < 0 ? "" : `speaker-${speaker % SPEAKER_COLOURS}`;
}

/* From cut to cut */

function choose(cut) {
  for (const other of cuts) {
    other.tabIndex = -1;
    other.ariaPressed = "false";
  }
  cut.tabIndex = 0;
  cut.ariaPressed = "true";
  cut.focus();
  $("reason").textContent = cut.title;
}

function step(by) {
  if (!cuts.length) return;
  const at = cuts.findIndex((cut) => cut.ariaPressed === "true");
  const next = cuts[at < 0 ? (by > 0 ? 0 : cuts.length - 1) : (at + by + cuts.length) % cuts.length];
  choose(next);
  next.scrollIntoView({ block: "center" });
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if ((event.key === "Enter" || event.key === " ") && event.target.matches(".cut")) choose(event.target);
  else return;
  event.preventDefault();
}

function fromAddress() {
  const number = (/^#page-(\d+)$/.exec(location.hash) ?? [])[1] - 1;
  if (number !== opened) open(number);
}

/* What starts what */

let waiting;
$("search").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, 150);
});
$("filters").addEventListener("change", find);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("earlier").addEventListener("click", () => turn(-1));
$("later").addEventListener("click", () => turn(1));
$("list").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  location.hash = `page-${Number(button.value) + 1}`;
  open(Number(button.value));
  $("page-title").focus();
});
$("original").addEventListener("click", (event) => {
  const cut = event.target.closest(".cut");
  if (cut) choose(cut);
});
$("page").addEventListener("keydown", pressed);
$("previous").addEventListener("click", () => step(-1));
$("next").addEventListener("click", () => step(1));
$("theme").addEventListener("click", () => {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark" ||
    (!document.documentElement.style.colorScheme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.style.colorScheme = dark ? "light" : "dark";
});
addEventListener("hashchange", fromAddress);

offerChoices();
list();
open(0);
fromAddress();
