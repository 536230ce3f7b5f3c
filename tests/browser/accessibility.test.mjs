// axe on every panel and dialog, and the audit: an item that can be clicked and has no semantic node is an error.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { launch, openPage } from './lib/chromium.mjs';
import { AUDITED_SITE, ROOT } from './lib/place.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';

describe('accessibility, in the audited console', () => {
  let server, browser, tab, reviewer;
  before(async () => {
    server = await serve({ site: AUDITED_SITE, bundles: [`${ROOT}/build/bundles`] });
    browser = await launch();
    tab = await openPage(browser, server.url, { bypassCSP: true });
    reviewer = new Reviewer(tab.page);
    await tab.page.goto(server.url);
    await tab.page.getByRole('heading', { name: 'Choose a bundle to review' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const clean = async () => assert.deepEqual(await violations(tab.page), []);
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

  // What the policies are read, tried and replayed with.
  const open = async (letter, region) => {
    await tab.page.keyboard.press('Escape');
    await tab.page.keyboard.press('g');
    await tab.page.keyboard.press(letter);
    await tab.page.getByRole('region', { name: region, exact: true }).first().waitFor();
  };
  const text = () => tab.page.getByRole('region', { name: 'Policy text', exact: true });
  test('a decision is signed, to be replayed', async () => {
    await tab.page.setViewportSize({ width: 1440, height: 900 });
    await open('c', 'Checklist');
    await reviewer.answer(() => 0);
    await reviewer.satisfyDemands();
    await reviewer.signByKeyboard();
    await open('l', 'Ledger');
    await until('it is signed', async () =>
      await tab.page.getByRole('grid', { name: 'Signed decisions' }).getAttribute('aria-rowcount').catch(() => '') === '2');
  });
  for (const [width, height] of [[1440, 900], [1024, 640], [390, 844]]) {
    describe(`at ${width} × ${height}`, () => {
      const narrow = width < 760;
      test('the Policies panel, in all its views', async () => {
        await tab.page.setViewportSize({ width, height });
        await open('p', 'Policies');
        await tab.page.getByRole('textbox', { name: 'Search the policy' }).fill('');
        await clean();
        if (narrow) await tab.page.getByRole('region', { name: 'Sections' }).getByRole('button').first().click();
        for (const view of ['Examples', 'What changed', 'Whole pack', 'Section']) {
          await tab.page.getByRole('radio', { name: view, exact: true }).click();
          await tab.page.getByRole('radio', { name: view, exact: true, checked: true }).waitFor();
          await text().getByRole('heading', { level: 2 }).first().waitFor();
          await clean();
        }
        if (narrow) await tab.page.getByRole('button', { name: 'Sections' }).click();
      });
      test('a search in the policy, and the menu of packs', async () => {
        const field = tab.page.getByRole('textbox', { name: 'Search the policy' });
        await field.fill('people');
        await tab.page.getByRole('region', { name: 'Found in the policy' }).waitFor();
        await clean();
        await field.fill('');
        await tab.page.getByRole('button', { name: /^Policy pack:/ }).click();
        await tab.page.getByRole('menu').waitFor();
        await clean();
        await tab.page.keyboard.press('Escape');
        await tab.page.getByRole('menu').waitFor({ state: 'detached' });
      });
      test('a trial with an outcome', async () => {
        await open('t', 'Try a policy');
        if ((await reviewer.read()).question) await reviewer.answer(() => 0);
        await clean();
        if (!narrow) return;
        for (const part of ['Why', 'Facts', 'Checklist']) {
          await tab.page.getByRole('tab', { name: part }).click();
          await tab.page.getByRole('tab', { name: part, selected: true }).waitFor();
          await clean();
        }
      });
      test('a replay, and one of its flows', async () => {
        await open('r', 'Replay');
        const flow = tab.page.getByRole('region', { name: 'From the old outcome to the new one' }).getByRole('button').first();
        await flow.waitFor();
        await clean();
        await flow.focus();
        await tab.page.keyboard.press('Enter');
        const list = tab.page.getByRole('region', { name: /in this flow$/ });
        await list.waitFor();
        await clean();
        // It stays open while the panel is left: the next size begins as this one did.
        await flow.focus();
        await tab.page.keyboard.press('Enter');
        await list.waitFor({ state: 'detached' });
      });
      for (const [key, name] of [['p', 'Policy of this question'], ['w', 'Why this outcome']]) {
        test(`the drawer “${name}”`, async () => {
          await open('c', narrow ? 'Case' : 'Checklist');
          await tab.page.keyboard.press(key);
          await tab.page.getByRole('region', { name, exact: true }).first().waitFor();
          await clean();
          await tab.page.keyboard.press(key);
          await tab.page.getByRole('region', { name, exact: true }).first().waitFor({ state: 'detached' });
        });
      }
      test('the dialog that flags a question', async () => {
        const dialog = tab.page.getByRole('dialog', { name: 'Flag this question' });
        await tab.page.keyboard.press('f');
        await dialog.waitFor();
        await clean();
        await dialog.getByRole('radio', { name: 'The policy has a gap' }).click();
        await dialog.getByRole('textbox', { name: 'Note' }).waitFor();
        await clean();
        await dialog.getByRole('button', { name: 'Remove the flag' }).click();
        await tab.page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      });
    });
  }
  test('no item was found that only a pointer reaches, and nothing threw', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});
