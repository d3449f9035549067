// A sheet by keys. Without it everything can be judged with the pointer, too.
"use strict";

const rows = [...document.querySelectorAll(".answers .row")];
let sent = false;

/// The verdict on its way is the last until the next page is there.
function send(form, button) {
  if (!form || sent) return;
  if (!form.reportValidity()) return;
  sent = true;
  form.requestSubmit(button);
}

function current() {
  return document.querySelector(".row.current");
}

function step(by) {
  const now = rows.indexOf(current());
  const next = rows[Math.max(0, Math.min(rows.length - 1, now + by))];
  if (!next) return;
  current()?.classList.remove("current");
  next.classList.add("current");
  next.scrollIntoView({ block: "nearest" });
}

function go(selector) {
  const link = document.querySelector(selector);
  if (link) location.assign(link.href);
}

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  ArrowLeft: () => go("a.previous"),
  ArrowRight: () => go("a.following"),
  Enter: () => go("a#next"),
  u: () => send(document.querySelector("form.undo")),
  n: () => document.querySelector(".note textarea")?.focus(),
  e: () => current()?.querySelector(".value input[type=text], .value select")?.focus(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input, select, textarea");
  if (field) {
    if (event.key === "Escape") field.blur();
    // A list sends nothing by itself; a note has lines.
    if (event.key === "Enter" && field.matches("select")) {
      event.preventDefault();
      send(field.form, field.form.querySelector("button"));
    }
    return;
  }
  const verdict = "123".indexOf(event.key);
  if (event.key.length === 1 && verdict >= 0) {
    event.preventDefault();
    const form = current()?.querySelector("form.verdicts");
    send(form, form?.querySelectorAll("button")[verdict]);
  } else if (KEYS[event.key] && !event.target.closest("button, a")) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

addEventListener("pageshow", () => {
  sent = false;
});

const here = document.getElementById("here");
const source = document.querySelector(".source");
if (here && source && source.scrollHeight > source.clientHeight) {
  source.scrollTop = here.offsetTop - source.clientHeight / 3;
}
