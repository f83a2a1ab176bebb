// A group for the whole page: its marks stand out where a page shows groups, and it stands beside the total elsewhere.

const MOST_ROWS = 40;
const GROUP_IN_ADDRESS = "group";

/** @param {Part} part @param {Found} found @returns {boolean} */
const belongs = (part, found) =>
  found.series.source.key === part.source && (found.series.part.key === part.key || found.series.part.key.startsWith(`${part.key},`));

/** Show a group on every page of its survey; null shows everyone again. @param {Part | null} part */
function showGroup(part) {
  for (const panel of document.querySelectorAll(".beside-total")) panel.remove();
  for (const element of document.querySelectorAll(".chosen, .faded")) element.classList.remove("chosen", "faded");
  document.documentElement.classList.toggle("grouped", part !== null);
  if (!part) return;
  for (const page of document.querySelectorAll("article.page")) {
    const shown = new Set();
    /** @type {Map<Asked, Found>} */
    const totals = new Map();
    for (const holder of page.querySelectorAll(".drawing--wide svg, .drawing--middle svg, .drawing--narrow svg, table, .key-figures")) {
      const marks = [...holder.querySelectorAll("[data-evidence]")].map((element) => ({ element, found: find(idsOf(element)[0] ?? "") }));
      const chosen = marks.filter((mark) => mark.found && belongs(part, mark.found));
      for (const { element, found } of marks) {
        if (!found || found.series.source.key !== part.source) continue;
        if (found.series.part.key === "all") totals.set(found.series.asked, found);
        if (!chosen.length) continue;
        if (belongs(part, found)) {
          element.classList.add("chosen");
          if (found.series.part.key === part.key) shown.add(found.series.asked);
        } else if (found.series.part.key !== "all") element.classList.add("faded");
      }
      if (chosen.length && holder instanceof SVGElement) fadeLines(holder);
    }
    const rows = [...totals.values()].filter((found) => !shown.has(found.series.asked));
    if (rows.length) page.querySelector(".page__foot")?.before(panelOf(part, rows));
  }
}

/** Lines and names have no figure of their own: those with a colour of faded marks alone step back with them. @param {SVGElement} drawing */
function fadeLines(drawing) {
  /** @param {string} selector */
  const colours = (selector) => new Set([...drawing.querySelectorAll(selector)].map(colourOf));
  const kept = colours("[data-evidence]:not(.faded)");
  const faded = [...colours("[data-evidence].faded")].filter((colour) => !kept.has(colour));
  for (const element of drawing.querySelectorAll("path:not([data-evidence]), circle:not([data-evidence]), text:not([data-evidence])"))
    if (faded.includes(colourOf(element))) element.classList.add("faded");
}

/** @param {Element} element @returns {string} */
function colourOf(element) {
  const { stroke, fill } = getComputedStyle(element);
  return stroke === "none" ? fill : stroke;
}

/** What a page tells of the total, told of the group. @param {Part} part @param {Found[]} totals @returns {HTMLElement} */
function panelOf(part, totals) {
  /** @type {Map<string, Found[]>} */
  const kinds = new Map();
  for (const found of totals.slice(0, MOST_ROWS)) {
    const { asked } = found.series;
    const kind = asked.scale === "share" ? asked.topic : asked.scale;
    kinds.set(kind, [...(kinds.get(kind) ?? []), found]);
  }
  const tables = [...kinds.values()].map((kind) =>
    kind.length === 1 && kind[0] ? overWaves(part, kind[0].series) : thisWave(part, kind.map((found) => found.series)),
  );
  const title = made("h4", {}, part.label, made("span", { class: "base" }, part.title));
  return made("div", { class: "beside-total", role: "group", "aria-label": word("besidetotal", { group: part.label }) }, title, ...tables);
}

/** One figure over the waves. @param {Part} part @param {Series} total @returns {HTMLElement} */
function overWaves(part, total) {
  const own = seriesOf(part.source, total.asked.key, part.key);
  const scale = scaleOf([...total.figures, ...(own?.figures ?? [])], total.asked);
  const rows = total.source.headings.map((wave, place) => {
    const figure = own?.figures[place];
    const whole = total.figures[place] ?? null;
    const cells = [strip(figure, scale, whole), opening(part, total, place, figure, figure?.flag), figureCell(whole), figure?.n ?? ""];
    return row(wave, cells, place === total.source.now ? "now" : "");
  });
  const caption = `${named(total.asked)} · ${total.asked.measure}`;
  return scrolling(table(caption, [word("wave"), "", keyed(word("group")), keyed(word("total"), "key--total"), "n"], rows));
}

/** Several figures in the wave of the report. @param {Part} part @param {Series[]} totals @returns {HTMLElement} */
function thisWave(part, totals) {
  const now = totals[0]?.source.now ?? 0;
  const own = totals.map((total) => seriesOf(part.source, total.asked.key, part.key)?.figures[now]);
  const asked = totals[0]?.asked ?? { scale: "" };
  const scale = scaleOf([...own, ...totals.map((total) => total.figures[now])], /** @type {Asked} */ (asked));
  const rows = totals.map((total, place) => {
    const figure = own[place];
    const whole = total.figures[now] ?? null;
    const cells = [strip(figure, scale, whole), opening(part, total, now, figure, testOf(figure, "rest")?.verdict), figureCell(whole), figure?.n ?? ""];
    return row(total.asked.label, cells);
  });
  const first = totals[0];
  const topic = first?.asked.topic || first?.asked.measure || "";
  const caption = `${topic} · ${first?.source.waves[now] ?? ""} · ${word("againstrest")}`;
  return scrolling(table(caption, ["", "", keyed(word("group")), keyed(word("total"), "key--total"), "n"], rows));
}

/** A figure of the group that opens as others do. @param {Part} part @param {Series} total @param {number} wave @param {Figured | null | undefined} figure @param {number | string} [flag] */
function opening(part, total, wave, figure, flag = 0) {
  const cell = figureCell(figure, flag);
  if (!figure) return cell;
  const ref = refOf(part.source, total.asked.key, part.key, wave);
  return made("span", { "data-evidence": ref }, made("button", { type: "button", class: "opens", "aria-haspopup": "dialog" }, cell));
}

function startGroups() {
  const choice = document.querySelector("#group");
  if (!(choice instanceof HTMLSelectElement)) return;
  const asked = new URLSearchParams(location.search).get(GROUP_IN_ADDRESS) ?? "";
  const first = evidence.parts.find((part) => part.offered && `${part.source}/${part.key}` === asked);
  choice.value = first ? String(first.place) : "";
  choice.addEventListener("change", () => {
    const part = choice.value ? evidence.parts[Number(choice.value)] ?? null : null;
    inPlace(() => showGroup(part));
    remember(part);
    say(part ? word("chosen", { group: part.label }) : word("everyone"));
  });
  if (first) showGroup(first);
}

/** The address tells the group, so that a page can be sent as it is seen. @param {Part | null} part */
function remember(part) {
  const address = new URL(location.href);
  if (part) address.searchParams.set(GROUP_IN_ADDRESS, `${part.source}/${part.key}`);
  else address.searchParams.delete(GROUP_IN_ADDRESS);
  try {
    history.replaceState(history.state, "", address.href);
  } catch {
    // Some browsers let a file keep one address only; the choice then lasts while the page is open.
  }
}

/** Do something that changes heights, and keep what is being read where it is. @param {() => void} change */
function inPlace(change) {
  const read = [...document.querySelectorAll("article.page")].find((page) => page.getBoundingClientRect().bottom > 80);
  const before = read?.getBoundingClientRect().top ?? 0;
  change();
  const moved = (read?.getBoundingClientRect().top ?? 0) - before;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
}
