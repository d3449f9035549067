// What a page does beyond being read. Without it everything can be read and reached, too.
"use strict";

// Days as the reader writes them. Addresses, tables and what is cited keep them as they are.
const days = new Intl.DateTimeFormat(navigator.languages, { dateStyle: "medium", timeZone: "UTC" });
document.querySelectorAll("time").forEach((time) => {
  const told = time.textContent;
  const shown = told.replace(/\b(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?(?![\d-])/g, (all, day, hour) => {
    const date = new Date(`${day}T00:00:00Z`);
    return Number.isNaN(date.valueOf()) ? all : [days.format(date), hour].filter(Boolean).join(" ");
  });
  if (shown === told) return;
  time.textContent = shown;
  time.title = told;
  time.lang = days.resolvedOptions().locale;
});

// A report: what is pointed at shows its entry, what is clicked pins it.
const text = document.getElementById("text");

function idsOf(piece) {
  return (piece.dataset.of || "").split(" ").filter(Boolean);
}

function piecesOf(id) {
  return text ? text.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`) : [];
}

function light(id, on) {
  piecesOf(id).forEach((piece) => piece.classList.toggle("lit", on));
  document.getElementById(id)?.classList.toggle("lit", on);
}

if (text) {
  const first = (event) => {
    const piece = event.target.closest("[data-of]");
    return piece ? idsOf(piece)[0] : undefined;
  };
  text.addEventListener("pointerover", (event) => first(event) && light(first(event), true));
  text.addEventListener("pointerout", (event) => first(event) && light(first(event), false));
  text.addEventListener("click", (event) => {
    const id = first(event);
    if (id && !event.target.closest("a") && !String(getSelection())) location.hash = id;
  });
  const sheet = document.querySelector(".sheet");
  const entryOf = (event) => event.target.closest(".entry");
  sheet.addEventListener("pointerover", (event) => entryOf(event) && light(entryOf(event).id, true));
  sheet.addEventListener("pointerout", (event) => entryOf(event) && light(entryOf(event).id, false));
  const pin = () => {
    text.querySelectorAll(".pinned").forEach((piece) => piece.classList.remove("pinned"));
    const id = decodeURIComponent(location.hash.slice(1));
    const pieces = id ? [...piecesOf(id)] : [];
    pieces.forEach((piece) => piece.classList.add("pinned"));
    const seen = pieces.some((piece) => {
      const { top, bottom } = piece.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    if (pieces.length && !seen) pieces[0].scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", pin);
  pin();
}

// A timeline: days are chosen by drawing over them.
document.querySelectorAll("svg.days").forEach((chart) => {
  const since = document.querySelector(".filters [name=since]");
  const until = document.querySelector(".filters [name=until]");
  const piles = [...chart.querySelectorAll(".pile")];
  if (!since || !until || piles.length < 2) return;
  chart.dataset.brush = "on";
  let from = null;
  let shade = null;
  const at = (event) => {
    const box = chart.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * Number(chart.dataset.width);
  };
  chart.addEventListener("pointerdown", (event) => {
    from = at(event);
    shade = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of [["class", "brush"], ["y", 0], ["height", 164], ["x", from], ["width", 0]]) shade.setAttribute(name, value);
    chart.append(shade);
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener("pointermove", (event) => {
    if (from === null) return;
    shade.setAttribute("x", Math.min(from, at(event)));
    shade.setAttribute("width", Math.abs(at(event) - from));
  });
  chart.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [low, high] = [Math.min(from, at(event)), Math.max(from, at(event))];
    from = null;
    shade.remove();
    const chosen = piles.filter((pile) => {
      const bar = pile.querySelector("rect");
      const middle = Number(bar.getAttribute("x")) + Number(bar.getAttribute("width")) / 2;
      return middle >= low && middle <= high;
    });
    if (high - low < 4 || !chosen.length) return;
    const next = piles[piles.indexOf(chosen[chosen.length - 1]) + 1];
    since.value = chosen[0].dataset.day;
    // A bar of a week or a month ends before the next begins.
    const end = next ? new Date(Date.parse(next.dataset.day) - 86400000).toISOString().slice(0, 10) : chart.dataset.last;
    until.value = end < since.value ? since.value : end;
    since.form.requestSubmit();
  });
});

// Keys.
const keys = document.getElementById("keys");
let waiting = "";

function step(by) {
  const items = [...document.querySelectorAll("main .item, main article.entry")];
  if (!items.length) return;
  const now = items.indexOf(document.activeElement?.closest(".item, .entry"));
  const next = items[Math.max(0, Math.min(items.length - 1, now + by))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  if (next.matches(".entry")) {
    document.querySelectorAll(".entry.lit").forEach((entry) => light(entry.id, false));
    light(next.id, true);
  }
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (waiting === "g") {
    waiting = "";
    const to = { h: "/", t: "/timeline", p: "/parties", q: "/quotations", s: "/stories", l: "/ledger", m: "/map" }[event.key];
    if (to) location.assign(to);
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("words").focus();
  } else if (event.key === "?") {
    if (!keys.open) keys.showModal();
  } else if (event.key === "j" || event.key === "k") {
    step(event.key === "j" ? 1 : -1);
  } else if (event.key === "Enter" && document.activeElement?.matches(".item")) {
    document.activeElement.querySelector("a.title")?.click();
  } else if (event.key === "Escape" && location.hash) {
    history.replaceState(null, "", location.pathname + location.search);
    location.hash = "text";
  } else if (event.key === "g") {
    waiting = "g";
    setTimeout(() => (waiting = ""), 1500);
  }
});
