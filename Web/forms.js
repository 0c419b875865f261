// Forms: asks before a half-filled one is left, keeps drafts on this device, copies texts, prints,
// and counts elapsed time on. Pages work without it; its words stand on <body>.
(() => {
  "use strict";
  const words = document.body.dataset;
  const dirty = new Set();
  let sending = false;

  const fields = (form) => [...form.elements].filter((field) =>
    field.name && !field.name.startsWith("_") && field.type !== "hidden"
    && field.type !== "file" && field.type !== "password" && field.type !== "submit");

  for (const form of document.querySelectorAll("form[data-guard]")) {
    form.addEventListener("input", () => dirty.add(form));
    form.addEventListener("submit", () => { sending = true; });
  }
  addEventListener("beforeunload", (event) => {
    if (sending || dirty.size === 0) return;
    event.preventDefault();
    event.returnValue = words.leave;
  });
  addEventListener("pageshow", () => { sending = false; });

  // Drafts live in local storage by the form's name, and go once what was sent has arrived.
  const prefix = "draft:";
  const days = 7;
  const store = {
    get(key) {
      try { return JSON.parse(localStorage.getItem(prefix + key)); } catch { return null; }
    },
    set(key, value) {
      try { localStorage.setItem(prefix + key, JSON.stringify(value)); } catch { /* full or off */ }
    },
    remove(key) {
      try { localStorage.removeItem(prefix + key); } catch { /* off */ }
    },
  };
  const forms = [...document.querySelectorAll("form[data-draft]")];
  const shown = new Set(forms.map((form) => form.dataset.draft));
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix)) continue;
      const name = key.slice(prefix.length);
      const draft = store.get(name);
      const old = !draft || Date.now() - draft.at > days * 864e5;
      if (old || (draft.sent && !shown.has(name))) store.remove(name);
    }
  } catch { /* storage is off */ }

  const restore = (form) => {
    const draft = store.get(form.dataset.draft);
    if (!draft) return;
    // What the server shows goes before what was kept.
    const texts = fields(form).filter((field) => "maxLength" in field);
    let changed = false;
    for (const field of texts) {
      const kept = draft.values[field.name];
      if (kept && !field.value) { field.value = kept; changed = true; }
    }
    if (!changed) return;
    const note = document.createElement("p");
    note.className = "draft-note";
    note.setAttribute("role", "status");
    note.textContent = words.restored;
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "button button-quiet";
    discard.textContent = words.discard;
    discard.addEventListener("click", () => {
      store.remove(form.dataset.draft);
      form.reset();
      dirty.delete(form);
      note.remove();
    });
    note.append(discard);
    form.prepend(note);
  };
  for (const form of forms) {
    restore(form);
    let timer = 0;
    const keep = (sent) => {
      const values = {};
      for (const field of fields(form)) {
        if ("maxLength" in field && field.value) values[field.name] = field.value;
      }
      store.set(form.dataset.draft, { at: Date.now(), sent, values });
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(false), 400);
    });
    form.addEventListener("submit", () => { clearTimeout(timer); keep(true); });
  }

  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        const label = button.lastChild;
        const before = label.textContent;
        label.textContent = words.copied;
        setTimeout(() => { label.textContent = before; }, 1500);
      });
    }
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // <time data-since="milliseconds">: hours, minutes and seconds that have gone by. The page says
  // by data-now what time it is for the server, whose clock counts.
  const tick = () => {
    for (const element of document.querySelectorAll("[data-since]")) {
      if (!element.shift) element.shift = Number(element.dataset.now || Date.now()) - Date.now();
      const past = Math.max(0, Date.now() + element.shift - Number(element.dataset.since));
      const seconds = Math.floor(past / 1000);
      const two = (number) => String(number).padStart(2, "0");
      element.textContent = Math.floor(seconds / 3600) + ":" + two(Math.floor(seconds / 60) % 60)
        + ":" + two(seconds % 60);
    }
  };
  if (document.querySelector("[data-since], [data-live]")) {
    tick();
    setInterval(tick, 1000);
    document.addEventListener("fresh", tick);
  }
})();
