// The desk: long work in a worker with a program of its own. It is loaded once and late, can be stopped, is refused when
// it is another version's, and leaves the page free while it works.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { makeDecisions } from './lib/envelopes.mjs';
import { temporaryFolder } from './lib/packing.mjs';
import { demoBundle } from './lib/place.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { go, pressOn } from './lib/specialist.mjs';

const POLICY = 'community-standards@2026.05';

// A page with the bundle open; `workers` are those it started, `loaded` the files of the desk that it asked for.
async function console_(browser, server, prepare = async () => {}) {
  const tab = await openPage(browser, server.url);
  const { page } = tab;
  const workers = [], loaded = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  tab.context.on('request', (request) => {
    if (/desk/.test(request.url())) loaded.push(request.url().slice(server.url.length));
  });
  page.on('filechooser', () => {});  // listening before the first one opens
  await prepare(page);
  await new Reviewer(page).openBundle(server.url, /^Four policies/);
  return { ...tab, workers, loaded };
}

async function choose(page, button, file) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressOn(page, 'button', button)]);
  await chooser.setFiles(file);
}

describe('the desk', () => {
  const folder = temporaryFolder('desk');
  const few = join(folder, 'few.jsonl'), many = join(folder, 'many.jsonl');
  let server, browser;
  before(async () => {
    const bundle = demoBundle('four-policies');
    const lines = (await makeDecisions(POLICY, bundle, 30)).toString();
    writeFileSync(few, lines);
    // The chain of one key begins anew with each copy: those lines are refused, and read like any other.
    writeFileSync(many, lines.repeat(400));
    server = await serve();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  const replay = (page) => page.getByRole('region', { name: 'Replay', exact: true });
  const dialog = (page) => page.getByRole('dialog', { name: 'A file of decisions' });

  test('is not loaded before it is needed, and then once', async () => {
    const { page, workers, loaded, faults, close } = await console_(browser, server);
    assert.deepEqual(workers, []);
    assert.deepEqual(loaded, []);
    await go(page, 'r', 'Replay');
    await replay(page).getByRole('heading', { name: /decisions by this pack are at hand/ }).waitFor();
    await go(page, 'p', 'Policies');
    await page.getByRole('radio', { name: 'What changed' }).click();
    await page.getByText(/changes can change what is decided/).waitFor();
    await go(page, 'l', 'Ledger');
    await choose(page, 'Check a file of decisions…', few);
    await dialog(page).getByText(/^few\.jsonl: 30 decisions, /).waitFor();
    assert.deepEqual(workers.map((url) => url.slice(server.url.length)), ['desk-worker.js']);
    assert.equal(loaded.filter((path) => path.startsWith('casement-desk.wasm')).length, 1);
    assert.deepEqual(await faults(), []);
    await close();
  });

  test('leaves the page free while it works, and tells how far it is', async () => {
    const { page, faults, close } = await console_(browser, server);
    await go(page, 'l', 'Ledger');
    await page.evaluate(() => {
      globalThis.ticks = {};
      setInterval(() => {
        const now = performance.now();
        ticks.longest = Math.max(ticks.longest, now - ticks.last);
        ticks.last = now;
        ticks.count++;
      }, 10);
    });
    await choose(page, 'Check a file of decisions…', many);
    const bar = dialog(page).getByRole('progressbar', { name: 'Checking many.jsonl' });
    await bar.waitFor();
    const first = await until('a share', async () => Number(await bar.getAttribute('aria-valuenow').catch(() => 0)));
    await page.evaluate(() => Object.assign(ticks, { count: 0, longest: 0, last: performance.now(), since: performance.now() }));
    await until('it goes on', async () => {
      const now = await bar.getAttribute('aria-valuenow', { timeout: 200 }).catch(() => null);
      return now === null || Number(now) > first;
    });
    await dialog(page).getByText(/12000 decisions, /).waitFor({ timeout: 120_000 });
    // A job on the page would be one task of as long as all of it takes: no tick in between.
    const { count, longest, took } = await page.evaluate(() => ({ ...ticks, took: performance.now() - ticks.since }));
    assert.ok(count > 20 && longest < took / 2, `${count} ticks in ${took} ms, the longest wait ${longest} ms`);
    assert.ok(await dialog(page).getByRole('grid', { name: 'Refused decisions' }).getByRole('row').count() > 0);
    assert.deepEqual(await faults(), []);
    await close();
  });

  test('is stopped by Cancel, and works again afterwards', async () => {
    const { page, workers, faults, close } = await console_(browser, server);
    await go(page, 'r', 'Replay');
    await replay(page).getByRole('heading', { name: /decisions by this pack are at hand/ }).waitFor();
    await choose(page, 'Replay a file…', many);
    await replay(page).getByRole('button', { name: 'Cancel' }).click();
    await replay(page).getByText('The replay was stopped').waitFor();
    await until('the worker is ended', async () => page.workers().length === 0);
    await choose(page, 'Replay a file…', few);
    await replay(page).getByText('decisions in few.jsonl').waitFor();
    await replay(page).getByRole('heading', { name: /30 decisions/ }).waitFor();
    assert.equal(workers.length, 2);
    assert.deepEqual(await faults(), []);
    await close();
  });

  test('is refused when it is another version than the page', async () => {
    const { page, workers, close } = await console_(browser, server, (one) =>
      one.route('**/casement-desk.wasm', async (route) => {
        const answer = await route.fetch();
        const body = await answer.body();
        body[body.length - 1] ^= 1;
        await route.fulfill({ response: answer, body });
      }));
    await go(page, 'r', 'Replay');
    await replay(page).getByText(/The program for long work is of another version than this page/).waitFor();
    assert.deepEqual(workers, []);
    await close();
  });

  test('no other worker can be made by the page', async () => {
    const { page, close } = await console_(browser, server);
    await go(page, 'r', 'Replay');
    await replay(page).getByRole('heading', { name: /decisions by this pack are at hand/ }).waitFor();
    const thrown = await page.evaluate(() => {
      const attempts = { string: () => new Worker('boot.js'), policy: () => trustedTypes.createPolicy('casement', {}) };
      return Object.fromEntries(Object.entries(attempts).map(([name, attempt]) => {
        try {
          attempt();
          return [name, 'made'];
        } catch (error) {
          return [name, error.name];
        }
      }));
    });
    assert.deepEqual(thrown, { string: 'TypeError', policy: 'TypeError' });
    await close();
  });
});
