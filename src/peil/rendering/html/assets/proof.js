// The window behind a number: question, base, interval, tests, waves, groups, and its id. It has an address of its own.

const OPEN = "open:";
const proof = {
  /** @type {Element | null} */ opener: null,
  /** @type {string[]} */ ids: [],
  top: 0,
};

/** @param {string[]} ids @returns {string} */
const addressOf = (ids) => `#${OPEN}${ids.map((id) => encodeURIComponent(id).replace(/%(2F|3D|2C)/g, decodeURIComponent)).join("|")}`;

/**
 * Open what an element rests on; closing returns to the element.
 * @param {string[]} ids @param {Element | null} opener
 */
function openProof(ids, opener) {
  if (!ids.length) return;
  proof.opener = opener;
  proof.top = scrollY;
  history.pushState({ proof: true }, "", addressOf(ids));
  showProof(ids);
}

/** Show what the address asks for, or nothing: at the start, and when someone goes back. */
function followAddress() {
  const asked = fragment();
  const dialog = /** @type {HTMLDialogElement} */ (one("#proof"));
  const ids = asked.startsWith(OPEN) ? asked.slice(OPEN.length).split("|").filter(known) : [];
  if (ids.length) showProof(ids);
  else if (dialog.open) dialog.close();
}

/** On from the element that opened the window, where it stood. */
function goOn() {
  if (!(proof.opener instanceof HTMLElement || proof.opener instanceof SVGElement)) return;
  scrollTo({ top: proof.top, behavior: "instant" });
  proof.opener.focus({ preventScroll: true });
}

/** @param {string[]} ids */
function showProof(ids) {
  const dialog = /** @type {HTMLDialogElement} */ (one("#proof"));
  const body = one("#proof-body");
  proof.ids = ids;
  const several = [...new Set(ids.map((id) => id.replace(/~.*/, "")))];
  body.replaceChildren(...(several.length > 1 ? listed(several) : told(ids[0] ?? "")));
  if (!dialog.open) dialog.showModal();
  body.scrollTop = 0;
  one("#proof-title").focus();
}

/** @param {string} text @returns {HTMLElement} */
const titled = (text) => made("h2", { id: "proof-title", tabindex: "-1" }, text);

/** A list of figures to choose from. @param {string[]} ids @returns {HTMLElement[]} */
function listed(ids) {
  return [titled(word("several", { count: String(ids.length) })), made("ul", { class: "choices" }, ...ids.map(choiceOf))];
}

/** A figure that opens when it is chosen. @param {string} id @returns {HTMLElement} */
function choiceOf(id) {
  const found = find(id);
  const text = found ? found.figure.text : evidence.remarks.get(id)?.text ?? "";
  const label = found ? named(found.series.asked) : evidence.remarks.get(id)?.label ?? "";
  const where = found ? `${found.series.asked.measure} · ${found.series.part.label} · ${waveOf(found)}` : "";
  const button = made(
    "button", { type: "button", class: "choice" },
    made("span", { class: "choice__value" }, text),
    made("span", {}, label, made("span", { class: "base" }, where)),
  );
  button.addEventListener("click", () => openProof([id], proof.opener));
  return made("li", {}, button);
}

/** Everything about one figure. @param {string} id @returns {Node[]} */
function told(id) {
  const remark = evidence.remarks.get(id);
  if (remark) {
    const lines = remark.lines.map((line) => made("p", {}, line));
    return [titled(remark.label), made("p", { class: "proof__value" }, remark.text), ...lines, ...identity(id)];
  }
  const found = find(id);
  if (!found) return [titled(id)];
  const { asked, part, source } = found.series;
  return [
    made("p", { class: "proof__where" }, [source.title, part.label, waveOf(found)].join(" · ")),
    titled(named(asked)),
    made("p", { class: "proof__measure" }, asked.measure),
    headline(found),
    ...placeTold(id),
    ...questionTold(asked),
    ...wavesTold(found),
    ...testsTold(found),
    ...groupsTold(found),
    ...identity(id),
  ];
}

/** The figure, large, with what says how sure it is. @param {Found} found @returns {HTMLElement} */
function headline({ figure, series }) {
  const facts = [
    [word("interval", { level: series.source.confidence }), figure.interval],
    [word("n"), figure.n],
    [word("effective"), figure.effective],
  ].filter(([, text]) => text);
  const pairs = facts.map(([term = "", text = ""]) => made("div", {}, made("dt", {}, term), made("dd", {}, text)));
  const value = made("p", { class: "proof__value" }, figureCell(figure, figure.flag));
  return made("div", { class: "proof__head" }, value, made("dl", { class: "proof__facts" }, ...pairs));
}

/** The place in the matrix, and the way to the grade; its importance stands in the window anyhow. @param {string} id @returns {HTMLElement[]} */
function placeTold(id) {
  const placed = placeOf(id);
  if (!placed) return [];
  const lines = placed.lines.slice(2).map((line) => made("li", {}, line));
  const rating = id.replace("/importance/", "/mean/");
  const rows = known(rating) ? [made("ul", { class: "choices" }, choiceOf(rating))] : [];
  return [made("ul", { class: "proof__place" }, ...lines), ...rows];
}

/** @param {Asked} asked @returns {HTMLElement[]} */
function questionTold(asked) {
  const lines = asked.wordings.map(([waves, text]) => made("p", {}, waves ? `${waves}: ${text}` : text));
  const question = lines.length ? [made("h3", {}, word("question")), ...lines] : [];
  return [...question, made("h3", {}, word("base")), made("p", {}, asked.base)];
}

/** @param {Found} found @returns {HTMLElement[]} */
function wavesTold({ figure: opened, series, wave }) {
  const { figures, source } = series;
  const scale = scaleOf(figures, series.asked);
  const drawn = isDrawn(figures);
  const weighted = figures.some((figure) => figure?.effective);
  const rows = source.headings.map((label, place) => {
    const figure = figures[place];
    const cells = [figureCell(figure, figure?.flag, drawn ? "" : opened.note), figure?.interval ?? "", figure?.n ?? ""];
    return row(label, [...(drawn ? [strip(figure, scale)] : []), ...cells, ...(weighted ? [figure?.effective ?? ""] : [])], place === wave ? "now" : "");
  });
  const columns = [word("value"), word("interval", { level: source.confidence }), "n", ...(weighted ? [word("effective")] : [])];
  columns.unshift(word("wave"), ...(drawn ? [""] : []));
  return [scrolling(table(word("waves"), columns, rows)), ...unweightedTold(source)];
}

/** Whether figures have a place to be drawn at: importance has none. @param {(Figured | null | undefined)[]} figures @returns {boolean} */
const isDrawn = (figures) => figures.some((figure) => figure?.places.length);

/** What the mark behind a wave means, where one has it. @param {Source} source @returns {HTMLElement[]} */
const unweightedTold = (source) => (source.unweighted ? [made("p", { class: "proof__how" }, source.unweighted)] : []);

/** @param {Found} found @returns {HTMLElement[]} */
function testsTold({ figure, series, suffix }) {
  if (!figure.tests.length) return [];
  const rows = figure.tests.map((test) =>
    row(test.against, [test.difference, test.statistic, test.p, verdictOf(test.verdict)], test.suffix === suffix ? "now" : ""),
  );
  const columns = [word("against"), word("difference"), word("test"), "p", word("conclusion")];
  const how = series.source.tests.map((text) => made("p", { class: "proof__how" }, text));
  return [scrolling(table(word("tests"), columns, rows)), ...how];
}

/** The same figure in every group that can be chosen. @param {Found} found @returns {HTMLElement[]} */
function groupsTold({ series, wave }) {
  const { asked, part, source } = series;
  const all = evidence.parts
    .filter((each) => each.source === source.key && (each.offered || each.key === "all" || each.key === part.key))
    .map((each) => seriesOf(source.key, asked.key, each.key))
    .filter((each) => each !== null && each.figures[wave]);
  if (all.length < 2) return [];
  const scale = scaleOf(all.map((each) => each?.figures[wave]), asked);
  const total = seriesOf(source.key, asked.key, "all")?.figures[wave] ?? null;
  const drawn = isDrawn(all.map((each) => each?.figures[wave]));
  const rows = all.map((each) => {
    const figure = each?.figures[wave];
    const cells = [...(drawn ? [strip(figure, scale, total)] : []), figureCell(figure, testOf(figure, "rest")?.verdict), figure?.n ?? ""];
    return row(each?.part.label ?? "", cells, each?.part === part ? "now" : "");
  });
  const heading = `${word("groups")}, ${source.headings[wave] ?? ""}`;
  const inside = scrolling(table(word("againstrest"), [word("group"), ...(drawn ? [""] : []), word("value"), "n"], rows));
  return [made("details", { class: "numbers" }, made("summary", {}, heading), inside)];
}

/** @param {HTMLElement} inside @returns {HTMLElement} */
const scrolling = (inside) =>
  made("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": inside.querySelector("caption")?.textContent ?? "" }, inside);

/** The id, and a link to this window. @param {string} id @returns {HTMLElement[]} */
function identity(id) {
  // The whole address: it names a window, not a place in this page that a reader could skip to.
  const link = made("a", { href: new URL(addressOf([id]), location.href).href }, word("link"));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    copyAddress(addressOf([id]));
  });
  return [made("p", { class: "proof__id" }, made("span", {}, `${word("id")} `, made("code", {}, id)), link)];
}

function startProof() {
  const dialog = /** @type {HTMLDialogElement} */ (one("#proof"));
  dialog.setAttribute("aria-labelledby", "proof-title");
  one("#proof-close").addEventListener("click", () => dialog.close());
  // The window has no edge of its own: what is hit beside its contents is the dark behind it.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    if (fragment().startsWith(OPEN)) {
      if (history.state?.proof) history.back();
      else history.replaceState(null, "", location.pathname + location.search);
    }
    goOn();
  });
  addEventListener("popstate", followAddress);
  addEventListener("hashchange", () => {
    followAddress();
    if (dialog.open) return;
    // An address that names a place in the page takes a reader who comes back to it there: once more, then.
    goOn();
    proof.opener = null;
  });
  followAddress();
}
