// Search in titles, figures, tables and texts: what is found is a page or a figure, and leads there.

const MOST_FOUND = 12;
const SNIPPET = 90;

/** @typedef {{id: string, kind: string, title: string, where: string, text: string, plainTitle: string, plainText: string}} Entry */
const search = {
  /** @type {Entry[]} */ entries: [],
  at: -1,
};

/** Small letters without accents; every letter keeps its place. @param {string} text @returns {string} */
const plain = (text) => [...text].map((letter) => letter.normalize("NFD")[0]?.toLowerCase() ?? letter).join("");

/** @param {Element | null | undefined} element @returns {string} */
const textOf = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

/** Made when someone first searches: nobody waits for it. */
function readEntries() {
  if (search.entries.length) return;
  /** @type {(id: string, kind: string, title: string, where: string, text: string) => void} */
  const add = (id, kind, title, where, text) => {
    search.entries.push({ id, kind, title, where, text, plainTitle: plain(title), plainText: plain(text) });
  };
  for (const chapter of document.querySelectorAll("section.chapter")) {
    const heading = chapter.querySelector("h2");
    const where = textOf(heading);
    if (heading) add(heading.id, word("chapter"), where, textOf(chapter.querySelector(".chapter__survey")), "");
    for (const page of chapter.querySelectorAll("article.page")) {
      const title = page.querySelector("h3");
      const told = [...page.querySelectorAll(".page__subtitle, .group__words, .key-figures, .facts, .page__foot")];
      if (title) add(title.id, word("page"), textOf(title), where, told.map(textOf).join(" "));
      for (const shown of page.querySelectorAll(".figure[id], .table-block[id]")) {
        const kind = shown.classList.contains("figure") ? word("figure") : word("table");
        const rows = [...shown.querySelectorAll("th")].map(textOf).join(", ");
        const caption = textOf(shown.querySelector(".caption"));
        const end = caption.search(/[.:;] /);
        add(shown.id, kind, end < 0 ? caption : caption.slice(0, end + 1), textOf(title), `${caption} ${rows}`);
      }
    }
  }
}

/** Entries with every word that is asked for; words in titles weigh most. @param {string} asked @returns {Entry[]} */
function sought(asked) {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const scored = search.entries.map((entry) => {
    let score = 0;
    for (const each of words) {
      const inTitle = entry.plainTitle.indexOf(each);
      if (inTitle >= 0) score += inTitle === 0 || entry.plainTitle[inTitle - 1] === " " ? 12 : 8;
      else if (entry.plainText.includes(each)) score += 1;
      else return { entry, score: 0 };
    }
    return { entry, score: score + (entry.kind === word("page") ? 1 : 0) };
  });
  return scored.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score).map(({ entry }) => entry);
}

/** A text with the words that are asked for marked. @param {string} text @param {string[]} words @returns {(Node | string)[]} */
function marked(text, words) {
  const flat = plain(text);
  const hits = words.flatMap((each) => {
    const place = flat.indexOf(each);
    return place < 0 ? [] : [[place, place + each.length]];
  }).sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0));
  /** @type {(Node | string)[]} */
  const made_ = [];
  let end = 0;
  for (const [from = 0, to = 0] of hits) {
    if (from < end) continue;
    made_.push(text.slice(end, from), made("mark", {}, text.slice(from, to)));
    end = to;
  }
  return [...made_, text.slice(end)];
}

/** The part of a text around the first word that is asked for. @param {Entry} entry @param {string[]} words @returns {string} */
function snippet(entry, words) {
  const place = Math.min(...words.map((each) => entry.plainText.indexOf(each)).filter((each) => each >= 0));
  if (!Number.isFinite(place)) return "";
  const from = Math.max(0, entry.text.lastIndexOf(" ", Math.max(0, place - SNIPPET / 3)));
  return `${from ? "…" : ""}${entry.text.slice(from, from + SNIPPET).trim()}${from + SNIPPET < entry.text.length ? "…" : ""}`;
}

/** @param {HTMLInputElement} input @param {HTMLElement} list */
function showFound(input, list) {
  readEntries();
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  const found = sought(input.value);
  const options = found.slice(0, MOST_FOUND).map((entry, place) => {
    const option = made(
      "a", { id: `found:${place}`, role: "option", "aria-selected": "false", tabindex: "-1", href: `#${entry.id}` },
      made("span", { class: "found__title" }, ...marked(entry.title, words)),
      made("span", { class: "found__where" }, `${entry.kind} · ${entry.where}`),
    );
    const around = snippet(entry, words);
    if (around) option.append(made("span", { class: "found__text" }, ...marked(around, words)));
    return option;
  });
  const none = made("p", { class: "found__none" }, word("nothingfound"));
  list.replaceChildren(...(options.length || !words.length ? options : [none]));
  openList(input, list, words.length > 0);
  choose(input, list, -1);
  if (words.length) say(found.length ? word("found", { count: String(found.length) }) : word("nothingfound"));
}

/** @param {HTMLInputElement} input @param {HTMLElement} list @param {boolean} open */
function openList(input, list, open) {
  list.hidden = !open;
  input.setAttribute("aria-expanded", String(open && list.querySelector("a") !== null));
  if (!open) input.removeAttribute("aria-activedescendant");
}

/** @param {HTMLInputElement} input @param {HTMLElement} list @param {number} place */
function choose(input, list, place) {
  const options = [...list.querySelectorAll("a")];
  search.at = options.length ? Math.min(Math.max(place, -1), options.length - 1) : -1;
  options.forEach((option, each) => option.setAttribute("aria-selected", String(each === search.at)));
  const now = options[search.at];
  if (now) {
    input.setAttribute("aria-activedescendant", now.id);
    now.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

/** Go to what was found, and let who goes by keyboard go on from there. @param {HTMLAnchorElement} option */
function goTo(option) {
  const target = document.getElementById(option.getAttribute("href")?.slice(1) ?? "");
  if (!target) return;
  history.pushState(null, "", option.href);
  target.scrollIntoView();
  target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
}

function startSearch() {
  const input = /** @type {HTMLInputElement} */ (one("#search"));
  const list = one("#found");
  const leave = () => openList(input, list, false);
  input.addEventListener("input", () => showFound(input, list));
  input.addEventListener("focus", () => input.value && showFound(input, list));
  input.addEventListener("keydown", (event) => {
    const options = [...list.querySelectorAll("a")];
    if (event.key === "ArrowDown") choose(input, list, search.at + 1);
    else if (event.key === "ArrowUp") choose(input, list, search.at - 1);
    else if (event.key === "Enter" && options.length) {
      goTo(/** @type {HTMLAnchorElement} */ (options[Math.max(search.at, 0)]));
      leave();
    } else if (event.key === "Escape" && !list.hidden) leave();
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("a") : null;
    if (!option) return;
    event.preventDefault();
    goTo(option);
    leave();
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Element && !event.target.closest(".search")) leave();
  });
  input.addEventListener("blur", (event) => {
    if (!(event.relatedTarget instanceof Element && list.contains(event.relatedTarget))) setTimeout(leave, 150);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
}
