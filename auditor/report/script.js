// Adds comfort to a page that can be read without it: copy buttons, filters, sorting, links that open what they name.
"use strict";
(function () {
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const one = (id) => document.getElementById(id);
  const say = (text) => { one("spoken").textContent = text; };

  function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    return Promise.reject(new Error("no clipboard"));
  }

  function selectIn(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }

  all("button[data-copy]").forEach((button) => {
    const source = one(button.dataset.copy);
    if (!source) return;
    button.hidden = false;
    const label = button.textContent;
    const done = () => {
      button.textContent = "Copied";
      say("The reply is copied.");
      setTimeout(() => { button.textContent = label; }, 2000);
    };
    const marked = () => {
      button.textContent = "Selected: press Ctrl+C";
      say("The reply is selected; copy it with the keyboard.");
    };
    button.addEventListener("click", () => {
      const details = source.closest("details");
      if (details) details.open = true;
      copyText(source.textContent).then(done, () => (selectIn(source) ? done() : marked()));
    });
  });

  const list = one("finding-list");
  const form = one("finding-filter");
  const findings = list ? all("article", list) : [];

  // Whoever searches "Muller" means "Müller" too.
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function matches(item, wanted) {
    return (!wanted.severity || item.dataset.severity === wanted.severity)
      && (!wanted.status || item.dataset.status === wanted.status)
      && (!wanted.rule || item.dataset.rule === wanted.rule)
      && (!wanted.words || plain(item.textContent).includes(wanted.words));
  }

  function apply() {
    const wanted = {
      severity: form.elements.severity.value,
      status: form.elements.status.value,
      rule: form.elements.rule.value,
      words: plain(form.elements.words.value.trim()),
    };
    let shown = 0;
    findings.forEach((item) => {
      item.hidden = !matches(item, wanted);
      if (!item.hidden) shown += 1;
    });
    one("finding-count").textContent = shown + " of " + findings.length + " shown";
  }

  const keys = {
    severity: (item) => item.dataset.place,
    newest: (item) => -Number(item.dataset.time),
    oldest: (item) => Number(item.dataset.time),
    client: (item) => item.dataset.client,
  };

  function sort() {
    const key = keys[form.elements.order.value];
    const number = form.elements.order.value !== "client";
    const sorted = findings.slice().sort((a, b) => {
      const x = key(a), y = key(b);
      const by = number ? Number(x) - Number(y) : String(x).localeCompare(String(y));
      return by || Number(a.dataset.place) - Number(b.dataset.place);
    });
    sorted.forEach((item) => list.appendChild(item));
  }

  if (form && findings.length) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", apply);
    form.addEventListener("change", (event) => { if (event.target.name === "order") sort(); });
    form.addEventListener("reset", () => setTimeout(() => { apply(); sort(); }));
    apply();
  }

  function follow() {
    let target = null;
    try { target = one(decodeURIComponent(location.hash.slice(1))); } catch (broken) { return; }
    if (!target || !location.hash) return;
    if (target.hidden && form) {
      // The list is laid out anew before there is a place to go to.
      form.reset(); apply(); sort();
    }
    const details = target.matches("details") ? target : target.querySelector("details");
    if (details && target.tagName === "ARTICLE") details.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", follow);
  follow();

  // Paper cannot be clicked: open everything while it prints, and close again what was closed.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach((item) => { item.open = true; });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((item) => { item.open = false; });
    opened = [];
  });
})();
