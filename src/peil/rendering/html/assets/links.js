// Links to pages, figures and tables: a click goes there and copies the address.

/** @param {string} address */
function copyAddress(address) {
  const whole = new URL(address, location.href).href;
  const done = () => say(word("copied"), true);
  // Not every browser lets a file use the clipboard; the address then stands in the address bar.
  navigator.clipboard?.writeText(whole).then(done, () => say(word("inbar"), true)) ?? say(word("inbar"), true);
}

function startLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.anchor") : null;
    if (link instanceof HTMLAnchorElement) copyAddress(link.getAttribute("href") ?? "");
  });
}
