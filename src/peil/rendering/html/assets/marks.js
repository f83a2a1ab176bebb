// Numbers and marks become things to point at and to open: in charts, in tables, in text.

const NEAR = 26; // pixels around a mark within which a pointer means it

/** @typedef {{id: string, shapes: SVGElement[]}} Mark */
/** @type {WeakMap<SVGSVGElement, Mark[]>} */
const marksOf = new WeakMap();
const pointing = {
  /** @type {Mark | null} */ mark: null,
  /** @type {SVGSVGElement | null} */ chart: null,
};

/** The marks of a chart, each with the shapes and words that show it. @param {SVGSVGElement} chart @returns {Mark[]} */
function marksIn(chart) {
  let found = marksOf.get(chart);
  if (!found) {
    /** @type {Map<string, Mark>} */
    const byId = new Map();
    for (const shape of /** @type {NodeListOf<SVGElement>} */ (chart.querySelectorAll("[data-evidence]"))) {
      const id = idsOf(shape)[0];
      if (!id) continue;
      const mark = byId.get(id) ?? { id, shapes: [] };
      mark.shapes.push(shape);
      byId.set(id, mark);
    }
    found = [...byId.values()];
    marksOf.set(chart, found);
  }
  return found;
}

/** @param {EventTarget | null} target @returns {SVGSVGElement | null} */
const chartAt = (target) =>
  target instanceof Element ? /** @type {SVGSVGElement | null} */ (target.closest(".drawing svg")) : null;

/** The mark under the pointer, else the nearest one that is near. @param {SVGSVGElement} chart @param {MouseEvent} event @returns {Mark | null} */
function markAt(chart, event) {
  const marks = marksIn(chart);
  const shape = event.target instanceof Element ? event.target.closest("[data-evidence]") : null;
  const direct = shape && marks.find((mark) => mark.shapes.some((each) => each === shape));
  if (direct) return direct;
  let best = NEAR;
  let nearest = null;
  for (const mark of marks) {
    for (const each of mark.shapes) {
      const box = each.getBoundingClientRect();
      const x = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
      const y = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
      if (Math.hypot(x, y) < best) {
        best = Math.hypot(x, y);
        nearest = mark;
      }
    }
  }
  return nearest;
}

/** The question as it was put last. @param {Found} found @returns {string[]} */
const askedOf = (found) => found.series.asked.wordings.slice(0, 1).map(([, text]) => `${word("question")}: ${text}`);

/** Lines about a mark: value; what, who and when; base and interval; each test. @param {string} id @returns {string[]} */
function linesOf(id) {
  const placed = placeOf(id);
  const found = find(id);
  if (placed && found) return [placed.label, ...placed.lines, ...askedOf(found)];
  if (!found) {
    const remark = evidence.remarks.get(id);
    return remark ? [remark.text, remark.label, ...remark.lines] : [];
  }
  const { figure, series } = found;
  const base = [figure.n && `n = ${figure.n}`, figure.interval && `${series.source.confidence}: ${figure.interval}`];
  const tests = figure.tests
    .filter((test) => test.verdict !== 0)
    .map((test) => `${word("versus", { against: test.against })}: ${test.difference}, ${verdictOf(test.verdict)} (${test.p})`);
  const none = figure.tests.length && !tests.length ? [word("nodifference")] : [];
  return [
    `${figure.text}${sign(figure.flag) && ` ${sign(figure.flag)}`}`,
    [named(series.asked), series.part.label, waveOf(found)].join(" · "),
    base.filter(Boolean).join(" · "),
    figure.note,
    ...tests,
    ...none,
  ].filter(Boolean);
}

/** @param {SVGSVGElement | null} chart @param {Mark | null} mark @param {boolean} [spoken] */
function point(chart, mark, spoken = false) {
  if (pointing.mark === mark && pointing.chart === chart) return;
  for (const shape of pointing.mark?.shapes ?? []) shape.classList.remove("pointed");
  pointing.mark = mark;
  pointing.chart = chart;
  const tip = one("#tip");
  if (!mark || !chart) {
    tip.hidden = true;
    return;
  }
  for (const shape of mark.shapes) shape.classList.add("pointed");
  const lines = linesOf(mark.id);
  tip.replaceChildren(...lines.map((line, place) => made(place ? "span" : "strong", {}, line)));
  tip.hidden = false;
  besides(tip, mark);
  if (spoken) say(lines.join(". "));
}

/** Put the tip above the mark, or below it where there is no room. @param {HTMLElement} tip @param {Mark} mark */
function besides(tip, mark) {
  const box = mark.shapes[0]?.getBoundingClientRect();
  if (!box) return;
  if (box.bottom < 0 || box.top > innerHeight) return point(null, null);
  const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
  const above = box.top - tip.offsetHeight - 10;
  tip.style.setProperty("left", `${left}px`);
  tip.style.setProperty("top", `${above > 64 ? above : box.bottom + 10}px`);
}

/** Arrow keys walk over the marks of a chart, Enter opens one. @param {KeyboardEvent} event */
function walk(event) {
  const chart = chartAt(event.target);
  if (!chart) return;
  const marks = marksIn(chart);
  const now = pointing.chart === chart && pointing.mark ? marks.indexOf(pointing.mark) : -1;
  const steps = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: marks.length - 1 };
  const next = steps[/** @type {keyof typeof steps} */ (event.key)];
  if (next !== undefined) point(chart, marks[Math.min(Math.max(next, 0), marks.length - 1)] ?? null, true);
  else if ((event.key === "Enter" || event.key === " ") && pointing.mark) openProof([pointing.mark.id], chart);
  else if (event.key === "Escape") point(null, null);
  else return;
  event.preventDefault();
}

/** The numbers of a table are one stop of the Tab key; arrows go from one to the next. @param {KeyboardEvent} event */
function walkTable(event) {
  const from = event.target instanceof HTMLElement && event.target.classList.contains("opens") ? event.target : null;
  const cell = from?.closest("td");
  const line = cell?.closest("tr");
  const whole = cell?.closest("table");
  if (!from || !cell || !line || !whole) return;
  const of = (/** @type {Element | null | undefined} */ place) => place?.querySelector(".opens");
  const rows = [...whole.querySelectorAll("tr")].filter((each) => of(each.cells[cell.cellIndex]));
  const cells = [...line.cells].filter(of);
  const step = { ArrowRight: [cells, cell, 1], ArrowLeft: [cells, cell, -1], ArrowDown: [rows, line, 1], ArrowUp: [rows, line, -1] }[event.key];
  if (!step) return;
  const [list, here, by] = /** @type {[HTMLElement[], HTMLElement, number]} */ (step);
  const target = list[list.indexOf(here) + by];
  const next = of(target instanceof HTMLTableRowElement ? target.cells[cell.cellIndex] : target);
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/** Make a button of what stands in an element. @param {Element} element @param {boolean} [stop] */
function makeButton(element, stop = true) {
  const button = made("button", { type: "button", class: "opens", "aria-haspopup": "dialog" }, ...element.childNodes);
  if (!stop) button.tabIndex = -1;
  element.append(button);
}

function startMarks() {
  for (const table of document.querySelectorAll("main table")) {
    let first = true;
    for (const cell of table.querySelectorAll("td[data-evidence]")) {
      if (!idsOf(cell).length) continue;
      makeButton(cell, first);
      first = false;
    }
  }
  for (const value of document.querySelectorAll(".key-figure__value, .grade__value"))
    if (idsOf(value.closest("[data-evidence]") ?? value).length) makeButton(value);
  // In running text a button could not break over two lines; an element that is told to be one can.
  for (const value of document.querySelectorAll(".value")) {
    if (!idsOf(value).length) continue;
    value.classList.add("opens");
    for (const [name, text] of [["role", "button"], ["tabindex", "0"], ["aria-haspopup", "dialog"]])
      value.setAttribute(name ?? "", text ?? "");
  }
  for (const chart of /** @type {NodeListOf<SVGSVGElement>} */ (document.querySelectorAll(".drawing svg"))) {
    if (!chart.querySelector("[data-evidence]")) continue;
    chart.setAttribute("role", "application");
    chart.setAttribute("tabindex", "0");
    chart.setAttribute("aria-roledescription", word("chart"));
    chart.setAttribute("aria-describedby", "chart-help");
  }
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest(".opens");
    const chart = chartAt(target);
    const mark = chart && markAt(chart, event);
    const holder = button?.closest("[data-evidence]");
    if (button && holder) openProof(idsOf(holder), button);
    else if (chart && mark) openProof([mark.id], chart);
  });
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const chart = chartAt(event.target);
    const mark = chart && markAt(chart, event);
    chart?.classList.toggle("points", Boolean(mark));
    if (mark || pointing.chart !== document.activeElement) point(chart, mark);
  });
  document.addEventListener("keydown", walk);
  document.addEventListener("keydown", walkTable);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") point(null, null);
    const value = event.target instanceof HTMLElement && event.target.matches(".value.opens") ? event.target : null;
    if (!value || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    value.click();
  });
  document.addEventListener("focusout", (event) => {
    if (chartAt(event.target)) point(null, null);
  });
  // The tip goes along with its mark, and goes away with it.
  addEventListener("scroll", () => pointing.mark && besides(one("#tip"), pointing.mark), { passive: true });
}
