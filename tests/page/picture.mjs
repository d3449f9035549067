// Takes the picture of the README: a report with its entries, one of them pinned.
//
//   node picture.mjs PROGRAM ARCHIVE PICTURE

import { launch, open, serve } from "./browsing.mjs";

const [program, archive, picture] = process.argv.slice(2);
const browser = await launch();
const { server, ready } = serve(program, archive);
const base = await ready;
const page = await open(browser, 1120, "light");
await page.setViewportSize({ width: 1120, height: 660 });
await page.goto(`${base}/search?q=${process.env.WORDS ?? "gunmen"}`);
await page.locator("a.title").first().click();
await page.locator(".text a.h").nth(Number(process.env.ACT ?? 1)).click();
await page.evaluate(() => scrollTo(0, 0));
await page.waitForTimeout(400);
await page.screenshot({ path: picture });
await browser.close();
server.kill();
