// Tables are put in another order by their headings: a first press, a second, and back to how they came.
// What is folded below a table is sorted with it; rows that are alike stay as they stood.
(() => {
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const tables = [...document.querySelectorAll("table[data-rows]")];
  const told = (row, column) => {
    const cell = row.cells[column];
    return (cell.dataset.key ?? cell.textContent).trim();
  };
  const asNumber = (text) => Number(text.replaceAll(",", ""));
  const compare = { number: (one, other) => asNumber(one) - asNumber(other), text: (one, other) => words.compare(one, other) };

  const sorted = (rows, column, kind, direction) => {
    const keys = new Map(rows.map((row) => [row, told(row, column)]));
    const sign = direction === "ascending" ? 1 : -1;
    // What has nothing in a column comes last, whichever way it is sorted.
    return [...rows].sort((a, b) => (keys.get(a) === "") - (keys.get(b) === "")
      || (keys.get(a) && keys.get(b) && sign * compare[kind](keys.get(a), keys.get(b))));
  };

  const join = (group) => {
    const bodies = group.map((table) => table.tBodies[0]);
    const sizes = bodies.map((body) => body.rows.length);
    const came = bodies.flatMap((body) => [...body.rows]);
    const heads = group.map((table) => [...table.tHead.rows[0].cells]);

    const put = (rows) => {
      let at = 0;
      bodies.forEach((body, n) => { body.append(...rows.slice(at, at + sizes[n])); at += sizes[n]; });
    };
    const press = (column) => {
      const { sort: kind } = heads[0][column].dataset;
      const order = kind === "number" ? ["descending", "ascending"] : ["ascending", "descending"];
      const next = [null, ...order, null][[null, ...order].indexOf(heads[0][column].getAttribute("aria-sort")) + 1];
      for (const cell of heads.flat()) cell.removeAttribute("aria-sort");
      for (const head of next ? heads : []) head[column].setAttribute("aria-sort", next);
      put(next ? sorted(came, column, kind, next) : came);
    };
    for (const head of heads) {
      head.forEach((cell, column) => {
        if (!cell.dataset.sort) return;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        button.append(...cell.childNodes);
        button.addEventListener("click", () => press(column));
        cell.append(button);
      });
    }
  };

  const groups = new Map();
  for (const table of tables) {
    table.classList.add("sorts");
    groups.set(table.dataset.rows, [...(groups.get(table.dataset.rows) || []), table]);
  }
  for (const group of groups.values()) join(group);
  const pager = document.querySelector(".pager");
  if (pager && tables.length) {
    const note = document.createElement("span");
    note.textContent = "headings sort the rows of this page";
    pager.append(note);
  }
})();
