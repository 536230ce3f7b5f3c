// Some halves of web/js in a real page, without C++: a served folder with the files themselves, and tabs that speak to
// them as C++ does.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach } from 'node:test';
import { launch, openPage } from './chromium.mjs';
import { ROOT } from './place.mjs';
import { until } from './reviewer.mjs';
import { serve } from './serve.mjs';

const page = (scripts) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Halves</title><link rel="icon" href="icon.svg"></head>
<body><main id="app"><div id="shelf" hidden></div></main>
${scripts.map((name) => `<script src="${name}"></script>`).join('\n')}
</body></html>`;

async function serveHalves(names) {
  const site = mkdtempSync(join(tmpdir(), 'casement-halves-'));
  for (const name of names) copyFileSync(join(ROOT, 'web/js', name), join(site, name));
  copyFileSync(join(ROOT, 'tests/browser/lib/halves_page.js'), join(site, 'halves_page.js'));
  copyFileSync(join(ROOT, 'web/icon.svg'), join(site, 'icon.svg'));
  writeFileSync(join(site, 'index.html'), page(['halves_page.js', ...names]));
  writeFileSync(join(site, 'empty.html'), page([]));
  const server = await serve({ site });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      rmSync(site, { recursive: true });
    },
  };
}

// One browser profile with an empty page of the same address: what is at rest is looked at, and put there, from outside.
export class Machine {
  static async start(browser, url) {
    const machine = new Machine();
    machine.url = url;
    machine.tabs = [];
    machine.tab = await openPage(browser, url);
    await machine.tab.page.goto(url + 'empty.html');
    return machine;
  }

  get outside() {
    return this.tab.page;
  }

  async open({ before, hash = '' } = {}) {
    const page = await this.tab.context.newPage();
    const tab = new Tab(page);
    this.tabs.push(tab);
    if (before) await page.addInitScript(before);
    await page.goto(this.url + hash);
    await page.evaluate(() => halves.tell('web_vault_listen'));
    return tab;
  }

  // Every record as it lies there: bytes as Base64, a key of WebCrypto by what it may do.
  async dump() {
    return this.outside.evaluate(async () => {
      const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength)));
      const plain = (value) => value instanceof CryptoKey ? { type: value.type, extractable: value.extractable, usages: value.usages }
        : value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? { base64: base64(value) }
          : Array.isArray(value) ? value.map(plain)
            : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
              : value;
      const database = await opened(indexedDB.open('casement'));
      const all = {};
      for (const name of database.objectStoreNames) {
        const store = database.transaction(name).objectStore(name);
        const [keys, values] = await Promise.all([opened(store.getAllKeys()), opened(store.getAll())]);
        all[name] = keys.map((key, i) => [plain(key), plain(values[i])]);
      }
      database.close();
      return all;
      function opened(request) {
        return new Promise((found, failed) => {
          request.onsuccess = () => found(request.result);
          request.onerror = () => failed(request.error);
        });
      }
    });
  }

  // Changes what lies there: `change` runs in that page, on a transaction over all stores.
  async tamper(change, argument = null) {
    await this.outside.evaluate(`(${apply})(${change}, ${JSON.stringify(argument)})`);
    function apply(work, given) {
      return new Promise((done, failed) => {
        const request = indexedDB.open('casement');
        request.onerror = () => failed(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
          transaction.oncomplete = () => {
            database.close();
            done();
          };
          transaction.onabort = () => failed(transaction.error);
          work(transaction, given);
        };
      });
    }
  }

  // Whatever any of its pages threw, or asked of another host.
  async faults() {
    return [...await this.tab.faults(), ...this.tabs.flatMap((tab) => tab.faults)];
  }

  close() {
    return this.tab.close();
  }
}

export class Tab {
  constructor(page) {
    this.page = page;
    this.faults = [];
    page.on('pageerror', (error) => this.faults.push(error.message));
  }

  ask(name, ...args) {
    return this.page.evaluate(([which, given]) => halves.ask(which, ...given), [name, args]);
  }

  tell(name, ...args) {
    return this.page.evaluate(([which, given]) => { halves.tell(which, ...given); }, [name, args]);
  }

  // The code of the error that it answered, or the name of the answer.
  async outcome(name, ...args) {
    const answer = await this.ask(name, ...args);
    return answer.name === 'failed' ? answer.strings[0] : answer.name;
  }

  arrivals(name) {
    return this.page.evaluate((which) => halves.arrivals.filter((arrival) => arrival.name === which), name);
  }

  // What the console would know after a load.
  async load() {
    return readState(await this.ask('web_storage_load'));
  }

  // Fills fields as somebody does who types; they are made as C++ makes them.
  async fill(values) {
    await this.page.evaluate((fields) => {
      for (const [name, value] of Object.entries(fields)) {
        if (!Dom.overlays?.has(name)) halves.tell('web_dom_field', name, name, '', '', '', 0, 16, 0, 14);
        const { control } = Dom.overlays.get(name);
        control.value = value;
        control.dispatchEvent(new InputEvent('input'));
      }
    }, values);
  }

  async make(passphrase, again = passphrase) {
    await this.fill({ passphrase, passphrase_again: again });
    return this.ask('web_vault_make');
  }

  async unlock(passphrase) {
    await this.fill({ passphrase });
    return this.outcome('web_vault_unlock');
  }

  close() {
    return this.page.close();
  }
}

export function readState({ name, args, strings }) {
  if (name !== 'stored_state') return { name, code: strings[0] };
  const [, records, decisions, received] = args;
  const take = (n) => strings.splice(0, n);
  return {
    name,
    records: Array.from({ length: records }, () => take(3)),
    decisions: Array.from({ length: decisions }, () => take(4)),
    received: Array.from({ length: received }, () => take(2)),
  };
}

export const PASSPHRASE = 'five green kettles sing';
export const DRAFT = `${'ab'.repeat(32)}:case-marker-4711`;

// One served folder and browser for a file of tests, one machine for each of them.
export function useMachines() {
  const use = {};
  let browser;
  before(async () => {
    use.server = await serveHalves(['shared.js', 'storage.js', 'keys.js', 'vault.js', 'dom.js']);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await use.server?.close();
  });
  beforeEach(async () => { use.machine = await Machine.start(browser, use.server.url); });
  afterEach(async () => {
    const faults = await use.machine.faults();
    await use.machine.close();
    assert.deepEqual(faults, []);
  });
  return use;
}

export const writer = (of) => of.arrivals('writer').then((told) => told.map(({ args }) => args[0]));
export const becomes = (of, mine) => until(`the tab ${mine ? 'writes' : 'does not write'}`, async () => (await writer(of)).at(-1) === mine);

export async function openWriter(machine, options) {
  const opened = await machine.open(options);
  await becomes(opened, 1);
  return opened;
}

export const append = (of, keyId, seq, draft = '') =>
  of.outcome('web_storage_append', keyId, seq, `record-marker ${seq}`, `envelope-marker ${seq}`, draft);

// A tab with something in every store, and the temporary key.
export async function work(machine) {
  const opened = await openWriter(machine);
  const key = await opened.ask('web_keys_ensure');
  assert.equal(await opened.outcome('web_storage_put', 'settings', 'console', '{"theme":"dark"}'), 'stored');
  assert.equal(await opened.outcome('web_storage_put', 'drafts', DRAFT, '"draft-marker"'), 'stored');
  assert.equal(await append(opened, key.strings[0], 1), 'stored');
  assert.equal(await append(opened, key.strings[0], 2), 'stored');
  assert.equal(await opened.outcome('web_storage_receive', ['cd'.repeat(32), 'foreign-marker', 'foreign-marker'], 1), 'stored');
  return { tab: opened, keyId: key.strings[0] };
}

export async function reload(of) {
  await of.page.reload();
  await of.page.evaluate(() => halves.tell('web_vault_listen'));
  await becomes(of, 1);
}

// The page went away and came again: nothing of the old one is left.
export async function reloaded(of, action) {
  await of.page.evaluate(() => { globalThis.before = true; });
  await action();
  await until('another page', () => of.page.evaluate(() => document.readyState === 'complete' && !globalThis.before).catch(() => false));
  await of.page.evaluate(() => halves.tell('web_vault_listen'));
}
