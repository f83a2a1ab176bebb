// Small drawings in a row of a table: where a figure stands on a common scale, its interval, and the total beside it.

const SVG = "http://www.w3.org/2000/svg";
const STRIP = { width: 140, height: 20, edge: 6 };

/** @param {string} tag @param {Record<string, string | number>} attributes @returns {SVGElement} */
function shape(tag, attributes) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/**
 * The scale on which these figures stand: shares from zero, grades around what there is.
 * @param {(Figured | null | undefined)[]} figures @param {Asked} asked
 * @returns {[number, number]}
 */
function scaleOf(figures, asked) {
  const reached = figures.flatMap((figure) => figure?.places ?? []);
  if (!reached.length) return [0, 1];
  const zero = asked.scale.startsWith("share") || asked.scale.startsWith("importance") ? [0] : [];
  const low = Math.min(...reached, ...zero);
  const high = Math.max(...reached, ...zero);
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}

/**
 * A figure as a dot with its interval; the total, if given, as a grey ring behind it.
 * @param {Figured | null | undefined} figure @param {[number, number]} scale @param {Figured | null} [total]
 * @returns {SVGElement}
 */
function strip(figure, scale, total = null) {
  const { width, height, edge } = STRIP;
  const at = (/** @type {number} */ value) => edge + ((value - scale[0]) / (scale[1] - scale[0])) * (width - 2 * edge);
  const drawn = shape("svg", { class: "strip", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  const y = height / 2;
  drawn.append(shape("path", { class: "strip__line", d: `M0,${y}H${width}` }));
  if (total?.places.length) drawn.append(shape("circle", { class: "strip__total", cx: at(total.places[0] ?? 0), cy: y, r: 5 }));
  const [value, low, high] = figure?.places ?? [];
  if (low !== undefined && high !== undefined)
    drawn.append(shape("path", { class: "strip__interval", d: `M${at(low)},${y}H${at(high)}` }));
  if (value !== undefined) drawn.append(shape("circle", { class: "strip__dot", cx: at(value), cy: y, r: 4 }));
  return drawn;
}
