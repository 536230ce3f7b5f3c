// Storage that fails under the real console: full, giving up, held by an older version, absent, removed. It says which,
// nothing is called saved, nothing can be signed, and a file still takes everything.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { launch, openBeside, openPage } from './lib/chromium.mjs';
import { readJson, temporaryFolder } from './lib/packing.mjs';
import { until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { download, packProduction, signedCount } from './lib/signing.mjs';
import { Specialist, go } from './lib/specialist.mjs';

const NOTE = 'What must not be lost';

describe('a storage that fails', () => {
  const folder = temporaryFolder('faults');
  const bundles = join(folder, 'bundles');
  let server, browser, tab, page, reviewer;
  before(async () => {
    packProduction(bundles, 'orchard', 'Orchard disputes', 4, ['--purpose', 'training']);
    server = await serve({ bundles: [bundles] });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  // Nothing violates the content policy, throws, or asks another host, whatever the storage does.
  afterEach(async () => {
    const faults = await tab.faults();
    await tab.close();
    assert.deepEqual(faults, []);
  });

  const fresh = async (init) => {
    tab = await openPage(browser, server.url);
    page = tab.page;
    reviewer = new Specialist(page);
    if (init) await page.addInitScript(init);
  };
  const start = async () => {
    await page.goto(`${server.url}#/b/orchard/c/CASE-0001`);
    await until('the case is open', async () => (await reviewer.read()).question);
  };
  const rationale = () => page.getByRole('textbox', { name: 'Rationale', exact: true });
  const status = () => page.getByRole('group', { name: 'Status' });
  const strip = () => page.getByRole('region', { name: 'Attention' });
  const complete = async () => {
    await reviewer.answer(() => 0);
    await reviewer.satisfyDemands();
    await status().getByText(/^saved \d\d:/).waitFor();
  };
  // Said in both places, never said to be saved, and what is refused.
  const isSaid = async (why) => {
    await strip().getByText(why).waitFor();
    await status().getByText(/^not saved: /).waitFor();
    assert.equal(await status().getByText(/^saved/).count(), 0);
    assert.equal((await reviewer.read()).canSign, false);
    const { id } = await reviewer.read();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await page.waitForTimeout(300);
    assert.equal((await reviewer.read()).id, id);
    assert.equal(await status().getByText(/^saved/).count(), 0);
  };
  const isRescued = async (words) => {
    const file = readJson(await download(page, folder, () => strip().getByRole('button', { name: 'Save as a file' }).click()));
    assert.equal(file.casement_rescue, 1);
    assert.ok(Object.entries(file.drafts).some(([key, draft]) => key.endsWith(':CASE-0001') && draft.rationale.includes(words)),
      JSON.stringify(file.drafts).slice(0, 400));
    return file;
  };
  const retry = async () => {
    await strip().getByRole('button', { name: 'Try again' }).click();
    await strip().waitFor({ state: 'detached' });
    await status().getByText(/^saved \d\d:/).waitFor();
  };
  const isThereAfterReload = async (words) => {
    await page.reload();
    await until('the draft is there', async () => (await rationale().inputValue().catch(() => '')).includes(words));
  };

  test('full: it says so, saves to a file, and saves once there is room', async () => {
    await fresh();
    await start();
    await complete();
    const browserSide = await tab.context.newCDPSession(page);
    const origin = new URL(server.url).origin;
    await browserSide.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    // The browser grants room in pieces beforehand: it is used up first.
    for (let i = 0; !await strip().count(); i++) {
      assert.ok(i < 100, 'the storage never became full');
      await rationale().fill(`${NOTE} ${i} ${'quince '.repeat(300)}`);
      await page.waitForTimeout(300);
    }
    await isSaid(/^Not saved: This browser has no room left/);
    await isRescued(NOTE);
    await browserSide.send('Storage.overrideQuotaForOrigin', { origin });
    await retry();
    assert.ok((await reviewer.satisfyDemands()).canSign);
    await isThereAfterReload(NOTE);
    await reviewer.satisfyDemands();
    await reviewer.signByKeyboard();
    await signedCount(page, 1);
  });

  test('a transaction that is given up: of a draft, and of a signature', async () => {
    await fresh(() => {
      globalThis.faulty = false;
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (...given) {
        const made = transaction.apply(this, given);
        if (globalThis.faulty && made.mode === 'readwrite') queueMicrotask(() => made.abort());
        return made;
      };
    });
    const fail = (on) => page.evaluate((now) => { faulty = now; }, on);
    await start();
    await complete();
    await fail(true);
    await rationale().fill(NOTE);
    await isSaid(/^Not saved: The browser gave the transaction up/);
    await isRescued(NOTE);
    await strip().getByRole('button', { name: 'Try again' }).click();
    await isSaid(/^Not saved: The browser gave the transaction up/);
    await fail(false);
    await retry();
    await reviewer.satisfyDemands();
    await reviewer.signByKeyboard();
    await page.getByText(/U takes it back/).waitFor();
    await fail(true);
    await go(page, 'l', 'Ledger');
    await status().getByRole('button', { name: 'Not signed. Try again' }).waitFor();
    assert.equal(await page.getByRole('grid', { name: 'Signed decisions' }).count(), 0);
    await strip().getByText(/^Not saved: /).waitFor();
    await fail(false);
    await status().getByRole('button', { name: 'Not signed. Try again' }).click();
    await signedCount(page, 1);
  });

  test('an older version held open elsewhere: nothing is saved until it is closed', async () => {
    await fresh();
    const older = await openBeside(tab, server.url);
    await older.page.goto(server.url + 'build.json');
    await older.page.evaluate(() => new Promise((done, failed) => {
      const request = indexedDB.open('casement', 1);
      request.onupgradeneeded = () => {
        for (const name of ['settings', 'drafts', 'decisions', 'keys']) request.result.createObjectStore(name);
      };
      request.onsuccess = () => {
        globalThis.held = request.result;
        done();
      };
      request.onerror = () => failed(request.error);
    }));
    await start();
    await reviewer.answer(() => 0);
    await rationale().fill(NOTE);
    await isSaid(/^Not saved: Another tab holds an older version of the storage open/);
    await isRescued(NOTE);
    await older.page.evaluate(() => held.close());
    await retry();
    assert.ok((await reviewer.satisfyDemands()).canSign);
    await isThereAfterReload(NOTE);
    await older.close();
  });

  test('no storage at all: it can be read and answered, never signed', async () => {
    await fresh(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    await start();
    await reviewer.answer(() => 0);
    await rationale().fill(NOTE);
    await isSaid(/^Not saved: This browser offers no storage to this page/);
    await isRescued(NOTE);
    await strip().getByRole('button', { name: 'Try again' }).click();
    await isSaid(/^Not saved: This browser offers no storage to this page/);
  });

  test('removed while it is open: what is typed afterwards is not called saved', async () => {
    await fresh();
    await start();
    await complete();
    const other = await openBeside(tab, server.url);
    await other.page.goto(server.url + 'build.json');
    await other.page.evaluate(() => new Promise((done, failed) => {
      const request = indexedDB.deleteDatabase('casement');
      request.onsuccess = () => done();
      request.onerror = () => failed(request.error);
    }));
    await rationale().fill(NOTE);
    await isSaid(/^Not saved: The storage was removed/);
    await isRescued(NOTE);
    await other.close();
  });
});
