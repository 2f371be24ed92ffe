// Zoom into charts: drag across one, press its buttons, or its keys + − ← → 0. Marks that stand in per cent are
// laid out anew; what is outside is cut off. Without this, charts show the whole.
(() => {
  const WHOLE = [0, 100], LEAST = 0.5, TOP = 10, TALL = 200;
  const inPerCent = (node, name) => (node.getAttribute(name) || "").endsWith("%");
  const rounded = (n) => Number(n.toPrecision(3)).toLocaleString("en");

  const EVEN = [4, 27, 50, 73, 96];

  // The marks of a stretch of a scale, in per cent of what is shown: round numbers, or days between known ones.
  const numbersOf = (told) => {
    const [left, right, low, high, kind] = told.split(" ").map((part, n) => (n < 4 ? Number(part) : part));
    const value = (at) => low + ((at - left) / (right - left)) * (high - low);
    const power = (at) => low * (high / low) ** ((at - left) / (right - left));
    return ([from, to]) => {
      if (kind === "log") return EVEN.map((at) => [at, rounded(power(from + (at / 100) * (to - from)))]);
      const [first, last] = [value(from), value(to)];
      const rough = 10 ** Math.floor(Math.log10((last - first) / 4 || 1));
      const step = [1, 2, 5, 10].map((n) => n * rough).find((n) => (last - first) / n <= 5) || rough;
      const found = [];
      for (let n = Math.ceil(first / step); n * step <= last; n += 1) found.push([((n * step - first) / (last - first)) * 100, rounded(n * step)]);
      return found;
    };
  };
  const daysOf = (told) => {
    const known = told.split(" ").map((pair) => [Number(pair.split(":")[0]), Date.parse(pair.split(":")[1])]);
    const day = (at) => {
      const after = known.findIndex(([there]) => there >= at);
      const n = Math.max(1, after < 0 ? known.length - 1 : after);
      const [[a, from], [b, to]] = [known[n - 1], known[n]];
      const then = new Date(from + ((at - a) / (b - a || 1)) * (to - from));
      return then.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    };
    return ([from, to]) => EVEN.map((at) => [at, day(from + (at / 100) * (to - from))]).filter(([, label], n, all) => !n || label !== all[n - 1][1]);
  };

  // A plot is a drawing with one scale across and perhaps one up; each mark keeps where it stands in the whole.
  const marksOf = (svg, names) => [...svg.querySelectorAll("*")].filter((node) => !node.closest("[data-axis]")).flatMap((node) =>
    names.filter((name) => inPerCent(node, name) && node.dataset.fixed !== name && !(node.matches(".base") && name === "x2" && node.getAttribute("x1") === "0"))
      .map((name) => [node, name, parseFloat(node.getAttribute(name))]));
  const upOf = (svg) => [...svg.querySelectorAll("a > *, [data-axis=values] > *")].flatMap((node) =>
    ["y", "y1", "y2", "cy"].filter((name) => node.hasAttribute(name) && node.dataset.fixed !== name)
      .map((name) => [node, name, Number(node.getAttribute(name))]));

  const place = (at, [from, to]) => ((at - from) / (to - from)) * 100;

  const written = (at, y, label) => {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("x", `${at}%`);
    text.setAttribute("y", y);
    text.setAttribute("class", `tick ${at < 10 ? "" : at > 90 ? "end" : "mid"}`.trim());
    text.textContent = label;
    return text;
  };

  // Where a label cannot stand under its place, the stroke above it shows which that is.
  const stroke = (at, y) => {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    for (const [name, value] of Object.entries({ class: "base", x1: `${at}%`, x2: `${at}%`, y1: y - 18, y2: y - 12 })) line.setAttribute(name, value);
    return line;
  };

  const lay = (plot, across, up) => {
    for (const [node, name, at] of plot.marks) node.setAttribute(name, `${place(at, across).toFixed(2)}%`);
    for (const [node, name, y] of plot.ups) node.setAttribute(name, (TOP + TALL * (1 - place(100 * (1 - (y - TOP) / TALL), up) / 100)).toFixed(1));
    // An open end that begins outside of what is shown has nothing to show.
    for (const line of plot.svg.querySelectorAll("line.open[data-fixed^=x]")) {
      line.closest("a").classList.toggle("out", parseFloat(line.getAttribute("x1")) > parseFloat(line.getAttribute("x2")));
    }
    const whole = across[0] === 0 && across[1] === 100;
    plot.svg.classList.toggle("zoomed", !whole || up[0] !== 0 || up[1] !== 100);
    for (const [axis, kept] of plot.axes) {
      if (!axis.dataset.y) continue;
      if (whole) { axis.innerHTML = kept; continue; }
      axis.replaceChildren(...plot.ticks(across).flatMap(([at, label]) => [stroke(at, axis.dataset.y), written(at, axis.dataset.y, label)]));
    }
    // A line without anything in this stretch says so, and is not taken for an empty one.
    plot.none?.remove();
    const seen = [...plot.svg.querySelectorAll("a:not(.out) :is(circle, line[data-fixed^=x])")].some((mark) => mark.tagName === "line" || (parseFloat(mark.getAttribute("cx")) >= 0 && parseFloat(mark.getAttribute("cx")) <= 100));
    plot.none = !whole && plot.svg.querySelector("circle") && !seen ? written(50, plot.svg.getBoundingClientRect().height / 2, "not in this stretch") : null;
    if (plot.none) plot.svg.append(plot.none);
  };

  const within = (from, to) => {
    const wide = Math.min(100, Math.max(LEAST, to - from));
    const start = Math.min(100 - wide, Math.max(0, from));
    return [start, start + wide];
  };

  // Plots that share a scale are zoomed together; a chart over time has the other charts' numbers up.
  const zoomed = (plots, name, ups, follow) => {
    let shown = WHOLE;
    const stands = plots.flatMap((plot) => plot.marks.filter(([node, name]) => node.matches("circle") && name === "cx").map(([, , at]) => at)).sort((a, b) => a - b);
    // Closer is closer to what is there: to the middle one of the marks in view.
    const heart = (from, to) => { const seen = stands.filter((at) => at >= from && at <= to); return seen.length ? seen[seen.length >> 1] : (from + to) / 2; };
    const show = (next) => { shown = next; for (const plot of plots) { plot.across = next; lay(plot, next, plot.up || WHOLE); } for (const plot of ups) { plot.up = next; lay(plot, plot.across || WHOLE, next); } tell(); };
    const by = (factor, step) => {
      const [from, to] = shown, wide = to - from, middle = (factor < 1 ? heart(from, to) : (from + to) / 2) + step * wide;
      show(within(middle - (wide * factor) / 2, middle + (wide * factor) / 2));
    };
    const acts = { "+": () => by(0.5, 0), "-": () => by(2, 0), ArrowLeft: () => by(1, -0.25), ArrowRight: () => by(1, 0.25), 0: () => show(WHOLE) };
    const bar = document.createElement("div");
    bar.className = "zoom";
    bar.tabIndex = 0;
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", `zoom into ${name}: keys + and −, arrows to move, 0 for the whole`);
    for (const [key, sign, says] of [["0", "whole", "the whole"], ["+", "+", "closer"], ["-", "−", "further"], ["ArrowLeft", "←", "to the left"], ["ArrowRight", "→", "to the right"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = -1;
      button.textContent = sign;
      button.setAttribute("aria-label", says);
      button.addEventListener("click", acts[key]);
      bar.append(button);
    }
    const tell = () => { bar.classList.toggle("active", shown[1] - shown[0] < 100); };
    bar.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = acts[event.key === "=" ? "+" : event.key];
      if (act) { event.preventDefault(); act(); }
    });
    for (const plot of plots) drag(plot.svg, (a, b) => show(within(shown[0] + (a / 100) * (shown[1] - shown[0]), shown[0] + (b / 100) * (shown[1] - shown[0]))));
    follow.append(bar);
  };

  const drag = (svg, chosen) => {
    let dragged = false;
    const at = (event) => { const box = svg.getBoundingClientRect(); return Math.min(100, Math.max(0, ((event.clientX - box.left) / box.width) * 100)); };
    svg.addEventListener("pointerdown", (down) => {
      if (down.button || down.pointerType === "touch") return;
      const from = at(down), band = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const move = (event) => {
        const to = at(event);
        for (const [name, value] of [["class", "band"], ["x", `${Math.min(from, to)}%`], ["width", `${Math.abs(to - from)}%`], ["y", "0"], ["height", "100%"]]) band.setAttribute(name, value);
        if (Math.abs(to - from) > 1 && !band.parentNode) svg.append(band);
      };
      const up = (event) => {
        removeEventListener("pointermove", move);
        band.remove();
        const to = at(event);
        if (Math.abs(to - from) < 2) return;
        dragged = true;
        setTimeout(() => { dragged = false; });
        chosen(Math.min(from, to), Math.max(from, to));
      };
      addEventListener("pointermove", move);
      addEventListener("pointerup", up, { once: true });
    });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    // The release is no click on the mark that it may fall upon.
    svg.addEventListener("click", (event) => { if (dragged) event.preventDefault(); }, true);
  };

  for (const box of document.querySelectorAll(".zoomable")) {
    const plots = [...box.querySelectorAll("svg.plot")].map((svg) => ({
      svg,
      marks: marksOf(svg, ["x", "x1", "x2", "cx"]),
      ups: svg.matches(".over") ? upOf(svg) : [],
      axes: [...svg.querySelectorAll("[data-axis]")].map((axis) => [axis, axis.innerHTML]),
      ticks: svg.dataset.days ? daysOf(svg.dataset.days) : numbersOf(box.dataset.values),
    }));
    const timed = plots.filter((plot) => plot.svg.dataset.days), numbered = plots.filter((plot) => !timed.includes(plot));
    const title = box.querySelector("figcaption b");
    if (numbered.length) zoomed(numbered, `the numbers of ${title.textContent}`, timed, box.querySelector("figcaption"));
    for (const plot of timed) zoomed([plot], "time", [], plot.svg.parentElement);
  }
})();
