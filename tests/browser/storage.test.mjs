// What is kept, below the console: web/js/storage.js and the one tab that writes, in a real page with the real IndexedDB and
// Web Locks. Only C++ is stood in for.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { append, becomes, DRAFT, openWriter, PASSPHRASE, useMachines, work, writer } from './lib/halves.mjs';
import { until } from './lib/reviewer.mjs';

const use = useMachines();
let tab;

describe('the storage', () => {
  // As the console before this one made it.
  const makeVersionOne = () => use.machine.outside.evaluate(() => new Promise((done, failed) => {
    const request = indexedDB.open('casement', 1);
    request.onerror = () => failed(request.error);
    request.onupgradeneeded = () => {
      const stores = ['settings', 'drafts', 'decisions', 'keys'].map((name) => request.result.createObjectStore(name));
      stores[0].put('{"theme":"light"}', 'console');
      stores[1].put('"kept draft"', 'aa:one');
      stores[2].put({ record: 'r1', envelope: 'e1' }, ['kid', 1]);
      stores[2].put({ record: 'r2', envelope: 'e2' }, ['kid', 2]);
    };
    request.onsuccess = async () => {
      const database = request.result;
      const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
      const transaction = database.transaction('keys', 'readwrite');
      transaction.objectStore('keys').put({ privateKey: pair.privateKey, publicKey: pair.publicKey }, 'current');
      const { x } = await crypto.subtle.exportKey('jwk', pair.publicKey);
      globalThis.database = database;
      if (transaction.error) failed(transaction.error);
      done(x);
    };
  }));

  test('takes over everything of version 1, and queues what was signed there', async () => {
    const x = await makeVersionOne();
    await use.machine.outside.evaluate(() => database.close());
    tab = await openWriter(use.machine);
    assert.deepEqual(await tab.load(), {
      name: 'stored_state', received: [],
      records: [['settings', 'console', '{"theme":"light"}'], ['drafts', 'aa:one', '"kept draft"']],
      decisions: [['kid', '1', 'r1', 'e1'], ['kid', '2', 'r2', 'e2']],
    });
    const key = await tab.ask('web_keys_ensure');
    assert.equal(key.strings[1], x);
    assert.deepEqual(key.args.slice(1), [0, 1]);
    assert.deepEqual((await use.machine.dump()).outbox, [[['kid', 1], 1], [['kid', 2], 1]]);
  });

  test('says so while an old version holds it open, and goes on once that is closed', async () => {
    await makeVersionOne();
    tab = await use.machine.open();
    assert.equal((await tab.load()).code, 'storage.blocked');
    assert.equal(await tab.outcome('web_storage_put', 'settings', 'console', '{}'), 'storage.blocked');
    assert.equal(await append(tab, 'kid', 3), 'storage.blocked');
    await use.machine.outside.evaluate(() => database.close());
    await until('the storage', async () => (await tab.load()).name === 'stored_state');
    assert.equal(await append(tab, 'kid', 3), 'stored');
    assert.equal((await tab.load()).decisions.length, 3);
  });

  test('writes with the durability "strict" only', async () => {
    const watch = () => {
      globalThis.durabilities = [];
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (...given) {
        const made = transaction.apply(this, given);
        if (made.mode === 'readwrite') durabilities.push(made.durability);
        return made;
      };
    };
    tab = await openWriter(use.machine, { before: watch });
    await tab.ask('web_keys_ensure');
    await tab.ask('web_storage_put', 'settings', 'console', '{}');
    await tab.ask('web_storage_put', 'drafts', 'aa:one', '"1"');
    await append(tab, 'kid', 1, 'aa:one');
    await tab.ask('web_storage_receive', ['11'.repeat(32), 'r', 'e'], 1);
    await tab.make(PASSPHRASE);
    assert.deepEqual(await tab.page.evaluate(() => durabilities), Array(7).fill('strict'));
  });

  test('appends, queues and deletes the draft, or does nothing of it', async () => {
    tab = await openWriter(use.machine);
    await tab.ask('web_storage_put', 'drafts', 'aa:one', '"1"');
    await tab.ask('web_storage_put', 'drafts', 'aa:two', '"2"');
    assert.equal(await append(tab, 'kid', 1, 'aa:one'), 'stored');
    assert.equal(await append(tab, 'kid', 1, 'aa:two'), 'storage.sequence');
    const kept = await use.machine.dump();
    assert.deepEqual(kept.drafts, [['aa:two', '"2"']]);
    assert.deepEqual(kept.outbox, [[['kid', 1], 1]]);
    assert.equal(kept.decisions.length, 1);
    // The number is free, but its place in the outbox is not: the decision goes back too.
    await use.machine.tamper((transaction) => transaction.objectStore('outbox').put(1, ['kid', 2]));
    assert.equal(await append(tab, 'kid', 2, 'aa:two'), 'storage.sequence');
    assert.deepEqual((await use.machine.dump()).drafts, [['aa:two', '"2"']]);
    assert.equal((await use.machine.dump()).decisions.length, 1);
  });

  test('leaves what was received before as it is', async () => {
    tab = await openWriter(use.machine);
    const [one, two] = ['11'.repeat(32), '22'.repeat(32)];
    await tab.ask('web_storage_receive', [one, 'first', 'first'], 1);
    await tab.ask('web_storage_receive', [one, 'other', 'other', two, 'second', 'second'], 2);
    assert.deepEqual((await tab.load()).received, [['first', 'first'], ['second', 'second']]);
  });

  test('the later of many drafts wins', async () => {
    tab = (await work(use.machine)).tab;
    await tab.make(PASSPHRASE);
    await tab.page.evaluate(async (draft) => {
      // The first takes longer to encrypt than all the others.
      const { encrypt } = SubtleCrypto.prototype;
      let slow = true;
      SubtleCrypto.prototype.encrypt = async function (...given) {
        if (slow) {
          slow = false;
          await new Promise((done) => setTimeout(done, 300));
        }
        return encrypt.apply(this, given);
      };
      await Promise.all(Array.from({ length: 20 }, (_, i) => halves.ask('web_storage_put', 'drafts', draft, `"${i}"`)));
    }, DRAFT);
    assert.equal((await tab.load()).records.find(([store]) => store === 'drafts')[2], '"19"');
  });

  test('a full disk is said, and nothing is taken for saved', async () => {
    const devtools = await use.machine.outside.context().newCDPSession(use.machine.outside);
    const origin = use.server.url.replace(/\/$/, '');
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 });
    tab = await openWriter(use.machine);
    assert.equal(await tab.outcome('web_storage_put', 'drafts', 'aa:one', '"before"'), 'stored');
    const large = JSON.stringify('y'.repeat(1 << 20));
    assert.equal(await tab.outcome('web_storage_put', 'drafts', 'aa:one', large), 'storage.quota');
    assert.equal(await tab.outcome('web_storage_append', 'kid', 1, '{}', large, 'aa:one'), 'storage.quota');
    assert.equal((await tab.load()).decisions.length, 0);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    assert.deepEqual((await use.machine.dump()).drafts, [['aa:one', '"before"']]);
    assert.deepEqual((await use.machine.dump()).decisions, []);
    assert.equal(await tab.outcome('web_storage_put', 'drafts', 'aa:one', large), 'stored');
  });

  test('an aborted transaction is said', async () => {
    tab = await openWriter(use.machine);
    await tab.page.evaluate(() => {
      const add = IDBObjectStore.prototype.add;
      IDBObjectStore.prototype.add = function (...given) {
        IDBObjectStore.prototype.add = add;
        const request = add.apply(this, given);
        this.transaction.abort();
        return request;
      };
    });
    assert.equal(await append(tab, 'kid', 1), 'storage.aborted');
    assert.deepEqual((await use.machine.dump()).decisions, []);
    assert.equal(await append(tab, 'kid', 1), 'stored');
  });

  test('a storage that is removed while it is open is not begun anew', async () => {
    tab = (await work(use.machine)).tab;
    await use.machine.outside.evaluate(() => new Promise((done) => { indexedDB.deleteDatabase('casement').onsuccess = done; }));
    assert.equal(await append(tab, 'kid', 9), 'storage.gone');
    assert.equal(await tab.outcome('web_storage_put', 'drafts', 'aa:one', '"1"'), 'storage.gone');
    assert.equal((await tab.load()).code, 'storage.gone');
    assert.deepEqual(await use.machine.outside.evaluate(() => indexedDB.databases()), []);
  });

  for (const [how, before] of [
    ['is not there', () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })],
    ['is refused', () => { indexedDB.open = () => { throw new DOMException('denied', 'SecurityError'); }; }],
  ]) {
    test(`a storage that ${how} is said`, async () => {
      tab = await use.machine.open({ before });
      assert.equal((await tab.load()).code, 'storage.missing');
      assert.equal(await append(tab, 'kid', 1), 'storage.missing');
      assert.equal(await tab.outcome('web_keys_ensure'), 'storage.missing');
    });
  }
});

describe('the one tab that writes', () => {
  test('is the first; the second may take over, and the first keeps nothing after that', async () => {
    const { tab: first, keyId } = await work(use.machine);
    const second = await use.machine.open();
    await becomes(second, 0);
    assert.deepEqual(await writer(first), [1]);
    assert.equal(await append(second, keyId, 3), 'storage.other_tab');
    assert.equal(await second.outcome('web_storage_put', 'drafts', 'aa:two', '"2"'), 'storage.other_tab');
    assert.equal((await second.make(PASSPHRASE)).strings[0], 'storage.other_tab');
    assert.equal(await second.outcome('web_storage_put', 'settings', 'console', '{"theme":"light"}'), 'stored');
    await second.tell('web_vault_take_over', 1);
    await becomes(second, 1);
    await becomes(first, 0);
    assert.equal(await append(first, keyId, 3, DRAFT), 'storage.other_tab');
    assert.equal((await use.machine.dump()).drafts.length, 1);
    assert.equal(await append(second, keyId, 3), 'stored');
    assert.equal((await use.machine.dump()).decisions.length, 3);
    // And back: first by its own wish, then because the other is closed.
    await first.tell('web_vault_take_over', 1);
    await becomes(first, 1);
    await becomes(second, 0);
    await first.close();
    await becomes(second, 1);
    assert.equal(await append(second, keyId, 4), 'stored');
  });

  test('is found in the storage itself: a tab that believes it writes is refused', async () => {
    tab = await openWriter(use.machine);
    await use.machine.tamper((transaction) => transaction.objectStore('keys').put('of another tab', 'writer'));
    assert.deepEqual(await writer(tab), [1]);
    assert.equal(await append(tab, 'kid', 1), 'storage.other_tab');
    assert.equal(await tab.outcome('web_storage_receive', ['cd'.repeat(32), 'r', 'e'], 1), 'storage.other_tab');
    const kept = await use.machine.dump();
    assert.deepEqual([kept.decisions, kept.outbox, kept.received], [[], [], []]);
  });

  test('is every tab where the browser has no Web Locks', async () => {
    tab = await openWriter(use.machine, { before: () => Object.defineProperty(navigator, 'locks', { value: undefined }) });
    assert.equal(await append(tab, 'kid', 1), 'stored');
    assert.equal((await tab.make(PASSPHRASE)).name, 'key_ready');
  });
});
