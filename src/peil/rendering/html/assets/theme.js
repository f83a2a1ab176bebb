// Light, dark, or as the system has it. Runs before the page is drawn, so that nothing flashes.

const THEMES = ["system", "light", "dark"];

/** @param {string} name */
function showTheme(name) {
  if (name === "light" || name === "dark") document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}

function startTheme() {
  const button = one("#theme");
  const tell = () => {
    const now = document.documentElement.dataset.theme ?? "system";
    button.setAttribute("aria-label", word("theme", { theme: word(now) }));
    button.title = button.getAttribute("aria-label") ?? "";
    return now;
  };
  button.addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(tell()) + 1) % THEMES.length] ?? "system";
    kept.set("theme", next);
    showTheme(next);
    tell();
    say(button.title);
  });
  tell();
}

document.documentElement.classList.add("live");
showTheme(kept.get("theme"));
