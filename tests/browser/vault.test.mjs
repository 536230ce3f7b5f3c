// Vault, keys and secret fields, below the console: web/js/vault.js, keys.js and dom.js in a real page with the real IndexedDB
// and WebCrypto. Only C++ is stood in for.
import assert from 'node:assert/strict';
import { createDecipheriv, createHmac, createPublicKey, createSecretKey, hkdfSync, pbkdf2Sync, verify } from 'node:crypto';
import { describe, test } from 'node:test';
import { append, becomes, DRAFT, openWriter, PASSPHRASE, readState, reload, reloaded, useMachines, work } from './lib/halves.mjs';
import { until } from './lib/reviewer.mjs';

const use = useMachines();
const MARKERS = ['case-marker-4711', 'draft-marker', 'record-marker', 'envelope-marker', 'foreign-marker'];
const buffer = ({ base64 }) => Buffer.from(base64, 'base64');
let tab;

describe('the vault', () => {
  test('asks for a passphrase of twelve characters, twice', async () => {
    tab = await openWriter(use.machine);
    const refused = async (first, second) => (await tab.make(first, second)).strings[0];
    assert.equal(await refused('eleven char'), 'vault.short');
    assert.equal(await refused(''), 'vault.short');
    assert.equal(await refused('e\u0301'.repeat(11)), 'vault.short', '22 code points that are 11 characters');
    assert.equal(await refused('\u{1F511}'.repeat(11)), 'vault.short', '22 UTF-16 units');
    assert.equal(await refused('twelve chars', 'twelve charz'), 'vault.differ');
    assert.deepEqual((await use.machine.dump()).keys.map(([key]) => key), ['writer']);
    assert.equal((await tab.make('\u{1F511}'.repeat(12))).name, 'key_ready');
  });

  test('leaves nothing plain at rest, and loses nothing', async () => {
    const { keyId, ...opened } = await work(use.machine);
    tab = opened.tab;
    const before = await tab.load();
    const plain = JSON.stringify(await use.machine.dump());
    for (const marker of MARKERS) assert.ok(plain.includes(marker), `${marker} was there`);
    const made = await tab.make(PASSPHRASE);
    assert.deepEqual([made.name, ...made.args.slice(1)], ['key_ready', 1, 0]);
    assert.notEqual(made.strings[0], keyId);
    assert.deepEqual(await tab.load(), before);
    assert.equal(await tab.outcome('web_storage_put', 'drafts', `${DRAFT}-2`, '"draft-marker 2"'), 'stored');
    assert.equal(await append(tab, made.strings[0], 1, DRAFT), 'stored');
    assert.equal(await tab.outcome('web_storage_receive', ['ef'.repeat(32), 'foreign-marker', 'foreign-marker'], 1), 'stored');

    const kept = await use.machine.dump(), text = JSON.stringify(kept);
    const everywhere = text + Buffer.from(text.replaceAll(/"base64":"([^"]*)"/g, (_, bytes) => Buffer.from(bytes, 'base64').toString('latin1')));
    for (const marker of [...MARKERS, PASSPHRASE]) assert.ok(!everywhere.includes(marker), `${marker} is there`);
    assert.deepEqual(kept.keys.map(([key]) => key), ['own', 'vault', 'writer']);
    assert.ok(!text.includes('"usages"'), 'a key of WebCrypto lies there');
    assert.deepEqual(kept.decisions.map(([key]) => key).sort(), [[keyId, 1], [keyId, 2], [made.strings[0], 1]].sort());
    assert.equal(kept.drafts.length, 1);
    assert.equal(kept.received.length, 2);
    assert.equal(kept.outbox.length, 3);
    const fields = await tab.page.evaluate(() => [...Dom.overlays.values()].map(({ control }) => control.value));
    assert.deepEqual(fields, ['', '']);
    assert.equal((await tab.make(PASSPHRASE)).strings[0], 'vault.exists');
  });

  test('opens with its passphrase and no other, and only then reads and signs', async () => {
    tab = (await work(use.machine)).tab;
    const { strings: [keyId, x] } = await tab.make(PASSPHRASE);
    const before = await tab.load();
    const extractable = () => tab.page.evaluate(() => [Keys.current.privateKey, Vault.key, Vault.mac].map((key) => key.extractable));
    assert.deepEqual(await extractable(), [false, false, false]);
    await reload(tab);
    assert.equal((await tab.load()).name, 'locked');
    assert.equal(await tab.outcome('web_keys_ensure'), 'vault.locked');
    assert.equal(await tab.outcome('web_keys_sign', ['message'], 1), 'key.missing');
    assert.equal(await tab.outcome('web_storage_put', 'drafts', DRAFT, '"plain"'), 'vault.locked');
    assert.equal((await tab.make(PASSPHRASE)).strings[0], 'vault.exists');
    assert.equal(await tab.unlock('five green kettles sang'), 'vault.passphrase');
    assert.equal(await tab.unlock(''), 'vault.passphrase');
    assert.equal((await tab.load()).name, 'locked');
    assert.equal(await tab.unlock(PASSPHRASE), 'unlocked');
    assert.deepEqual(await tab.load(), before);
    const ready = await tab.ask('web_keys_ensure');
    assert.deepEqual([ready.args.slice(1), ready.strings.slice(0, 2)], [[0, 0], [keyId, x]]);
    assert.deepEqual(await extractable(), [false, false, false]);
    const signed = await tab.ask('web_keys_sign', ['message'], 1);
    assert.ok(verify(null, Buffer.from('message'), createPublicKey(ready.strings[2]), Buffer.from(signed.strings[0])));
  });

  test('takes one passphrase for the same, however its accents are typed', async () => {
    tab = await openWriter(use.machine);
    await tab.make('caf\u00e9 caf\u00e9 caf\u00e9');
    await reload(tab);
    assert.equal(await tab.unlock('cafe\u0301 cafe\u0301 cafe\u0301'), 'unlocked');
  });

  test('can be read by another program, from docs/vault.md', async () => {
    tab = (await work(use.machine)).tab;
    const { strings: [, x] } = await tab.make(PASSPHRASE);
    const kept = await use.machine.dump();
    const open = (key, label, { iv, data }) => {
      const sealed = buffer(data), cipher = createDecipheriv('aes-256-gcm', key, buffer(iv));
      cipher.setAAD(Buffer.from(label));
      cipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    };
    const { vault, own } = Object.fromEntries(kept.keys);
    assert.deepEqual([vault.version, vault.kdf, vault.hash, vault.iterations, buffer(vault.salt).length],
      [1, 'PBKDF2', 'SHA-256', 600_000, 16]);
    const derived = pbkdf2Sync(PASSPHRASE.normalize('NFC'), buffer(vault.salt), vault.iterations, 32, 'sha256');
    const data = createSecretKey(open(derived, 'casement vault 1', vault));
    const mac = Buffer.from(hkdfSync('sha256', data, '', 'casement draft names 1', 32));
    const name = createHmac('sha256', mac).update(DRAFT).digest('base64url');
    assert.deepEqual(kept.drafts.map(([key]) => key), [name]);
    assert.deepEqual(JSON.parse(open(data, `drafts\n"${name}"`, kept.drafts[0][1])), { key: DRAFT, value: '"draft-marker"' });
    const [key, decision] = kept.decisions[0];
    assert.deepEqual(JSON.parse(open(data, `decisions\n${JSON.stringify(key)}`, decision)),
      { record: 'record-marker 1', envelope: 'envelope-marker 1' });
    assert.equal(own.x, x);
    const pkcs8 = open(data, `keys\n["own","${x}"]`, own);
    assert.equal(createPublicKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' }).x, x);
  });

  test('refuses records that were moved or changed, names how many, and gives the others', async () => {
    const { keyId, ...opened } = await work(use.machine);
    tab = opened.tab;
    await tab.make(PASSPHRASE);
    await tab.ask('web_storage_put', 'drafts', `${DRAFT}-2`, '"second"');
    await use.machine.tamper((transaction, [id]) => {
      const drafts = transaction.objectStore('drafts'), decisions = transaction.objectStore('decisions');
      drafts.getAllKeys().onsuccess = ({ target: { result: [one, two] } }) => {
        drafts.get(one).onsuccess = ({ target }) => drafts.put(target.result, two);
      };
      decisions.get([id, 1]).onsuccess = ({ target }) => decisions.put(target.result, [id, 3]);
      decisions.get([id, 2]).onsuccess = ({ target }) => {
        new Uint8Array(target.result.data)[5] ^= 1;
        decisions.put(target.result, [id, 2]);
      };
      transaction.objectStore('received').put({ record: 'planted', envelope: 'planted' }, '99'.repeat(32));
    }, [keyId]);
    assert.equal((await tab.load()).code, 'storage.damaged');
    const [failed] = await tab.arrivals('failed'), [, state] = [0, ...await tab.arrivals('stored_state')];
    assert.match(failed.strings[2], /^4 of the kept records cannot be read/);
    const read = readState(state);
    assert.equal(read.records.filter(([store]) => store === 'drafts').length, 1);
    assert.deepEqual(read.decisions.map(([id, seq]) => [id, seq]), [[keyId, '1']]);
    assert.deepEqual(read.received, [['foreign-marker', 'foreign-marker']]);
  });

  test('refuses parameters that are too weak or never end, and an own key that was changed', async () => {
    tab = await openWriter(use.machine);
    await tab.make(PASSPHRASE);
    const change = (changed) => use.machine.tamper((transaction, values) => {
      const keys = transaction.objectStore('keys');
      keys.get('vault').onsuccess = ({ target }) => keys.put(Object.assign(target.result, values), 'vault');
    }, changed);
    await reload(tab);
    for (const changed of [{ iterations: 99_999 }, { iterations: 10_000_001 }, { iterations: '600000x' }, { hash: 'SHA-1' }, { kdf: 'none' },
      { version: 2 }]) {
      await change(changed);
      assert.equal(await tab.unlock(PASSPHRASE), 'vault.parameters', JSON.stringify(changed));
      await change({ version: 1, kdf: 'PBKDF2', hash: 'SHA-256', iterations: 600_000 });
    }
    await change({ iterations: 600_001 });
    assert.equal(await tab.unlock(PASSPHRASE), 'vault.passphrase');
    await change({ iterations: 600_000 });
    await use.machine.tamper((transaction) => {
      const keys = transaction.objectStore('keys');
      keys.get('own').onsuccess = ({ target }) => keys.put({ ...target.result, x: 'A'.repeat(43) }, 'own');
    });
    assert.equal(await tab.unlock(PASSPHRASE), 'vault.damaged');
    assert.equal((await tab.load()).name, 'locked');
  });

  test('keeps what is saved while it is made, or is not made', async () => {
    tab = (await work(use.machine)).tab;
    // Between reading and writing, each time: another draft from somewhere else.
    const interrupt = (times) => tab.page.evaluate(([name, left]) => {
      const { sealAll } = Vault;
      Vault.sealAll = async (...given) => {
        const sealed = await sealAll(...given);
        if (left-- > 0) await Storage.transact(['drafts'], 'readwrite', (transaction) => transaction.objectStore('drafts').put('"late ' + left + '"', name));
        return sealed;
      };
    }, ['bb:late', times]);
    await interrupt(2);
    assert.equal((await tab.make(PASSPHRASE)).strings[0], 'vault.busy');
    assert.ok(JSON.stringify(await use.machine.dump()).includes('draft-marker'));
    assert.deepEqual((await use.machine.dump()).keys.map(([key]) => key), ['current', 'writer']);
    await interrupt(1);
    assert.equal((await tab.make(PASSPHRASE)).name, 'key_ready');
    assert.ok((await tab.load()).records.some(([, key, value]) => key === 'bb:late' && value === '"late 0"'));
  });
});

describe('a secret field', () => {
  test('shows dots, tells nothing of what is typed but named keys', async () => {
    tab = await openWriter(use.machine);
    await tab.page.evaluate(() => {
      halves.tell('web_dom_field', 'passphrase', 'Passphrase', '', '', '', 0, 4 | 16, 0, 14);
      const overlay = Dom.overlays.get('passphrase');
      document.body.append(overlay.el);
      overlay.el.hidden = false;
      globalThis.heard = [];
      addEventListener('keydown', (event) => { if (!Dom.keepsKey(event)) heard.push([event.key, Dom.isField(event.target)]); });
      overlay.control.focus();
    });
    await tab.page.keyboard.type('Se crét 1');
    await tab.page.keyboard.press('Backspace');
    await tab.page.keyboard.press('Enter');
    const field = tab.page.getByLabel('Passphrase');
    assert.equal(await field.inputValue(), 'Se crét ');
    assert.deepEqual(await field.evaluate(({ type, autocomplete, spellcheck }) => [type, autocomplete, spellcheck]),
      ['password', 'current-password', false]);
    assert.deepEqual(await tab.page.evaluate(() => heard), [['Backspace', true], ['Enter', true]]);
    assert.deepEqual(await tab.arrivals('field_edited'), []);
  });
});

describe('locking', () => {
  test('waits for what is being stored, then leaves no key, and the other tab locks too', async () => {
    tab = (await work(use.machine)).tab;
    await tab.make(PASSPHRASE);
    const other = await use.machine.open();
    await becomes(other, 0);
    assert.equal(await other.unlock(PASSPHRASE), 'unlocked');
    await reloaded(other, () => reloaded(tab, () => tab.page.evaluate((draft) => {
      halves.tell('web_storage_put', 1000, 'drafts', draft, '"last words"');
      halves.tell('web_vault_lock');
      // In the same moment: nothing to see, nothing that signs.
      const left = document.body.children.length + document.querySelectorAll('input').length;
      if (left || Keys.current) throw new Error('something is left');
    }, DRAFT)));
    for (const each of [tab, other]) {
      assert.equal((await each.load()).name, 'locked');
      assert.equal(await each.outcome('web_keys_sign', ['message'], 1), 'key.missing');
    }
    assert.equal(await tab.unlock(PASSPHRASE), 'unlocked');
    assert.ok((await tab.load()).records.some(([, key, value]) => key === DRAFT && value === '"last words"'));
  });

  test('does not wait for a storage that does not answer', async () => {
    tab = await openWriter(use.machine);
    await tab.make(PASSPHRASE);
    await reloaded(tab, () => tab.page.evaluate(() => {
      Storage.tail = new Promise(() => {});
      halves.tell('web_vault_lock');
    }));
    assert.equal((await tab.load()).name, 'locked');
  });

  test('a vault made in one tab is not written around in another', async () => {
    tab = (await work(use.machine)).tab;
    const other = await use.machine.open();
    await becomes(other, 0);
    await other.page.evaluate(() => { Vault.channel.onmessage = null; });  // as if the word were late
    await tab.make(PASSPHRASE);
    assert.equal(await other.page.evaluate(() => { halves.tell('web_vault_take_over', 1); }), undefined);
    await becomes(other, 1);
    assert.equal(await other.outcome('web_storage_put', 'drafts', DRAFT, '"plain"'), 'vault.locked');
    assert.equal(await append(other, 'kid', 1), 'vault.locked');
    assert.ok(!JSON.stringify(await use.machine.dump()).includes('plain'));
  });

  test('is due once after a time without input, and not while somebody is there', async () => {
    tab = await openWriter(use.machine);
    await tab.tell('web_vault_lock_after', 800, 0);
    for (let i = 0; i < 12; i++) {
      await tab.page.mouse.move(10 + i, 10);
      await tab.page.waitForTimeout(120);
    }
    assert.deepEqual(await tab.arrivals('lock_due'), []);
    await until('the lock', async () => (await tab.arrivals('lock_due')).length === 1);
    await tab.page.waitForTimeout(900);
    await tab.page.mouse.move(50, 50);
    assert.equal((await tab.arrivals('lock_due')).length, 1);
    await tab.tell('web_vault_lock_after', 0, 0);
    await tab.page.waitForTimeout(300);
    assert.equal((await tab.arrivals('lock_due')).length, 1);
  });

  test('is not due in a tab in the back while somebody works in another', async () => {
    tab = await openWriter(use.machine);
    const other = await use.machine.open();
    for (const each of [tab, other]) await each.tell('web_vault_lock_after', 1000, 0);
    for (let i = 0; i < 15; i++) {
      await other.page.mouse.move(10 + i, 10);
      await other.page.waitForTimeout(120);
    }
    assert.deepEqual(await tab.arrivals('lock_due'), []);
    await until('the lock', async () => (await tab.arrivals('lock_due')).length === 1);
  });

  test('is due with the first input after a long sleep, which is not taken for presence', async () => {
    tab = await openWriter(use.machine);
    await tab.tell('web_vault_lock_after', 3_600_000, 0);
    await tab.page.mouse.move(10, 10);
    assert.deepEqual(await tab.arrivals('lock_due'), []);
    await tab.page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 3_600_001;
      dispatchEvent(new PointerEvent('pointermove'));
    });
    assert.equal((await tab.arrivals('lock_due')).length, 1);
  });

  test('is due when the page was hidden for long, also when that is only seen on return', async () => {
    tab = await openWriter(use.machine);
    const turn = (hidden) => tab.page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    await tab.tell('web_vault_lock_after', 0, 300);
    await tab.page.waitForTimeout(500);
    assert.deepEqual(await tab.arrivals('lock_due'), []);
    await turn(true);
    await until('the lock', async () => (await tab.arrivals('lock_due')).length === 1);
    await turn(false);
    await tab.tell('web_vault_lock_after', 0, 3_600_000);
    await turn(true);
    await tab.page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 3_600_001;
    });
    assert.equal((await tab.arrivals('lock_due')).length, 1);
    await turn(false);
    assert.equal((await tab.arrivals('lock_due')).length, 2);
  });
});

describe('signing out', () => {
  test('leaves nothing, here and in the other tab', async () => {
    tab = await openWriter(use.machine, { hash: '#/bundle/case' });
    await tab.make(PASSPHRASE);
    await tab.ask('web_storage_put', 'drafts', DRAFT, '"draft-marker"');
    await tab.page.evaluate(async () => {
      localStorage.setItem('left', '1');
      sessionStorage.setItem('left', '1');
      await (await caches.open('left')).put('/left', new Response('left'));
    });
    const other = await use.machine.open();
    await reloaded(other, () => reloaded(tab, () => tab.tell('web_vault_wipe', 1)));
    await becomes(tab, 1);
    const kept = await use.machine.dump();
    assert.deepEqual(Object.values(kept).flat().map(([key]) => key), ['writer']);
    assert.deepEqual(await tab.page.evaluate(async () => [localStorage.length, sessionStorage.length, await caches.keys(), location.hash]),
      [0, 0, [], '']);
    assert.deepEqual((await tab.load()).records, []);
    assert.equal((await tab.ask('web_keys_ensure')).args[1], 1, 'a new temporary key');
  });

  test('says so when the storage is held open', async () => {
    tab = await openWriter(use.machine);
    await tab.ask('web_storage_put', 'drafts', DRAFT, '"draft-marker"');
    await use.machine.outside.evaluate(() => new Promise((done) => {
      const request = indexedDB.open('casement');
      request.onsuccess = () => {
        globalThis.database = request.result;
        done();
      };
    }));
    assert.equal(await tab.outcome('web_vault_wipe'), 'storage.blocked');
    await use.machine.outside.evaluate(() => database.close());
    await reloaded(tab, () => tab.tell('web_vault_wipe', 1));
  });
});
