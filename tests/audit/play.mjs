// An audit of the invented standoff, judged in a browser by two coders with their keys, who disagree at given places. In the middle
// the program is killed and begun again. Then κ and α are computed here from what was pressed, and by figures.py from the file,
// and compared with `dateline audit report`.
//
//   node play.mjs PROGRAM ARCHIVE FIGURES [PYTHON] [FOLDER]
//
// FIGURES is tests/audit/figures.py; PYTHON has scikit-learn, krippendorff, statsmodels; pictures go to FOLDER.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import axe from "axe-core";
import { chromium } from "playwright-core";

const [program, archive, figures, python, folder] = process.argv.slice(2);
const BROWSERS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = BROWSERS.find((path) => path && existsSync(path));
if (!executablePath) {
  console.log("SKIPPED the audit in a browser: no chromium; `apt-get install chromium`, or CHROMIUM=PATH");
  process.exit(0);
}
if (folder) mkdirSync(folder, { recursive: true });
const FILE = "played.audit";
const PORT = 8397;
const FIELDS = ["event", "mode", "actor", "recipient", "standing", "when", "where", "how_many", "no_act"];
const KEYS = { right: "1", wrong: "2", cannot_tell: "3" };
const faults = [];
const fault = (what) => faults.push(what);

/// What a coder says of an answer: the same of both, but at given places.
function plan(coder, sheet, field) {
  const at = FIELDS.indexOf(field);
  const said = ["wrong", "cannot_tell"][(sheet * 5 + at * 3) % 9] ?? "right";
  const differs = coder === "Kofi" && (sheet + at) % 5 === 0;
  if (!differs) return said;
  return said === "right" ? "wrong" : "right";
}

async function serve() {
  const options = ["audit", "serve", FILE, "--coder", "Ama", "--coder", "Kofi", "--port", String(PORT)];
  const server = spawn(program, options, { stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  await new Promise((resolve, reject) => {
    server.stderr.on("data", (bytes) => ((told += bytes), told.includes("http://") && resolve()));
    server.on("exit", () => reject(new Error(told)));
  });
  server.removeAllListeners("exit");
  return server;
}

async function begin(browser, coder, scheme) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, colorScheme: scheme });
  const page = await context.newPage();
  page.on("console", (message) => fault(`${page.url()}: console: ${message.text()}`));
  page.on("pageerror", (error) => fault(`${page.url()}: ${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`http://127.0.0.1:${PORT}/`)) fault(`${page.url()} asked ${request.url()}`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(`http://127.0.0.1:${PORT}/`);
  await page.getByRole("button", { name: coder }).click();
  await page.waitForSelector("#next");
  return page;
}

async function look(page, name) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 1) fault(`${name}: ${over} pixels wider than the window`);
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of found.violations.filter(({ impact }) => impact === "serious" || impact === "critical")) {
    fault(`${name}: axe: ${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`);
  }
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

/// Presses a key and waits for the page that is made of it.
async function press(page, key) {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

/// Judges what is looked at; nothing, if all is done.
async function judge(page, coder, pressed) {
  const row = page.locator(".row.current");
  if (!(await row.count())) return false;
  const sheet = Number(new URL(page.url()).pathname.split("/")[2]);
  const field = await row.getAttribute("data-field");
  const isSought = !(await row.locator("form.verdicts").count());
  if (isSought) {
    await row.locator(".value input[type=text]").waitFor();
    await page.keyboard.type("Togo");
    await press(page, "Enter");
    return true;
  }
  const said = plan(coder, sheet, field);
  pressed.set(`${sheet} ${field} ${coder}`, said);
  await press(page, KEYS[said]);
  if (said === "wrong") {
    const typed = page.locator(".row.current .value [name=value]");
    await typed.waitFor();
    if (!(await typed.evaluate((element) => element === document.activeElement))) fault(`${page.url()}: the value is not at hand`);
    await page.keyboard.type(field === "event" || field === "no_act" ? "AID" : "somebody else");
    await press(page, "Enter");
  }
  return true;
}

/// κ of two and α of both, nominal, from pairs.
function agreement(pairs) {
  const answers = ["right", "wrong", "cannot_tell"];
  const all = pairs.length;
  const same = pairs.filter(([one, other]) => one === other).length / all;
  const share = (at, answer) => pairs.filter((pair) => pair[at] === answer).length / all;
  const chance = answers.reduce((sum, answer) => sum + share(0, answer) * share(1, answer), 0);
  const counts = answers.map((answer) => pairs.flat().filter((said) => said === answer).length);
  const expected = 1 - counts.reduce((sum, count) => sum + count * (count - 1), 0) / (2 * all * (2 * all - 1));
  return { kappa: (same - chance) / (1 - chance), alpha: 1 - (1 - same) / expected };
}

function near(what, found, wanted) {
  if (!(Math.abs(found - wanted) < 1e-9)) fault(`${what}: the report has ${found}, it is ${wanted}`);
}

rmSync(FILE, { force: true });
execFileSync(program, ["audit", "draw", archive, "--n", "12", "--sentences", "6", "--by", "event", "--seed", "2", "--out", FILE]);
let server = await serve();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const pressed = new Map();
const pages = { Ama: await begin(browser, "Ama", "light"), Kofi: await begin(browser, "Kofi", "dark") };
for (const [coder, page] of Object.entries(pages)) {
  await look(page, `audit-first-${coder}`);
  await press(page, "Enter");
  await look(page, `audit-sheet-${coder}`);
}

// By turns, so that both are at work at once.
let killed = false;
for (let turn = 0, open = ["Ama", "Kofi"]; open.length; turn += 1) {
  const coder = open[turn % open.length];
  if (!(await judge(pages[coder], coder, pressed))) open = open.filter((other) => other !== coder);
  if (turn === 5) {
    const [before, at] = [new URL(pages.Ama.url()).pathname, await pages.Ama.locator(".row.current").getAttribute("data-field")];
    await press(pages.Ama, "u");
    await press(pages.Ama, KEYS.cannot_tell);
    await press(pages.Ama, "u");
    const row = await pages.Ama.locator(".row.current").getAttribute("data-field");
    const sheet = Number(new URL(pages.Ama.url()).pathname.split("/")[2]);
    // What was undone is said again as planned.
    const said = plan("Ama", sheet, row);
    if (pressed.get(`${sheet} ${row} Ama`) !== said) fault(`undo leads to ${sheet} ${row} from ${before} ${at}`);
    await judge(pages.Ama, "Ama", pressed);
    await pages.Ama.keyboard.press("n");
    await pages.Ama.keyboard.type("a note of Ama's");
    await pages.Ama.keyboard.press("Escape");
    await Promise.all([pages.Ama.waitForEvent("load"), pages.Ama.getByRole("button", { name: "Keep the note" }).click()]);
    if (!(await pages.Ama.locator(".note textarea").inputValue()).includes("Ama's")) fault("the note is not kept");
  }
  if (turn === 40 && !killed) {
    killed = true;
    const far = async () => Promise.all(Object.values(pages).map((page) => page.locator(".far").innerText()));
    const before = await far();
    server.kill("SIGKILL");
    await new Promise((resolve) => server.on("exit", resolve));
    server = await serve();
    for (const page of Object.values(pages)) await page.reload();
    const after = await far();
    if (String(before) !== String(after)) fault(`killed: ${before} became ${after}`);
  }
}
if (!killed) fault("nobody was killed");
for (const [coder, page] of Object.entries(pages)) {
  await page.goto(`http://127.0.0.1:${PORT}/`);
  if (!(await page.locator("main").innerText()).includes("Everything is judged")) fault(`${coder} is not done`);
}
await browser.close();
server.kill("SIGKILL");

const report = JSON.parse(execFileSync(program, ["audit", "report", FILE, "--format", "json"]));
for (const on of ["all", ...FIELDS]) {
  const pairs = [];
  for (const [key, said] of pressed) {
    const [sheet, field, coder] = key.split(" ");
    const other = pressed.get(`${sheet} ${field} Kofi`);
    if (coder === "Ama" && other && (on === "all" || on === field)) pairs.push([said, other]);
  }
  const pair = report.agreement.pairs.find((pair) => pair.on === on);
  if (!pairs.length) continue;
  if (pair?.cases !== pairs.length) fault(`${on}: the report has ${pair?.cases} answers of both, ${pairs.length} were given`);
  if (new Set(pairs.flat()).size < 2) continue;
  const { kappa, alpha } = agreement(pairs);
  near(`κ of ${on}`, pair.kappa, kappa);
  near(`α of ${on}`, report.agreement.among.find((among) => among.on === on).alpha, alpha);
}
if (python) {
  const theirs = JSON.parse(execFileSync(python, [figures, FILE]));
  for (const [on, wanted] of Object.entries(theirs.alpha)) {
    near(`α of ${on}, by Python`, report.agreement.among.find((among) => among.on === on).alpha, wanted);
  }
  for (const [field, wanted] of Object.entries(theirs.precision)) {
    const { value, interval } = report.precision.find((found) => found.field === field).figure;
    [value, interval.low, interval.high].forEach((found, at) => near(`precision of ${field}, by Python`, found, wanted[at]));
  }
} else {
  console.log("SKIPPED the figures of Python: none with scikit-learn, krippendorff, statsmodels was named");
}
if (report.disagreements.length < 10) fault(`only ${report.disagreements.length} disagreements`);
if (faults.length) {
  console.log(faults.join("\n"));
  process.exit(1);
}
console.log(`${pressed.size} verdicts by keys, ${report.disagreements.length} disagreements, all figures as computed apart`);
