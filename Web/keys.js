// Keys: j and k go through the rows of a list, Enter opens one, x chooses it, / searches, g and a
// letter go to a section, ? helps.
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

  // A box can be chosen without losing one's place: only fields that take letters keep them.
  const typing = "input:not([type=checkbox]), textarea, select, dialog, [contenteditable]";
  const jumpMilliseconds = 1500;
  let jumpAt = -Infinity;

  for (const button of document.querySelectorAll("[data-pick-all]")) {
    const boxes = [...document.querySelectorAll("input.pick")];
    button.hidden = boxes.length === 0;
    button.addEventListener("click", () => {
      const isFull = boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = !isFull;
    });
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest(typing)) return;
    if (event.timeStamp - jumpAt < jumpMilliseconds) {
      jumpAt = -Infinity;
      const link = document.querySelector(`.sections [data-key="${CSS.escape(event.key)}"]`);
      if (!link) return;
      event.preventDefault();
      link.click();
      return;
    }
    switch (event.key) {
    case "g": jumpAt = event.timeStamp; break;
    case "x": {
      const box = rows()[place]?.querySelector("input.pick");
      if (!box) return;
      box.checked = !box.checked;
      break;
    }
    case "j": choose(1); break;
    case "k": choose(-1); break;
    case "Enter":
      if (event.target.closest("a, button, summary, input") || !rows()[place]) return;
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
