"use strict";

// The page around the report: asks what is new, shows what is wrong, and puts a new report where the old one stood, at
// the same place and with the same group.

const byClass = (name) => document.querySelector(`.${name}`);
const [status_, languages, fault, reports, empty] = ["state", "languages", "fault", "reports", "empty"].map(byClass);

let language = new URLSearchParams(location.search).get("language") ?? "";
let known = -1;
let loaded = "";

/** The report that is shown, if any. */
const front = () => reports.querySelector("iframe.front");

/** Where the reader is: the nearest element with a name above the middle of the screen, and how far it is from the top. */
function placeOf(view) {
  const named = [...view.document.querySelectorAll("[id]")].filter((one) => one.getClientRects().length > 0);
  const above = named.filter((one) => one.getBoundingClientRect().top <= view.innerHeight / 2);
  const last = above.at(-1);
  return { scroll: view.scrollY, id: last?.id ?? "", top: last?.getBoundingClientRect().top ?? 0 };
}

/** Take the reader of a new report there. */
function returnTo(view, place) {
  view.document.documentElement.style.scrollBehavior = "auto";
  const same = place.id ? view.document.getElementById(place.id) : null;
  if (same?.getClientRects().length) view.scrollBy(0, same.getBoundingClientRect().top - place.top);
  else view.scrollTo(0, place.scroll);
  view.document.documentElement.style.scrollBehavior = "";
}

/** The window changes its width: what was read stays where it was. */
function keepPlace(change) {
  const view = front()?.contentWindow;
  const place = view ? placeOf(view) : null;
  change();
  if (place) view.requestAnimationFrame(() => returnTo(view, place));
}

/** Two frames take turns, so that nobody looks at an empty one. */
function load(which) {
  const before = front();
  const next = document.createElement("iframe");
  next.title = "The report";
  const view = before?.contentWindow;
  next.src = `/report/${which}${view ? view.location.search + view.location.hash : ""}`;
  next.addEventListener("load", () => {
    const place = before ? placeOf(before.contentWindow) : null;
    // The script of the report has arranged what belongs to a group one frame later.
    next.contentWindow.requestAnimationFrame(() => {
      if (place) returnTo(next.contentWindow, place);
      const reading = before !== null && document.activeElement === before;
      next.className = "front";
      for (const old of reports.querySelectorAll("iframe")) if (old !== next) old.remove();
      if (reading) next.contentWindow.focus();
      document.title = next.contentDocument.title || document.title;
    });
  });
  reports.append(next);
}

/** An element with a text. */
function made(name, text) {
  const one = document.createElement(name);
  one.textContent = text;
  return one;
}

function showFault(shown) {
  const wrong = shown.fault;
  if (fault.hidden !== !wrong) keepPlace(() => (fault.hidden = !wrong));
  if (!wrong) return;
  fault.querySelector("h1").textContent = wrong.headline;
  fault.querySelector("ol").replaceChildren(
    ...wrong.problems.map((one) => {
      const line = document.createElement("li");
      if (one.place) line.append(made("strong", one.place));
      // What one types stands between backticks.
      line.append(...one.text.split("`").map((part, place) => (place % 2 ? made("code", part) : part)));
      return line;
    }),
  );
  fault.querySelector(".below").textContent = shown.number
    ? `The report that you see is that of ${shown.made}, before this.`
    : "There is no report yet.";
}

function showLanguages(all) {
  const names = Object.keys(all);
  languages.hidden = names.length < 2;
  languages.replaceChildren(
    ...names.map((name) => {
      const link = made("a", name);
      link.href = `?language=${encodeURIComponent(name)}`;
      if (name === language) link.setAttribute("aria-current", "page");
      if (all[name].fault) link.className = "wrong";
      return link;
    }),
  );
}

function show(state) {
  const names = Object.keys(state.languages);
  if (!names.length) return;
  if (!names.includes(language)) language = names[0];
  const shown = state.languages[language];
  showLanguages(state.languages);
  showFault(shown);
  const took = `made at ${shown.made} in ${shown.took.toFixed(1)} s`;
  const busy = state.busy === language;
  status_.textContent = busy ? "making …" : shown.fault ? "not made" : took;
  status_.className = `state${busy ? " busy" : shown.fault ? " wrong" : ""}`;
  empty.hidden = shown.number > 0 || Boolean(shown.fault);
  const page = `${language} ${shown.number}`;
  if (shown.number > 0 && loaded !== page) {
    loaded = page;
    load(language);
  }
}

async function follow() {
  for (;;) {
    try {
      const asked = await fetch(`/state?known=${known}&language=${encodeURIComponent(language)}`);
      const state = await asked.json();
      known = state.version;
      show(state);
    } catch {
      known = -1;
      loaded = "";
      status_.textContent = "peil has stopped; what you see is the last report it made";
      status_.className = "state wrong";
      await new Promise((go) => setTimeout(go, 1000));
    }
  }
}

follow();
