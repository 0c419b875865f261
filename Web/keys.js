// Keys: j and k go through the rows of a list, Enter opens one, / searches, ? helps.
(() => {
  "use strict";
  document.querySelector(".sections [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  const rows = () => [...document.querySelectorAll("[data-walk] > *")];
  let place = -1;

  const choose = (step) => {
    const all = rows();
    if (all.length === 0) return;
    all[place]?.classList.remove("chosen");
    place = Math.min(all.length - 1, Math.max(0, place + step));
    const row = all[place];
    row.classList.add("chosen");
    row.scrollIntoView({ block: "nearest" });
    row.querySelector("a")?.focus({ preventScroll: true });
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    switch (event.key) {
    case "j": choose(1); break;
    case "k": choose(-1); break;
    case "Enter":
      if (event.target.closest("a, button, summary") || !rows()[place]) return;
      rows()[place].querySelector("a")?.click();
      break;
    case "/": {
      const search = document.querySelector("[data-search]");
      if (!search) return;
      search.focus();
      break;
    }
    case "?": document.getElementById("keys")?.showModal?.(); break;
    default: {
      // A button that is pressed by a key says so itself.
      const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (!button) return;
      button.click();
    }
    }
    event.preventDefault();
  });
})();
