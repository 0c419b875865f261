// Drafts: <form data-drafts="/path"> is kept on the server while somebody writes, and on this
// device as long as the server cannot be reached. Beside it <… id="x"> named by data-advice-at is
// fetched anew from data-advice. Words stand on the form; pages work without this.
(() => {
  "use strict";
  const form = document.querySelector("form[data-drafts]");
  if (!form) return;
  const words = form.dataset;
  const state = form.querySelector("[data-draft-state]");
  const prefix = `draft:${words.drafts}:${words.owner}:`;
  const saveMilliseconds = 1500;
  const adviseMilliseconds = 700;
  const retryMilliseconds = 5000;
  let unsaved = false;
  let sending = false;
  let saveTimer = 0;
  let adviseTimer = 0;
  let saving = null;
  let advising = null;

  const tell = (text) => { if (state.textContent !== text) state.textContent = text; };
  const fields = () => [...form.elements].filter((field) =>
    field.name && !field.name.startsWith("_") && field.type !== "hidden"
    && field.type !== "submit");
  const key = () => form.elements._key.value;
  const body = () => new URLSearchParams(new FormData(form));
  const isBlank = () => fields().every((field) => !("maxLength" in field) || !field.value.trim());

  // What this device keeps goes once the server has it; it is shown to its writer only.
  const local = {
    set() {
      const values = Object.fromEntries(fields().map((field) => [field.name, field.value]));
      try {
        localStorage.setItem(prefix + key(), JSON.stringify({ at: Date.now(), values }));
      } catch { /* full or off */ }
    },
    remove(name) {
      try { localStorage.removeItem(prefix + name); } catch { /* off */ }
    },
    newest() {
      let best = null;
      try {
        for (const name of Object.keys(localStorage)) {
          if (!name.startsWith(prefix)) continue;
          const kept = JSON.parse(localStorage.getItem(name));
          if (kept && (!best || kept.at > best.at)) best = { key: name.slice(prefix.length), ...kept };
        }
      } catch { /* off, or not ours */ }
      return best;
    },
  };

  const save = async () => {
    clearTimeout(saveTimer);
    if (sending || isBlank()) return;
    const name = key();
    saving?.abort();
    saving = new AbortController();
    unsaved = false;
    tell(words.saving);
    try {
      const answer = await fetch(words.drafts, {
        method: "POST", body: body(), credentials: "same-origin", signal: saving.signal,
        headers: { accept: "application/json" },
      });
      const told = await answer.json();
      if (answer.ok) {
        if (!unsaved) local.remove(name);
        tell(words.saved.replace("{time}", told.saved));
        return;
      }
      // Refused for good: say why; what was written stays here.
      unsaved = true;
      tell(told.title || words.offline);
    } catch (error) {
      if (error.name === "AbortError") return;
      unsaved = true;
      tell(words.offline);
      if (!sending) saveTimer = setTimeout(save, retryMilliseconds);
    }
  };

  const advise = async () => {
    clearTimeout(adviseTimer);
    const place = document.getElementById(words.adviceAt);
    if (!place || isBlank()) return;
    advising?.abort();
    advising = new AbortController();
    try {
      const answer = await fetch(words.advice, {
        method: "POST", body: body(), credentials: "same-origin", signal: advising.signal,
        headers: { accept: "text/html" },
      });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.body.textContent;
      // Whoever hears the page is told only of what is new.
      if (fresh !== place.textContent) place.replaceChildren(...page.body.childNodes);
    } catch { /* the next letter asks again */ }
  };

  const changed = () => {
    unsaved = true;
    local.set();
    clearTimeout(saveTimer);
    clearTimeout(adviseTimer);
    saveTimer = setTimeout(save, saveMilliseconds);
    adviseTimer = setTimeout(advise, adviseMilliseconds);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(saveTimer);
    saving?.abort();
  });
  addEventListener("online", () => { if (unsaved) save(); });
  addEventListener("pageshow", () => { sending = false; });
  addEventListener("pagehide", () => { if (unsaved && !sending) local.set(); });
  addEventListener("beforeunload", (event) => {
    if (sending || !unsaved) return;
    event.preventDefault();
    event.returnValue = words.leave;
  });

  // What could not be saved last time comes back: into its own draft, or into an empty form.
  const kept = local.newest();
  const isOwn = kept?.key === key();
  if (kept && (isOwn ? kept.at > Number(words.savedAt) : isBlank())) {
    form.elements._key.value = kept.key;
    for (const field of fields()) {
      if (field.name in kept.values) field.value = kept.values[field.name];
    }
    tell(words.brought);
    unsaved = true;
    saveTimer = setTimeout(save, saveMilliseconds);
    advise();
  }
})();
