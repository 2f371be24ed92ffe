"use strict";
// Everything here is comfort: without it the dossier reads the same, only unfiltered.
(() => {
  const form = document.getElementById("filters");
  const items = [...document.querySelectorAll(".item")].map((node) => ({
    node,
    marks: new Set((node.dataset.f || "").split(" ")),
  }));
  const kinds = (marks, letter) => [...marks].some((mark) => mark.startsWith(letter));
  const passes = (item, wanted, letter) => !wanted || item.marks.has(wanted) || !kinds(item.marks, letter);

  const filter = () => {
    const { outlet, voice, relation, words } = form.elements;
    const sought = words.value.trim().toLowerCase();
    const active = Boolean(outlet.value || voice.value || relation.value || sought);
    let shown = 0;
    for (const item of items) {
      const fits = passes(item, outlet.value, "o") && passes(item, voice.value, "s") &&
        passes(item, relation.value, "r-") && (!sought || item.node.textContent.toLowerCase().includes(sought));
      item.node.classList.toggle("off", !fits);
      if (fits) shown += 1;
    }
    for (const box of document.querySelectorAll(".relation, .relation > .more, .chart")) tell(box, active);
    form.querySelector("output").textContent = active ? `${shown} of ${items.length} lines shown` : "";
    if (active) open(items.filter((item) => !item.node.classList.contains("off")).slice(0, 60).map((item) => item.node));
  };

  // Headings count what is left, and those with nothing left are gone too.
  const tell = (box, active) => {
    const held = [...box.querySelectorAll(".item")];
    const left = held.filter((node) => !node.classList.contains("off")).length;
    box.classList.toggle("off", active && !left);
    const count = box.matches(".relation") && box.querySelector("h3 .n");
    if (!count) return;
    count.dataset.all ||= count.textContent;
    count.textContent = active ? `${left} shown of ${count.dataset.all}` : count.dataset.all;
  };

  const open = (nodes) => {
    for (const node of nodes) {
      for (let up = node.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    }
  };

  if (form) {
    let waiting = 0;
    form.hidden = false;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  // What is copied out of one quotation or article takes with it whose words it is and where they stand.
  const citing = (node) => (node && (node.nodeType === 1 ? node : node.parentElement) || document.body).closest("[data-cite]");
  addEventListener("copy", (event) => {
    const chosen = getSelection();
    const from = chosen.isCollapsed ? null : citing(chosen.anchorNode);
    if (!from || from !== citing(chosen.focusNode) || !event.clipboardData) return;
    event.clipboardData.setData("text/plain", `“${chosen.toString().trim()}” — ${from.dataset.cite}`);
    event.preventDefault();
  });
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    });
  }

  // The tables that the page carries are saved from it.
  for (const line of document.querySelectorAll(".save")) {
    line.hidden = false;
    line.querySelector("button").addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([line.nextElementSibling.textContent], { type: "text/csv" }));
      link.download = line.dataset.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  // A link into a folded article opens it; a button leads back to the line the reader came from.
  const back = document.createElement("button");
  back.className = "back";
  back.type = "button";
  back.textContent = "← back to the line before";
  back.hidden = true;
  document.body.append(back);
  let steps = 0;
  back.addEventListener("click", () => { steps = Math.max(0, steps - 2); history.back(); });
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const hidden = target.closest(".off");
    if (hidden) hidden.classList.remove("off");
    if (target.tagName === "DETAILS") target.open = true;
    open([target]);
    for (const piece of document.querySelectorAll(".hit")) piece.classList.remove("hit");
    const pieces = [...document.querySelectorAll(`[data-c~="${CSS.escape(target.id)}"]`)];
    // What is no claim, as a figure or a name, is one piece, which follows its anchor and those beside that.
    let next = pieces.length || target.tagName !== "A" ? null : target.nextElementSibling;
    while (next && next.tagName === "A") next = next.nextElementSibling;
    if (next && next.tagName === "SPAN") pieces.push(next);
    for (const piece of pieces) piece.classList.add("hit");
    target.scrollIntoView();
  };
  addEventListener("hashchange", () => { steps += 1; back.hidden = steps < 1; arrive(); });
  if (location.hash) arrive();

  // Hovering a claim shows all its pieces, with its reporting word and its source.
  const light = (event, on) => {
    const piece = event.target.closest && event.target.closest("[data-c]");
    if (!piece) return;
    const article = piece.closest(".full");
    for (const id of piece.dataset.c.split(" ")) {
      for (const other of article ? article.querySelectorAll(`[data-c~="${id}"]`) : []) other.classList.toggle("on", on);
    }
  };
  addEventListener("mouseover", (event) => light(event, true));
  addEventListener("mouseout", (event) => light(event, false));

  // A menu in one line shows the page that it leads to.
  const here = document.querySelector(".toc [aria-current]");
  if (here) { const list = here.closest("ol"); list.scrollLeft = here.offsetLeft - list.offsetLeft - list.clientWidth / 3; }

  // "/" seeks; "j" and "k" go from comparison to comparison.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "/") {
      event.preventDefault();
      (form ? form.elements.words : document.querySelector("input[type=search]")).focus();
    } else if (event.key === "j" || event.key === "k") {
      const cards = [...document.querySelectorAll(".card:not(.off)")].filter((card) => card.offsetParent);
      const at = (card) => card.getBoundingClientRect().top;
      const next = event.key === "j" ? cards.find((card) => at(card) > 60) : cards.reverse().find((card) => at(card) < -2);
      if (next) { next.scrollIntoView(); scrollBy(0, -24); }
    }
  });

  // What is folded is printed, but for what only looks alike, what is unsettled and what was set aside:
  // those print when they are opened by hand.
  let closed = [];
  addEventListener("beforeprint", () => { closed = [...document.querySelectorAll("details:not([open], .minor, .aside)")]; for (const one of closed) one.open = true; });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
})();
