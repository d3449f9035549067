// Opens every view in a browser: wide and narrow, light and dark, printed. Nothing may be told on the console, the policy may
// stop nothing, and axe may find nothing serious. Then each is used.
//
//   node views.mjs PROGRAM ARCHIVE [FOLDER]
//
// PROGRAM is dateline; pictures go to FOLDER.

import { mkdirSync } from "node:fs";
import axe from "axe-core";
import { fault, faults, launch, open, serve } from "./browsing.mjs";
import { corrected, everywhere, harmed, plain, used } from "./using.mjs";

/// Pixels of a page that a picture shows.
const TALLEST = 2400;

const [program, archive, folder] = process.argv.slice(2);
if (folder) mkdirSync(folder, { recursive: true });

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
  if (folder) await picture(page, `${folder}/${name}-${width}-${scheme}.png`, width);
}

async function picture(page, path, width) {
  const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
}

/// What is printed is the content alone.
async function printed(page, base, views) {
  await page.emulateMedia({ media: "print" });
  for (const [name, path] of views.filter(([name]) => name === "article" || name === "ledger")) {
    await page.goto(base + path);
    if (await page.locator("header.head nav").isVisible()) fault(name, "the way to other views is printed");
    if (folder) await picture(page, `${folder}/${name}-print.png`, 1280);
  }
  await page.emulateMedia({ media: "screen" });
}

/// The views by name and address, with what is in this archive.
async function listed(base) {
  const rows = async (table) => {
    const answer = await fetch(`${base}/api/${table}?limit=1000`);
    return answer.ok ? (await answer.json()).rows : [];
  };
  const happenings = await rows("happenings");
  const report = process.env.REPORT ?? happenings.find((row) => row.actor)?.report ?? 1;
  const named = happenings.find((row) => row.actor_name)?.actor_name ?? "police";
  const said = (await rows("quotations")).find((row) => row.speaker);
  const entry = (await rows("ledger"))[0]?.entry;
  const event = (await (await fetch(`${base}/api/articles/${report}`)).json()).events[0]?.id;
  const stories = (await rows("stories")).toSorted((one, other) => other.reports - one.reports);
  return [
    ["home", "/"], ["article", `/article/${report}`], ["timeline", "/timeline"], ["parties", "/parties"],
    ["cell", "/parties?from=NGA&to=NGA"], ["actor", `/actor?actor=${encodeURIComponent(named)}`], ["quotations", "/quotations"],
    ["before", `/quotations/${said.report}/${said.quotation_id}`], ["stories", "/stories"], ["ledger", "/ledger"], ["map", "/map"],
    ["search", "/search?q=police"], ["failures", "/failures"], ["about", "/about"], ["missing", "/nothing"],
    ["entry", `/ledger/${entry}`], ["why", `/article/${report}/why/${event}`], ["score", "/timeline?by=score"],
    ["unfolded", "/parties?unfold=NGA+GOV"], ["months", "/parties?by=month"],
    ...stories.slice(0, 1).map(({ story }) => ["story", `/stories/${story}`]),
  ];
}

const browser = await launch();
const { server, ready } = serve(program, archive);
const base = await ready;
const views = await listed(base);
const article = views.find(([name]) => name === "article")[1];
try {
  for (const width of [1280, 390]) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(browser, width, scheme);
      for (const view of views) await look(page, base, view, width, scheme);
      await page.context().close();
    }
  }
  const page = await open(browser, 1280, "light");
  const tried = (what, trial) => trial.catch((error) => fault(what, error.message.split("\n")[0]));
  await tried("print", printed(page, base, views));
  await tried("use", used(page, base, article));
  await tried("by hand", corrected(page, base, views.find(([name]) => name === "entry")[1]));
  await tried("everywhere", everywhere(page, base, views));
  await tried("harm", harmed(page, base));
  await tried("without scripts", plain(browser, base, article));
} finally {
  await browser.close();
  server.kill();
}
faults.forEach((told) => console.error(told));
console.log(`${views.length} views in 4 looks, used and printed: ${faults.length ? `${faults.length} faults` : "sound"}`);
process.exit(faults.length ? 1 : 0);
