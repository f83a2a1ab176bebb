// What every part of the script uses: making elements, keeping a choice, telling a listener what happened.

/**
 * An element with attributes and what stands in it; text stays text, whatever is in it.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} inside
 * @returns {HTMLElement}
 */
function made(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/**
 * An element that the page always has.
 * @param {string} selector
 * @returns {HTMLElement}
 */
function one(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * A word of the page in its language; they stand in the page, so that the script holds none.
 * @param {string} name
 * @param {Record<string, string>} [values]
 * @returns {string}
 */
function word(name, values = {}) {
  const text = one("#words").dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/**
 * Say something to those who listen, and for a moment to those who see.
 * @param {string} text
 * @param {boolean} [seen]
 */
function say(text, seen = false) {
  const place = one("#said");
  place.textContent = text;
  place.classList.toggle("said--seen", seen);
  if (seen) setTimeout(() => place.classList.remove("said--seen"), 2500);
}

/** A choice that lasts as long as the browser allows; where it allows none, as long as the page is open. */
const kept = {
  /** @param {string} name @returns {string} */
  get(name) {
    try {
      return localStorage.getItem(`peil-${name}`) ?? "";
    } catch {
      return "";
    }
  },
  /** @param {string} name @param {string} value */
  set(name, value) {
    try {
      localStorage.setItem(`peil-${name}`, value);
    } catch {
      // Private windows may refuse; the choice is then forgotten.
    }
  },
};

/**
 * What stands behind the # of the address, readable.
 * @returns {string}
 */
function fragment() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}
