// Tables that the script makes: of waves, of groups, of tests.

/**
 * A table with a heading per column; the first cell of a row is its heading.
 * @param {string} caption @param {(string | HTMLElement)[]} columns @param {HTMLElement[]} rows
 * @returns {HTMLElement}
 */
function table(caption, columns, rows) {
  const heads = columns.map((inside, place) =>
    inside ? made("th", { scope: "col", class: place ? "right" : "" }, inside) : made("td"),
  );
  return made(
    "table", { class: "table table--numbers" },
    made("caption", {}, made("span", { class: "caption" }, caption)), made("thead", {}, made("tr", {}, ...heads)), made("tbody", {}, ...rows),
  );
}

/** @param {string} label @param {(Node | string)[]} cells @param {string} [kind] @returns {HTMLElement} */
function row(label, cells, kind = "") {
  const inside = cells.map((cell) => made("td", {}, cell));
  return made("tr", kind ? { class: kind } : {}, made("th", { scope: "row" }, label), ...inside);
}

/**
 * A figure with its mark, or the sign in its place with the reason why there is none.
 * @param {Figured | null | undefined} figure @param {number | string} [flag] @param {string} [said] a note that stands elsewhere
 * @returns {Node}
 */
function figureCell(figure, flag = 0, said = "") {
  if (!figure) return made("span", {}, made("span", { "aria-hidden": "true" }, "–"), unseen(word("notasked")));
  const mark = sign(flag);
  const cell = made("span", {}, made(mark ? "strong" : "span", {}, figure.text));
  if (mark) cell.append(made("span", { class: "flag", "aria-hidden": "true" }, mark), unseen(verdictOf(flag)));
  if (figure.note && figure.note !== said) cell.append(made("span", { class: "base" }, figure.note));
  return cell;
}

/** @param {string} text @returns {HTMLElement} */
const unseen = (text) => made("span", { class: "unseen" }, ` ${text}`);

/** The test of a figure against something. @param {Figured | null | undefined} figure @param {string} suffix @returns {Test | undefined} */
const testOf = (figure, suffix) => figure?.tests.find((test) => test.suffix === suffix);

/** The heading of a column that a strip draws: with the dot or the ring that stands for it. @param {string} text @param {string} [kind] @returns {HTMLElement} */
const keyed = (text, kind = "") => made("span", {}, made("span", { class: `key ${kind}`.trim() }), text);
