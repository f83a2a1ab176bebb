// The evidence in the page: what a figure rests on, by its id. Python made every text and every number in it.

/**
 * A figure in a wave: text, n, effective base, interval, [value, low, high] in thousandths, note, flag, tests. A number is
 * the place of a hidden figure, a place among the texts stands for a text that comes back.
 * @typedef {[string, string?, string?, number?, number[]?, number?, number?, Row[]?] | number} Figure
 * @typedef {[number, number, string, number, number | string]} Row
 * @typedef {{suffix: string, against: string, difference: string, statistic: string, p: string, verdict: number | string}} Test
 * @typedef {{key: string, title: string, waves: string[], now: number, confidence: string, tests: string[], headings: string[], unweighted: string}} Source
 * @typedef {{key: string, topic: string, label: string, measure: string, wordings: [string, string][], base: string, scale: string}} Asked
 * @typedef {{place: number, source: string, key: string, label: string, title: string, offered: number}} Part
 * @typedef {{text: string, n: string, effective: string, interval: string, places: number[], note: string, flag: number, tests: Test[]}} Figured
 * @typedef {{source: Source, asked: Asked, part: Part, figures: (Figured | null)[]}} Series
 * @typedef {{id: string, series: Series, wave: number, suffix: string, figure: Figured}} Found
 * @typedef {{id: string, label: string, text: string, lines: string[]}} Remark
 */

const evidence = {
  /** @type {Map<string, Source>} */ sources: new Map(),
  /** @type {Asked[]} */ asked: [],
  /** @type {Part[]} */ parts: [],
  /** @type {Map<string, Remark>} */ remarks: new Map(),
  /** @type {Map<string, any[]>} */ rows: new Map(),
  /** @type {Map<string, Series>} */ made: new Map(),
  /** @type {any[][]} */ places: [],
  /** @type {string[]} */ refs: [],
  /** @type {string[]} */ texts: [],
  /** @type {[string, string][]} */ compared: [],
  /** @type {[string, string][]} */ hidden: [],
};

function readEvidence() {
  const data = JSON.parse(one("#evidence").textContent ?? "{}");
  for (const [key, title, waves, now, confidence, tests, headings, unweighted] of data.sources)
    evidence.sources.set(key, { key, title, waves, now, confidence, tests, headings, unweighted });
  evidence.texts = data.texts;
  const text = (/** @type {number} */ place) => evidence.texts[place] ?? "";
  evidence.asked = data.asked.map((/** @type {any[]} */ [, key, topic, label, measure, wordings, base, scale]) => ({
    key, topic: text(topic), label, measure: text(measure), base: text(base), scale,
    wordings: wordings.map((/** @type {[string, number]} */ [waves, words]) => [waves, text(words)]),
  }));
  evidence.parts = data.parts.map((/** @type {any[]} */ [source, key, label, title, offered], /** @type {number} */ place) => ({
    place, source, key, label, title, offered,
  }));
  evidence.hidden = data.hidden;
  evidence.places = data.series;
  evidence.refs = data.remarks.map((/** @type {string[]} */ [id]) => id);
  evidence.compared = data.compared;
  for (const [id, label, text, lines] of data.remarks) evidence.remarks.set(id, { id, label, text, lines });
  for (const row of data.series) {
    const asked = data.asked[row[0]];
    evidence.rows.set(`${asked[0]}/${asked[1]}/${evidence.parts[row[1]]?.key}`, row);
  }
}

/**
 * What was measured in a group, over all waves: by survey, question with measure, and group.
 * @param {string} source @param {string} asked @param {string} part
 * @returns {Series | null}
 */
function seriesOf(source, asked, part) {
  const key = `${source}/${asked}/${part}`;
  const row = evidence.rows.get(key);
  if (!row) return null;
  let found = evidence.made.get(key);
  if (!found) {
    const of = evidence.sources.get(source);
    const what = evidence.asked[row[0]];
    const whom = evidence.parts[row[1]];
    if (!of || !what || !whom) return null;
    found = { source: of, asked: what, part: whom, figures: row.slice(2).map(figured) };
    evidence.made.set(key, found);
  }
  return found;
}

/**
 * @param {Figure} row
 * @returns {Figured | null}
 */
function figured(row) {
  if (!row) return null;
  if (typeof row === "number") {
    const [text, note] = evidence.hidden[row] ?? ["", ""];
    return { text, n: "", effective: "", interval: "", places: [], note, flag: 0, tests: [] };
  }
  const [text, n = "", effective = "", interval = 0, places = [], note = 0, flag = 0, tests = []] = row;
  const [between, why] = [interval, note].map((place) => evidence.texts[place] ?? "");
  const drawn = places.map((place) => place / 1000);
  return { text, n, effective, interval: between ?? "", places: drawn, note: why ?? "", flag, tests: tests.map(tested) };
}

/**
 * @param {Row} row
 * @returns {Test}
 */
function tested([place, difference, statistic, p, verdict]) {
  const [suffix, against] = evidence.compared[place] ?? ["", ""];
  return { suffix, against, difference: evidence.texts[difference] ?? "", statistic, p: evidence.texts[p] ?? "", verdict };
}

/**
 * The figure behind an id, `survey/wave/question/measure/group`; behind a ~ stands the test that is meant.
 * @param {string} id
 * @returns {Found | null}
 */
function find(id) {
  const cut = id.indexOf("~");
  const parts = (cut < 0 ? id : id.slice(0, cut)).split("/");
  if (parts.length !== 5) return null;
  const [survey = "", label = "", question, measure, group = ""] = parts;
  const series = seriesOf(survey, `${question}/${measure}`, group);
  const wave = series ? series.source.waves.indexOf(label) : -1;
  const figure = series?.figures[wave];
  return series && figure ? { id, series, wave, suffix: cut < 0 ? "" : id.slice(cut + 1), figure } : null;
}

/** @param {string} id @returns {boolean} */
const known = (id) => evidence.remarks.has(id) || find(id) !== null;

/**
 * The id behind a reference: `12.2` series and wave, `12.2~0` a test of it, `r3` a remark; an id is itself.
 * @param {string} ref
 * @returns {string}
 */
function idOf(ref) {
  if (ref.startsWith("r")) return evidence.refs[Number(ref.slice(1))] ?? "";
  const [place, test] = ref.split("~");
  const [series = "", wave = ""] = (place ?? "").split(".");
  const row = evidence.places[Number(series)];
  const asked = evidence.asked[row?.[0]];
  const part = evidence.parts[row?.[1]];
  const label = part && evidence.sources.get(part.source)?.waves[Number(wave)];
  if (!row || !asked || !part) return "";
  const suffix = test ? evidence.compared[row[2 + Number(wave)]?.[7]?.[Number(test)]?.[0]]?.[0] : "";
  return `${part.source}/${label}/${asked.key}/${part.key}${suffix ? `~${suffix}` : ""}`;
}

/**
 * The ids that an element rests on, those that can be opened.
 * @param {Element} element
 * @returns {string[]}
 */
const idsOf = (element) => (element.getAttribute("data-evidence") ?? "").split(" ").map(idOf).filter(known);

/**
 * How an element names a figure, for `idsOf` to read.
 * @param {string} source @param {string} asked @param {string} part @param {number} wave
 * @returns {string}
 */
function refOf(source, asked, part, wave) {
  const row = evidence.rows.get(`${source}/${asked}/${part}`);
  return row ? `${evidence.places.indexOf(row)}.${wave}` : "";
}

/** @param {Asked} asked @returns {string} */
function named(asked) {
  if (!asked.topic) return asked.label;
  return asked.topic.endsWith("?") ? `${asked.topic} ${asked.label}` : `${asked.topic}: ${asked.label}`;
}

/** Where an aspect stands in the matrix, by the id of its importance. @param {string} id @returns {Remark | undefined} */
const placeOf = (id) => evidence.remarks.get(`${id}@matrix`);

/** @param {Found} found @returns {string} */
const waveOf = (found) => found.series.source.headings[found.wave] ?? "";

/** @param {number | string} verdict @returns {string} */
function verdictOf(verdict) {
  if (verdict === "small") return word("small");
  return Number(verdict) > 0 ? word("higher") : Number(verdict) < 0 ? word("lower") : word("equal");
}

/** @param {number | string} verdict @returns {string} */
const sign = (verdict) => ({ "2": "++", "1": "+", "-1": "−", "-2": "−−" })[String(verdict)] ?? "";
