// axe on every panel and dialog, and the audit: an item that can be clicked and has no semantic node is an error.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { AUDITED_SITE, ROOT } from './lib/place.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe('accessibility, in the audited console', () => {
  let server, browser, tab, reviewer;
  before(async () => {
    server = await serve({ site: AUDITED_SITE, bundles: [`${ROOT}/build/bundles`] });
    browser = await launch();
    // axe is brought in by the browser's debugger, past the content policy, which forbids it for good reason.
    tab = await openPage(browser, server.url, { bypassCSP: true });
    reviewer = new Reviewer(tab.page);
    await tab.page.goto(server.url);
    await tab.page.getByRole('heading', { name: 'Choose a bundle to review' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const clean = async () => {
    await tab.page.waitForTimeout(200);
    await tab.page.evaluate(AXE);
    const { violations } = await tab.page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`), []);
  };
  const go = async (name, heading) => {
    await tab.page.getByRole('button', { name, exact: true }).click();
    await tab.page.getByRole('heading', { name: heading }).first().waitFor();
  };

  test('choosing a bundle', clean);
  test('the queue', async () => {
    await tab.page.getByRole('button', { name: /Escalations/i }).first().click();
    await tab.page.getByRole('grid', { name: 'Cases' }).waitFor();
    await clean();
  });
  test('a case with its checklist', async () => {
    await tab.page.getByRole('grid', { name: 'Cases' }).getByRole('row').first().click();
    await reviewer.content.getByRole('heading', { name: 'What is asked' }).waitFor();
    await clean();
  });
  test('a finished checklist with its decision', async () => {
    await reviewer.answer(() => 0);
    await clean();
  });
  test('a case with a picture', async () => {
    const rows = tab.page.getByRole('grid', { name: 'Cases' });
    await rows.waitFor();
    for (let i = 0; i < 72; i++) {
      if (await reviewer.content.getByRole('figure').or(reviewer.content.getByRole('img')).count()) break;
      const { id } = await reviewer.read();
      await tab.page.keyboard.press('j');
      await until('the next case', async () => (await reviewer.read()).id !== id);
    }
    assert.ok(await reviewer.content.getByRole('img').count() > 0, 'no case of the demo has a picture');
    await clean();
  });
  test('the ledger', async () => {
    await go('Ledger', 'Ledger');
    await clean();
  });
  test('the settings', async () => {
    await go('Settings', 'Settings');
    await clean();
  });
  for (const [keys, name] of [['Control+k', 'Search or jump to'], ['?', 'Keys and commands']]) {
    test(`the dialog “${name}”`, async () => {
      await tab.page.keyboard.press(keys);
      await tab.page.getByRole('dialog', { name }).waitFor();
      await clean();
      await tab.page.keyboard.press('Escape');
      await tab.page.getByRole('dialog', { name }).waitFor({ state: 'detached' });
    });
  }
  for (const [name, viewport] of [['a small window', { width: 1024, height: 640 }], ['a phone', { width: 390, height: 844 }]]) {
    test(name, async () => {
      await tab.page.setViewportSize(viewport);
      await go('Case', /by|What is asked/);
      await clean();
    });
  }
  test('no item was found that only a pointer reaches, and nothing threw', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});
