"use strict";
// The languages of a text stand side by side where there is room. On a narrow screen they become
// tabs (WAI-ARIA tab pattern); choosing a language in one place chooses it everywhere.

{
  const narrow = matchMedia("(max-width: 63.99em)");
  const groups = [];
  let chosen = null;
  let count = 0;

  const inputOf = (panel) => panel.querySelector(".mt");

  function prepare(root) {
    for (const line of root.querySelectorAll(".form-multiline")) {
      const panels = [...line.children].filter(inputOf);
      if (panels.length < 2 || line.closest(".empty-form") || line.dataset.languages) continue;
      line.dataset.languages = "ready";
      const list = document.createElement("div");
      list.className = "language-tabs";
      list.setAttribute("role", "tablist");
      list.setAttribute("aria-label", inputOf(panels[0]).dataset.field);
      const tabs = panels.map((panel) => makeTab(panel, list));
      list.addEventListener("keydown", (event) => move(event, tabs));
      line.before(list);
      groups.push({ list, panels, tabs });
      const wrong = panels.find((panel) => panel.querySelector(".errorlist"));
      if (wrong && !chosen) chosen = inputOf(wrong).lang;
    }
  }

  function makeTab(panel, list) {
    const tab = document.createElement("button");
    count += 1;
    panel.id = `language-panel-${count}`;
    tab.id = `language-tab-${count}`;
    tab.type = "button";
    tab.lang = inputOf(panel).lang;
    tab.textContent = inputOf(panel).dataset.language;
    tab.classList.toggle("wrong", Boolean(panel.querySelector(".errorlist")));
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    tab.addEventListener("click", () => choose(tab));
    list.append(tab);
    return tab;
  }

  function move(event, tabs) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const here = tabs.indexOf(event.target);
    let goal = null;
    if (step) goal = (here + (rtl ? -step : step) + tabs.length) % tabs.length;
    if (event.key === "Home") goal = 0;
    if (event.key === "End") goal = tabs.length - 1;
    if (goal === null) return;
    event.preventDefault();
    choose(tabs[goal]);
    tabs[goal].focus();
  }

  // What is above may grow or shrink; the tab stays under the finger.
  function choose(tab) {
    const before = tab.getBoundingClientRect().top;
    chosen = tab.lang;
    show();
    scrollBy(0, tab.getBoundingClientRect().top - before);
  }

  function show() {
    for (const { list, panels, tabs } of groups) {
      list.hidden = !narrow.matches;
      const current = Math.max(0, panels.findIndex((panel) => inputOf(panel).lang === chosen));
      panels.forEach((panel, index) => {
        const tab = tabs[index];
        tab.setAttribute("aria-selected", String(index === current));
        tab.tabIndex = index === current ? 0 : -1;
        panel.hidden = narrow.matches && index !== current;
        if (narrow.matches) {
          panel.setAttribute("role", "tabpanel");
          panel.setAttribute("aria-labelledby", tab.id);
        } else {
          panel.removeAttribute("role");
          panel.removeAttribute("aria-labelledby");
        }
      });
    }
  }

  prepare(document);
  show();
  document.addEventListener("formset:added", (event) => {
    prepare(event.target);
    show();
  });
  narrow.addEventListener("change", show);

  // A link to a field of a language that is not shown shows it first.
  document.addEventListener("admin:reveal", (event) => {
    const panel = event.target.closest("[role=tabpanel]");
    if (!panel) return;
    chosen = inputOf(panel).lang;
    show();
  });
}
