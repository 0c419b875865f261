// Live updates. <div id="x" data-live="/live/matters"> is fetched anew when something happens;
// with data-live-how="tell" a button says how much is new and reloads the page.
(() => {
  "use strict";
  const waitMilliseconds = 500;

  const refresh = async (element) => {
    const answer = await fetch(element.dataset.liveFrom || location.href, {
      headers: { accept: "text/html" }, credentials: "same-origin",
    });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(element.id);
    // Whoever is writing in it is not interrupted.
    if (!fresh || element.contains(document.activeElement)) return;
    element.replaceChildren(...fresh.childNodes);
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

  const listen = (element) => {
    const source = new EventSource(element.dataset.live);
    let timer = 0;
    const told = element.dataset.liveHow === "tell" ? tell(element) : () => {
      // Several events in a row are one refresh.
      clearTimeout(timer);
      timer = setTimeout(() => refresh(element).catch(() => {}), waitMilliseconds);
    };
    source.addEventListener("matter", told);
    addEventListener("pagehide", () => source.close(), { once: true });
  };

  const elements = document.querySelectorAll("[data-live]");
  if ("EventSource" in window && elements.length > 0) {
    for (const element of elements) listen(element);
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }
})();
