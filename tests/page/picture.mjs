// Takes the picture of the README: a report with its entries, one of them pinned.
//
//   node picture.mjs PROGRAM ARCHIVE PICTURE

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const [program, archive, picture] = process.argv.slice(2);
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find((path) => path && existsSync(path));
if (!executablePath) {
  console.log("SKIPPED the picture: no chromium; `apt-get install chromium`, or CHROMIUM=PATH");
  process.exit(0);
}
const server = spawn(program, ["serve", archive, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
const base = await new Promise((resolve) => {
  server.stderr.on("data", (bytes) => {
    const address = String(bytes).match(/http:\/\/\S+/);
    if (address) resolve(address[0].replace(/\/$/, ""));
  });
});
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1120, height: 660 }, colorScheme: "light" });
await page.goto(`${base}/search?q=${process.env.WORDS ?? "gunmen"}`);
await page.locator("a.title").first().click();
await page.locator(".text a.h").nth(Number(process.env.ACT ?? 1)).click();
await page.evaluate(() => scrollTo(0, 0));
await page.waitForTimeout(400);
await page.screenshot({ path: picture });
await browser.close();
server.kill();
