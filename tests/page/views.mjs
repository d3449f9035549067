// Opens every view in a browser: wide and narrow, light and dark. Nothing may be told on the console, the policy may stop
// nothing, and axe may find nothing serious. Then clicks, keys, and a brush.
//
//   node views.mjs PROGRAM ARCHIVE [FOLDER]
//
// PROGRAM is dateline; pictures go to FOLDER.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import axe from "axe-core";
import { chromium } from "playwright-core";

const [program, archive, folder] = process.argv.slice(2);
const BROWSERS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = BROWSERS.find((path) => path && existsSync(path));
if (!executablePath) {
  console.log("SKIPPED the browser tests: no chromium; `apt-get install chromium`, or CHROMIUM=PATH");
  process.exit(0);
}
if (folder) mkdirSync(folder, { recursive: true });

const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);

/// The program, serving on a port that is free; its address.
function serve() {
  const server = spawn(program, ["serve", archive, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  const ready = new Promise((resolve, reject) => {
    let told = "";
    server.stderr.on("data", (bytes) => {
      told += bytes;
      const address = told.match(/http:\/\/\S+/);
      if (address) resolve(address[0].replace(/\/$/, ""));
    });
    server.on("exit", () => reject(new Error(told)));
  });
  return { server, ready };
}

async function open(browser, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: width > 800 ? 900 : 844 }, colorScheme });
  const page = await context.newPage();
  page.on("console", (message) => {
    // A page that tells what is not there is told so by the browser, too.
    if (!message.text().includes("404")) fault(page.url(), `console: ${message.text()}`);
  });
  page.on("pageerror", (error) => fault(page.url(), `error: ${error}`));
  page.on("dialog", (dialog) => (fault(page.url(), `dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => {
    if (!/^(http:\/\/127\.0\.0\.1|data:)/.test(request.url())) fault(page.url(), `asked ${request.url()}`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return page;
}

async function look(page, base, [name, path], width, scheme) {
  const where = `${name} ${width} ${scheme}`;
  const answer = await page.goto(base + path, { waitUntil: "load" });
  if (name !== "missing" && !answer.ok()) fault(where, `status ${answer.status()}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 1) fault(where, `${over} pixels wider than the window`);
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of found.violations.filter(({ impact }) => impact === "serious" || impact === "critical")) {
    fault(where, `axe: ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
  }
  if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png` });
}

/// Whether something holds on a page, told by what it should be.
async function holds(page, what, check) {
  try {
    await page.waitForFunction(check, undefined, { timeout: 4000 });
  } catch {
    fault(page.url(), `does not hold: ${what}`);
  }
}

async function use(page, base, article) {
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
  await page.locator(".filters [name=event]").selectOption("ASSAULT");
  await page.locator(".filters button").click();
  await page.waitForURL(/event=ASSAULT/);
  for (const format of ["json", "csv", "parquet"]) {
    const address = await page.locator(`.exports a[href*="format=${format}"]`).getAttribute("href");
    const answer = await page.request.get(base + address);
    if (!answer.ok() || !(await answer.body()).length) fault("timeline", `no ${format}`);
  }
}

/// Without scripts everything is there, too.
async function plain(browser, base, article) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(base + article);
  const entry = await page.locator(".text a.h").first().getAttribute("href");
  await page.locator(".text a.h").first().click();
  if (!page.url().endsWith(entry) || !(await page.locator(entry).isVisible())) fault("without scripts", "no entry is reached");
  await context.close();
}

const { server, ready } = serve();
const base = await ready;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const listed = await (await fetch(`${base}/api/happenings?limit=300`)).json();
const report = process.env.REPORT ?? listed.rows.find((row) => row.actor)?.report ?? 1;
const named = listed.rows.find((row) => row.actor_name)?.actor_name ?? "police";
const said = (await (await fetch(`${base}/api/quotations?limit=300`)).json()).rows.find((row) => row.speaker);
const views = [
  ["home", "/"], ["article", `/article/${report}`], ["timeline", "/timeline"], ["parties", "/parties"],
  ["cell", "/parties?from=NGA&to=NGA"], ["actor", `/actor?actor=${encodeURIComponent(named)}`], ["quotations", "/quotations"],
  ["before", `/quotations/${said.report}/${said.quotation_id}`], ["stories", "/stories"], ["ledger", "/ledger"], ["map", "/map"],
  ["search", "/search?q=police"], ["failures", "/failures"], ["about", "/about"], ["missing", "/nothing"],
];
const stories = await fetch(`${base}/api/stories?limit=1000`);
if (stories.ok) {
  const rows = (await stories.json()).rows.toSorted((one, other) => other.reports - one.reports);
  if (rows.length) views.push(["story", `/stories/${rows[0].story}`]);
}
try {
  for (const width of [1280, 390]) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(browser, width, scheme);
      for (const view of views) await look(page, base, view, width, scheme);
      await page.context().close();
    }
  }
  const page = await open(browser, 1280, "light");
  await use(page, base, `/article/${report}`).catch((error) => fault("use", error.message.split("\n")[0]));
  // What means harm is opened, and runs nothing.
  for (const { report } of (await (await fetch(`${base}/api/articles?q=script&limit=5`)).json()).rows) {
    await page.goto(`${base}/article/${report}`);
  }
  await plain(browser, base, `/article/${report}`);
} finally {
  await browser.close();
  server.kill();
}
faults.forEach((told) => console.error(told));
console.log(`${views.length} views in 4 looks: ${faults.length ? `${faults.length} faults` : "sound"}`);
process.exit(faults.length ? 1 : 0);
