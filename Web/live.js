// Live updates. <div id="x" data-live="/live/matters"> is fetched anew when something happens;
// with data-live-how="tell" a button says how much is new and reloads the page.
(() => {
  "use strict";
  const waitMilliseconds = 500;
  const retryMilliseconds = 3000;
  const note = document.querySelector("[data-live-note]");

  const refresh = async (element) => {
    const answer = await fetch(element.dataset.liveFrom || location.href, {
      headers: { accept: "text/html" }, credentials: "same-origin",
    });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(element.id);
    const active = document.activeElement;
    const isInside = element.contains(active);
    if (!fresh) return;
    // Whoever is writing in it is not interrupted; it is fetched again once they are done.
    if (isInside && active.matches("input, textarea, select")) {
      active.addEventListener("blur", () => { again(element); }, { once: true });
      return;
    }
    element.replaceChildren(...fresh.childNodes);
    document.dispatchEvent(new Event("fresh"));
    if (isInside && active.id) document.getElementById(active.id)?.focus({ preventScroll: true });
  };

  // What could not be fetched is asked for again, so that nothing is missed.
  const again = (element) => {
    clearTimeout(element.liveTimer);
    element.liveTimer = setTimeout(() => {
      refresh(element).catch(() => setTimeout(() => again(element), retryMilliseconds));
    }, waitMilliseconds);
  };

  const tell = (element) => {
    let count = 0;
    let button = null;
    return () => {
      count += 1;
      if (!button) {
        button = document.createElement("button");
        button.type = "button";
        button.className = "button button-primary news";
        button.setAttribute("aria-live", "polite");
        button.addEventListener("click", () => location.reload());
        element.prepend(button);
      }
      button.textContent = document.body.dataset.news.replace("{count}", count);
    };
  };

  const listen = (element, isAgain = false) => {
    const source = new EventSource(element.dataset.live);
    // Several events in a row are one refresh.
    const told = element.dataset.liveHow === "tell" ? tell(element) : () => again(element);
    let wasLost = isAgain;
    source.addEventListener("matter", told);
    source.addEventListener("error", () => {
      wasLost = true;
      if (note) note.hidden = false;
      // A balancer without a node answers with an error, after which browsers don't ask again.
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(() => listen(element, true), retryMilliseconds);
      }
    });
    source.addEventListener("open", () => {
      if (note) note.hidden = true;
      // What it says may be old, even where nothing happened since.
      if (wasLost && element.dataset.liveHow !== "tell") again(element);
      wasLost = false;
    });
    addEventListener("pagehide", () => source.close(), { once: true });
  };

  const elements = document.querySelectorAll("[data-live]");
  if ("EventSource" in window && elements.length > 0) {
    for (const element of elements) listen(element);
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }
})();
