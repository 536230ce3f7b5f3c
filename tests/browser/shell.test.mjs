// The shell around the work: loading, errors, idling, the address, the lost context, themes, palette and help.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';

describe('the shell', () => {
  let server, browser, tab, reviewer;
  before(async () => {
    server = await serve();
    browser = await launch();
    tab = await openPage(browser, server.url);
    reviewer = new Reviewer(tab.page);
    await reviewer.openBundle(server.url, /First steps/i);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test('draws no frame while nothing happens', async () => {
    await tab.page.mouse.move(5, 5);
    await tab.page.waitForTimeout(1500);
    const before = await tab.page.evaluate(() => casement.frames());
    await tab.page.waitForTimeout(2500);
    const after = await tab.page.evaluate(() => casement.frames());
    // The minute hand of the clocks may fall into the pause: one wake, a handful of frames.
    const minute = new Date().getSeconds() < 5;
    assert.ok(after - before <= (minute ? 6 : 0), `${after - before} frames while idle`);
  });

  test('shows the digest of its own code', async () => {
    await tab.page.keyboard.press('g');
    await tab.page.keyboard.press('s');
    const shown = await tab.page.getByText(/^Console sha256:/).textContent();
    const body = await (await tab.page.request.get(server.url + 'casement.wasm')).body();
    const { createHash } = await import('node:crypto');
    assert.equal(shown, 'Console sha256:' + createHash('sha256').update(body).digest('hex'));
  });

  test('changes its theme and keeps it', async () => {
    const panel = () => tab.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--panel'));
    await tab.page.getByRole('radio', { name: 'Light' }).first().click();
    await until('the light theme', async () => await panel() === '#ffffff');
    await tab.page.getByText(/^saved|nothing to save/).first().waitFor();
    await tab.page.reload();
    await until('the light theme again', async () => await panel() === '#ffffff');
    await tab.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await tab.page.getByRole('radio', { name: 'Dark', exact: true }).click();
    await until('the dark theme', async () => await panel() === '#14181f');
  });

  test('Ctrl K finds commands and cases, and Enter goes there', async () => {
    await tab.page.getByRole('button', { name: 'Queue', exact: true }).click();
    await tab.page.getByRole('grid', { name: 'Cases' }).getByRole('row').first().waitFor();
    await tab.page.keyboard.press('Control+k');
    const field = tab.page.getByRole('textbox', { name: 'Search commands and cases' });
    await until('the field has the focus', () => field.evaluate((el) => el === document.activeElement));
    await tab.page.keyboard.type('ledger');
    await tab.page.getByRole('option', { name: 'Ledger', exact: true }).waitFor();
    await tab.page.keyboard.press('Enter');
    await tab.page.getByRole('heading', { name: 'Ledger', level: 2 }).waitFor();
  });

  test('? shows every command, Escape closes and gives the focus back', async () => {
    await tab.page.keyboard.press('?');
    const dialog = tab.page.getByRole('dialog', { name: 'Keys and commands' });
    await dialog.waitFor();
    assert.ok(await dialog.getByText(/^Sign and next, Ctrl\+Enter/).count() === 1);
    await tab.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('a deep link opens bundle and case; back goes back', async () => {
    await tab.page.getByRole('button', { name: 'Queue', exact: true }).click();
    await tab.page.getByRole('grid', { name: 'Cases' }).getByRole('row').nth(1).click();
    await reviewer.content.waitFor();
    const address = tab.page.url(), first = (await reviewer.read()).id;
    const other = await openPage(browser, server.url);
    await other.page.goto(address);
    const second = new Reviewer(other.page);
    await second.content.getByRole('heading', { name: 'What is asked' }).waitFor();
    assert.equal((await second.read()).id, first);
    await other.close();
    await tab.page.getByRole('grid', { name: 'Cases' }).getByRole('row').nth(2).click();
    await until('the next case', async () => (await reviewer.read()).id !== first);
    await tab.page.goBack();
    await until('the case before', async () => (await reviewer.read()).id === first);
  });

  test('a lost graphics context comes back with everything', async () => {
    const question = (await reviewer.read()).question;
    await tab.page.evaluate(async () => {
      const gl = document.getElementById('canvas').getContext('webgl2');
      const lose = gl.getExtension('WEBGL_lose_context');
      lose.loseContext();
      await new Promise((next) => setTimeout(next, 200));
      lose.restoreContext();
    });
    const frames = await tab.page.evaluate(() => casement.frames());
    await tab.page.mouse.move(300, 300);
    await until('frames again', () => tab.page.evaluate((n) => casement.frames() > n, frames));
    assert.equal((await reviewer.read()).question, question);
    const lit = await tab.page.screenshot();
    assert.ok(lit.length > 20_000, 'the screen is empty');
  });

  test('a bundle that is not there says so and keeps the rest', async () => {
    await tab.page.keyboard.press('g');
    await tab.page.keyboard.press('o');
    const field = tab.page.getByRole('textbox', { name: 'Address of the bundle' });
    await field.fill('bundles/no-such-bundle/');
    await tab.page.keyboard.press('Enter');
    await tab.page.getByRole('heading', { name: 'The bundle could not be opened' }).waitFor();
    await tab.page.getByRole('button', { name: 'Try again' }).waitFor();
  });

  test('nothing violated the content policy, threw, or asked another host', async () => {
    const faults = (await tab.faults()).filter((fault) => !/404/.test(fault));
    assert.deepEqual(faults, []);
  });
});

describe('when something is missing', () => {
  let server, browser;
  before(async () => {
    server = await serve();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test('a program that cannot be fetched gives a card with a way on', async () => {
    const tab = await openPage(browser, server.url);
    await tab.page.route('**/casement.wasm', (route) => route.fulfill({ status: 503, body: '' }));
    await tab.page.goto(server.url);
    await tab.page.getByRole('alert').waitFor();
    await tab.page.getByRole('button', { name: /again|reload/i }).waitFor();
    await tab.close();
  });

  test('a browser without WebGL2 is told what to do', async () => {
    const tab = await openPage(browser, server.url);
    await tab.page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = function () { return null; };
    });
    await tab.page.goto(server.url);
    await tab.page.getByText(/WebGL/).first().waitFor();
    await tab.close();
  });

  test('the progress of loading counts true bytes', async () => {
    const tab = await openPage(browser, server.url);
    await tab.page.addInitScript(() => {
      globalThis.seen = [];
      new MutationObserver(() => {
        const bar = document.querySelector('[role=progressbar]');
        if (bar) globalThis.seen.push([Number(bar.getAttribute('aria-valuenow')), bar.getAttribute('aria-valuetext')]);
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await tab.page.goto(server.url);
    await tab.page.getByRole('heading', { name: 'Choose a bundle to review' }).waitFor();
    const values = (await tab.page.evaluate(() => globalThis.seen)).map(([value]) => value).filter(Number.isFinite);
    assert.ok(values.length > 0);
    assert.deepEqual(values, [...values].sort((a, b) => a - b), 'progress never goes back');
    assert.equal(values.at(-1), 100);
    await tab.close();
  });
});

describe('what comes over the wire', () => {
  test('the program is at most 400 KB, brotli', async () => {
    const { statSync } = await import('node:fs');
    const { join } = await import('node:path');
    const { ROOT } = await import('./lib/place.mjs');
    const bytes = ['casement.wasm.br', 'casement.js.br', 'boot.js.br']
      .reduce((sum, name) => sum + statSync(join(ROOT, 'build/web', name)).size, 0);
    assert.ok(bytes <= 400 * 1024, `${bytes} bytes`);
  });
});
