// <time data-until="milliseconds">: what is left until then, or how much it is over, counted on.
// data-now says what time it is for the server; the words stand on the element.
(() => {
  "use strict";
  const two = (number) => String(number).padStart(2, "0");
  const tick = () => {
    for (const element of document.querySelectorAll("[data-until]")) {
      const words = element.dataset;
      // A part that was fetched anew brings its own time along.
      if (element.shift === undefined) element.shift = Number(words.now) - Date.now();
      const left = Number(words.until) - (Date.now() + element.shift);
      const seconds = Math.floor(Math.abs(left) / 1000);
      // Days are told in the page's own words.
      if (seconds >= 86400) continue;
      const span = Math.floor(seconds / 3600) + ":" + two(Math.floor(seconds / 60) % 60) + ":"
        + two(seconds % 60);
      const text = (left < 0 ? words.over : words.left).replace("{span}", span);
      if (element.textContent !== text) element.textContent = text;
      element.classList.toggle("late", left < 0);
      element.closest("li")?.classList.toggle("overdue", left < 0);
    }
  };
  if (document.querySelector("[data-until], [data-since], [data-live]")) {
    tick();
    setInterval(tick, 1000);
    document.addEventListener("fresh", tick);
  }
})();
