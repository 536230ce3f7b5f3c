// Makes the pictures of the README and the guides from the running console. Usage: node screenshots.mjs [FOLDER] [--all]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, openPage } from './lib/chromium.mjs';
import { ROOT } from './lib/place.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';

const folder = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? join(ROOT, 'docs/images');
const all = process.argv.includes('--all');  // every panel at every size, to look at; else what the documents show
const sizes = all ? [[1440, 900], [1024, 640], [390, 844]] : [[1440, 900]];
const shown = ['decision', 'ledger'];
mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await launch();

for (const scheme of ['dark', 'light']) {
  for (const [width, height] of sizes) {
    const tab = await openPage(browser, server.url, { viewport: { width, height }, colorScheme: scheme });
    const { page } = tab;
    const reviewer = new Reviewer(page);
    const name = (what) => join(folder, all ? `${what}-${width}-${scheme}.png` : `${what}-${scheme}.png`);
    const shot = async (what) => {
      if (!all && !shown.includes(what)) return;
      await page.waitForTimeout(400);
      await page.screenshot({ path: name(what) });
    };
    const go = (panel) => page.getByRole('button', { name: panel, exact: true }).click();
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Choose a bundle to review' }).waitFor();
    await shot('start');
    await page.getByRole('button', { name: /^Escalations|Weekend/i }).first().click();
    await page.getByRole('grid', { name: 'Cases' }).waitFor();
    await shot('queue');
    const withPicture = async () => {
      for (let i = 0; i < 60; i++) {
        const before = await reviewer.read();
        await page.keyboard.press('j');
        await until('the next case', async () => (await reviewer.read()).id !== before.id);
        if (await page.locator('.document canvas').count()) return;
      }
    };
    await withPicture();
    await page.waitForTimeout(600);
    await shot('case');
    if (width < 760) await page.getByRole('tab', { name: 'Checklist' }).click();
    const question = await reviewer.read();
    if (question.options.length) await page.keyboard.press('1');
    await page.waitForTimeout(300);
    await shot('checklist');
    await reviewer.answer((_question, options) => options.length > 2 ? 3 : 0);
    if (width >= 760) {
      await reviewer.satisfyDemands();
      await shot('decision');
      await reviewer.signByKeyboard();
    } else {
      await shot('decision');
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await shot('help');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('case');
    await shot('palette');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await go('Ledger');
    await shot('ledger');
    await go('Settings');
    await shot('settings');
    await tab.close();
  }
}
await browser.close();
await server.close();
