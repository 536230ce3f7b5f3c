// A folder dropped into the window is read there: no server knows of it, and what is not a bundle is said to be none.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { makeDecisions } from './lib/envelopes.mjs';
import { ROOT } from './lib/place.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { go, pressOn } from './lib/specialist.mjs';

describe('dropping a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casement-drop-'));
  let server, browser, tab, reviewer;
  before(async () => {
    cpSync(join(ROOT, 'build/bundles/first-steps'), join(folder, 'dropped'), { recursive: true });
    mkdirSync(join(folder, 'holiday'));
    writeFileSync(join(folder, 'holiday/notes.txt'), 'no bundle');
    server = await serve();
    browser = await launch();
    tab = await openPage(browser, server.url);
    reviewer = new Reviewer(tab.page);
    await tab.page.goto(server.url);
    await tab.page.getByRole('heading', { name: 'Choose a bundle to review' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  // As the window system would: enter, over, drop, with a real folder of this disk.
  async function drop(path) {
    const session = await tab.context.newCDPSession(tab.page);
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) {
      await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
    }
  }

  test('one without a descriptor is refused in words', async () => {
    await drop(join(folder, 'holiday'));
    await tab.page.locator('[aria-live]').getByText(/datapackage\.json/).waitFor();
    await tab.page.getByRole('heading', { name: 'Choose a bundle to review' }).waitFor();
  });

  test('a bundle opens, its cases can be read, and nothing is asked of the server', async () => {
    const asked = [];
    tab.page.on('request', (request) => asked.push(request.url()));
    await drop(join(folder, 'dropped'));
    await tab.page.getByRole('grid', { name: 'Cases' }).waitFor();
    await tab.page.keyboard.press('j');
    await until('the case is open', async () => (await reviewer.read()).question);
    assert.deepEqual(asked.filter((url) => !url.startsWith('blob:')), []);
    assert.deepEqual(await tab.faults(), []);
  });

  test('decisions on its cases are derived again at the desk, from the folder alone', async () => {
    const file = join(folder, 'decisions.jsonl');
    const [pin] = JSON.parse(readFileSync(join(folder, 'dropped/datapackage.json'), 'utf8')).casement.policies;
    writeFileSync(file, await makeDecisions(`${pin.id}@${pin.version}`, join(folder, 'dropped'), 8));
    const asked = [];
    tab.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await go(tab.page, 'l', 'Ledger');
    tab.page.on('filechooser', () => {});  // listening before it opens
    const [chooser] = await Promise.all([tab.page.waitForEvent('filechooser'), pressOn(tab.page, 'button', 'Check a file of decisions…')]);
    await chooser.setFiles(file);
    const summary = tab.page.getByText(/^decisions\.jsonl: /);
    await summary.waitFor();
    assert.equal(await summary.first().textContent(), 'decisions.jsonl: 8 decisions, 8 verified (8 by a key that is not yours), 0 refused. ' +
      'No checkpoint covers 8 lines: nobody vouches that none is missing');
    assert.deepEqual(asked.filter((path) => !/desk/.test(path)), []);
    assert.deepEqual(await tab.faults(), []);
  });
});
