// The program, a browser, and what must never be told there.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const BROWSERS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const faults = [];
export const fault = (where, what) => faults.push(`${where}: ${what}`);

/// A browser; without one, what is tested is skipped.
export function launch() {
  const executablePath = BROWSERS.find((path) => path && existsSync(path));
  if (executablePath) return chromium.launch({ executablePath, args: ["--no-sandbox"] });
  console.log("SKIPPED what needs a browser: no chromium; `apt-get install chromium`, or CHROMIUM=PATH");
  process.exit(0);
}

/// The program, serving on a port that is free; its address.
export function serve(program, archive) {
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

/// A page on which whatever is told on the console, stopped by the policy, or asked of others is a fault.
export async function open(browser, width, colorScheme) {
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

/// Whether something holds on a page, told by what it should be.
export async function holds(page, what, check, value) {
  try {
    await page.waitForFunction(check, value, { timeout: 4000 });
  } catch {
    fault(page.url(), `does not hold: ${what}`);
  }
}
