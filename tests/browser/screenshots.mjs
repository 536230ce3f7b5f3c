// Makes the pictures of the README and the guides from the running console. Usage: node screenshots.mjs [FOLDER] [--all]
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launch, openPage } from './lib/chromium.mjs';
import { makeDecisions } from './lib/envelopes.mjs';
import { ROOT, demoBundle } from './lib/place.mjs';
import { temporaryFolder } from './lib/packing.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { orchardIn, walkSigning } from './lib/signing_walk.mjs';

const folder = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? join(ROOT, 'docs/images');
const all = process.argv.includes('--all');  // every panel at every size, to look at; else what the documents show
const sizes = all ? [[1440, 900], [1024, 640], [390, 844]] : [[1440, 900]];
const shown = ['decision', 'ledger', 'policies', 'changes', 'try', 'replay', 'drawer-policy', 'drawer-why', 'make-key', 'export', 'correct'];
mkdirSync(folder, { recursive: true });
// Decisions of spring, made by the older version in cases of the demo.
const pastDecisions = { name: 'decisions-week-20.jsonl', mimeType: 'application/jsonl', buffer: await makeDecisions(
  'community-standards@2026.05', demoBundle('escalations'), 400) };
const signing = temporaryFolder('pictures');
const server = await serve({ bundles: [orchardIn(signing)] });
const browser = await launch();

for (const scheme of ['dark', 'light']) {
  for (const [width, height] of sizes) {
    const tab = await openPage(browser, server.url, { viewport: { width, height }, colorScheme: scheme });
    const { page } = tab;
    page.on('filechooser', () => {});  // listening before the first one opens
    const narrow = width < 760;
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
    // The policy of the open question, and why the outcome is what it is.
    const drawer = async (key, what) => {
      if (narrow && await page.getByRole('tab', { name: 'Content' }).count()) await page.getByRole('tab', { name: 'Content' }).click();
      await page.keyboard.press('Escape');
      await page.keyboard.press(key);
      await page.getByRole('region', { name: what, exact: true }).first().waitFor();
    };
    await withPicture();
    await page.waitForTimeout(600);
    await shot('case');
    if (narrow) await page.getByRole('tab', { name: 'Checklist' }).click();
    const question = await reviewer.read();
    if (question.options.length) await page.keyboard.press('1');
    await page.waitForTimeout(300);
    await shot('checklist');
    await drawer('p', 'Policy of this question');
    await shot('drawer-policy');
    await page.keyboard.press('p');
    if (narrow) await page.getByRole('tab', { name: 'Checklist' }).click();
    await reviewer.answer((_question, options) => options.length > 2 ? 3 : 0);
    if (!narrow) {
      await reviewer.satisfyDemands();
      await shot('decision');
      await drawer('w', 'Why this outcome');
      await shot('drawer-why');
      await page.keyboard.press('w');
      await reviewer.signByKeyboard();
    } else {
      await shot('decision');
      await drawer('w', 'Why this outcome');
      await shot('drawer-why');
      await page.keyboard.press('w');
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
    await policies(tab, reviewer, { go, shot, narrow });
    await tab.close();
  }
  // The walk is a specialist's, at a desk: it is looked at in each size.
  await walkSigning(browser, server.url, signing, async (page, what) => {
    for (const [width, height] of [...sizes].reverse()) {
      await page.setViewportSize({ width, height });
      if (!all && !shown.includes(what)) continue;
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, all ? `${what}-${width}-${scheme}.png` : `${what}-${scheme}.png`) });
    }
  }, { colorScheme: scheme });
}
await browser.close();
await server.close();
rmSync(signing, { recursive: true, force: true });

// The packs read, compared, tried, and replayed: decisions of the older version on the newer one, from a file.
async function policies({ page }, reviewer, { go, shot, narrow }) {
  const choose = async (button, item) => {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  await go('Policies');
  await choose(/^Policy pack:/, /^Community Standards 2026\.11/);
  const sections = page.getByRole('region', { name: 'Sections' }).getByRole('button');
  await sections.nth(2).waitFor();
  if (narrow) await shot('policies-list');
  await sections.nth(2).click();
  await shot('policies');
  for (const [view, what] of [['Examples', 'examples'], ['What changed', 'changes'], ['Whole pack', 'whole']]) {
    await page.getByRole('radio', { name: view, exact: true }).click();
    await shot(what);
  }
  await go('Try');
  await choose(/^Policy pack:/, /^Community Standards 2026\.11/).catch(() => {});  // on a phone it is behind a tab
  await reviewer.answer((_question, options) => options.length > 2 ? 1 : 0);
  await shot('try');
  if (narrow) {
    for (const part of ['Why', 'Facts']) {
      await page.getByRole('tab', { name: part }).click();
      await shot(`try-${part.toLowerCase()}`);
    }
  }
  await go('Replay');
  await page.getByRole('button', { name: 'Replay a file…' }).focus();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(pastDecisions);
  await choose(/^By:/, /^Community Standards 2026\.11/);
  await page.getByRole('region', { name: 'From the old outcome to the new one' }).getByRole('button').first().waitFor();
  await shot('replay');
  await page.getByRole('region', { name: 'From the old outcome to the new one' }).getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await shot('replay-flow');
}
