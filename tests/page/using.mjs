// Uses the views: filters, links, exports, keys; and opens what means harm.

import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { fault, holds } from "./browsing.mjs";

/// What is typed into filters; of a list the last is chosen.
const TYPED = { actor: "NGA", from: "NGA", to: "NGA", speaker: "Black Banner", country: "NGA", q: "police", since: "2026-01-01", until: "2031-12-31" };

const KEYS = { h: "/", t: "/timeline", p: "/parties", q: "/quotations", s: "/stories", l: "/ledger", m: "/map" };

/// Each view: its export in each form has the same rows, its filters work by keyboard, its first link leads somewhere.
export async function everywhere(page, base, views) {
  for (const [name, path] of views.filter(([name]) => name !== "missing")) {
    await page.goto(base + path);
    await exported(page, base, name);
    await filtered(page, base, [name, path]);
    await page.goto(base + path);
    const link = page.locator("main a[href^='/']:not(svg a, [href^='/api']):visible").first();
    if (await link.count()) {
      const to = await link.getAttribute("href");
      await link.click({ timeout: 4000 }).catch(() => fault(name, `its link to ${to} cannot be clicked`));
      await page.waitForURL(new URL(to, base).href, { timeout: 4000 }).catch(() => fault(name, `its first link does not lead to ${to}`));
      // What is for programs has none.
      if (!to.startsWith("/api")) await holds(page, "a link leads to a page with a title", () => document.querySelector("h1")?.textContent.trim());
    }
    await page.goto(base + path);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await holds(page, "the first key goes to the content", () => document.activeElement.id === "main" || location.hash === "#main");
    if (await page.locator("main .item").count()) {
      await page.keyboard.press("j");
      await holds(page, "j goes to an entry", () => document.activeElement.matches(".item"));
    }
  }
  for (const [key, path] of Object.entries(KEYS)) {
    await page.goto(base + "/about");
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await page.waitForURL(base + path, { timeout: 4000 }).catch(() => fault("keys", `g ${key} does not lead to ${path}`));
  }
}

async function exported(page, base, name) {
  const links = await page.locator(".exports a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  if (!links.length) return;
  const counts = {};
  for (const link of links) {
    const answer = await page.request.get(base + link);
    const format = new URLSearchParams(link.split("?")[1]).get("format");
    if (!answer.ok()) {
      fault(name, `${link}: status ${answer.status()}`);
      continue;
    }
    const bytes = await answer.body();
    try {
      counts[format] = await READ[format](bytes);
    } catch (error) {
      fault(name, `${link}: ${error}`);
    }
  }
  const numbers = [...new Set(Object.values(counts))];
  if (Object.keys(counts).length !== 3 || numbers.length !== 1 || !numbers[0]) fault(name, `its exports differ: ${JSON.stringify(counts)}`);
}

/// How many rows bytes in each form have.
const READ = {
  json: (bytes) => {
    const whole = JSON.parse(bytes);
    return (whole.rows ?? whole.happenings).length;
  },
  csv: (bytes) => parse(bytes, { columns: true }).length,
  parquet: async (bytes) => (await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) })).length,
};

async function filtered(page, base, [name, path]) {
  const fields = await page.locator(".filters [name]:not([type=hidden])").evaluateAll((all) => all.map((field) => field.name));
  for (const field of fields) {
    await page.goto(base + path);
    const input = page.locator(`.filters [name=${field}]`);
    if (await input.evaluate((element) => element.tagName === "SELECT")) {
      await input.selectOption({ index: (await input.locator("option").count()) - 1 });
      await page.locator(".filters button").press("Enter");
    } else {
      await input.fill(TYPED[field]);
      await input.press("Enter");
    }
    await page.waitForURL(new RegExp(`[?&]${field}=[^&]`), { timeout: 4000 }).catch(() => fault(name, `the filter ${field} does nothing`));
    await holds(page, `${field} is still in its field`, (field) => document.querySelector(`.filters [name=${field}]`)?.value, field);
  }
}

/// A report: marks, legend, entries; the keys; days drawn over.
export async function used(page, base, article) {
  await page.goto(base + article);
  await page.locator(".text a.h").first().click();
  await holds(page, "a click pins the entry", () => document.querySelector(".entry:target") && document.querySelector(".text .pinned"));
  await page.keyboard.press("Escape");
  await page.locator("#show-h").uncheck();
  await holds(page, "the legend switches marks", () => getComputedStyle(document.querySelector(".text a.h")).borderBottomStyle === "none");
  await page.locator(".text a.h").first().hover();
  await holds(page, "what is pointed at is lit in the sheet", () => document.querySelector(".sheet .lit"));

  await page.goto(base + "/");
  await page.keyboard.press("/");
  await holds(page, "/ goes to the search box", () => document.activeElement.id === "words");
  await page.keyboard.type("police");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\?q=police/);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await holds(page, "j and k go through entries", () => document.activeElement.matches(".item"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/article/);
  await page.keyboard.press("?");
  await holds(page, "? shows the keys", () => document.getElementById("keys").open);
  await page.keyboard.press("Escape");
  await holds(page, "Escape lets them go", () => !document.getElementById("keys").open);

  await page.goto(base + "/timeline");
  const box = await page.locator("svg.days").first().boundingBox();
  await page.mouse.move(box.x + box.width * 0.06, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/since=.*until=/, { timeout: 4000 }).catch(() => fault("timeline", "the brush chooses no days"));
}

/// An entry of the ledger: a note is kept, shown, and taken back.
export async function corrected(page, base, entry) {
  await page.goto(base + entry);
  await page.locator("[name=by]").fill("the desk");
  await page.locator("[name=note]").fill("<b>both</b> reports were read");
  await page.locator("[name=note]").press("Enter");
  await holds(page, "what is said by hand is shown as text", () => document.querySelector(".hand")?.textContent.includes("the desk") && !document.querySelector(".hand b"));
  await page.locator(".hand button").first().click();
  await holds(page, "what was said by hand is taken back", () => document.querySelector("h1") && !document.querySelector(".hand"));
}

/// What means harm is opened wherever it is shown: it stands there as text, and is none of the page's own.
export async function harmed(page, base) {
  const { rows } = await (await fetch(`${base}/api/articles?q=script&limit=5`)).json();
  if (!rows.length) fault("harm", "the archive has no report that means harm");
  const shown = ["/", "/search?q=script", "/quotations?q=script", "/ledger?since=2031-04-16", "/failures"];
  for (const path of [...rows.map(({ report }) => `/article/${report}`), ...shown]) {
    const answer = await page.goto(base + path);
    if (!answer.headers()["content-security-policy"]?.includes("default-src 'none'")) fault(path, "no policy");
    const alive = await page.locator("main :is(script, iframe, img, object, embed, [onclick], [onerror], a[href^='javascript:'])").count();
    if (alive) fault(path, `${alive} elements of others are alive`);
    const text = await page.locator("main").innerText();
    if (/article|search/.test(path) && !/<script>/.test(text)) fault(path, "what means harm is not shown as text");
  }
}

/// Without scripts everything is there, too.
export async function plain(browser, base, article) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(base + article);
  const entry = await page.locator(".text a.h").first().getAttribute("href");
  await page.locator(".text a.h").first().click();
  if (!page.url().endsWith(entry) || !(await page.locator(entry).isVisible())) fault("without scripts", "no entry is reached");
  await context.close();
}
