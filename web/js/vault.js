// What stands between a person and what this browser keeps: the other half of src/platform/web/vault.hpp. The
// passphrase stays on this side; docs/vault.md has every parameter. Here too: locking, signing out, and the one tab
// that writes.
addToLibrary({
  $Vault__deps: ['$Web', '$Storage', '$Keys', '$Dom', '$Backend'],
  $Vault: {
    stores: ['drafts', 'decisions', 'received'],  // what is encrypted while there is a vault
    key: null,        // AES-GCM, of every record; null: no vault, or a locked one
    mac: null,        // HMAC, of the names of drafts
    ready: null,      // promise: it is known whether this tab writes
    token: '',        // of this tab's turn to write; empty: it is another's
    unclaimed: false, // the token could not be written yet
    queued: false,
    leaving: false,
    channel: null,
    seen: 0,          // when somebody was there
    told: 0,          // when the other tabs heard of it
    hidden: 0,        // since when the page is; 0: it is not
    after: null,      // {idle, hidden} in ms; null: not watched, or told already
    timer: 0,

    random(n) {
      return crypto.getRandomValues(new Uint8Array(n));
    },

    bytes(text) {
      return new TextEncoder().encode(text);
    },

    // ---- encryption

    encrypt: async (key, label, data) => {
      const iv = Vault.random(12);
      return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: Vault.bytes(label) }, key, data) };
    },

    decrypt: async (key, label, { iv, data }) =>
      new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: Vault.bytes(label) }, key, data)),

    // The place is authenticated with the record, so that none can be moved to another's.
    place(store, key) {
      return store + '\n' + JSON.stringify(key);
    },

    seal: async (store, key, value, under = Vault.key) =>
      under ? Vault.encrypt(under, Vault.place(store, key), Vault.bytes(JSON.stringify(value))) : value,

    // Throws for what the key does not open, for plain records in a vault, and for sealed ones without.
    open: async (store, key, kept) =>
      Vault.key || kept.iv ? JSON.parse(new TextDecoder().decode(await Vault.decrypt(Vault.key, Vault.place(store, key), kept))) : kept,

    // A draft's key names a case.
    nameOf: async (key, mac = Vault.mac) => mac ? Keys.base64url(await crypto.subtle.sign('HMAC', mac, Vault.bytes(key))) : key,

    sealDraft: async (key, value, keys = Vault) => {
      const name = await Vault.nameOf(key, keys.mac);
      return [name, keys.key ? await Vault.seal('drafts', name, { key, value }, keys.key) : value];
    },

    derive: async (phrase, { hash, salt, iterations }) => {
      const bytes = Vault.bytes(phrase);
      const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
      bytes.fill(0);
      return crypto.subtle.deriveKey({ name: 'PBKDF2', hash, salt, iterations }, base, { name: 'AES-GCM', length: 256 }, false,
        ['encrypt', 'decrypt']);
    },

    // The two keys that 32 bytes stand for; the bytes are gone afterwards.
    keysOf: async (bytes) => {
      const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
      const base = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
      bytes.fill(0);
      const mac = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: Vault.bytes('casement draft names 1') },
        base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
      return { key, mac };
    },

    // ---- making and opening

    fields() {
      return ['passphrase', 'passphrase_again'].map((name) => Dom.overlays?.get(name)?.control ?? { value: '' });
    },

    typed() {
      return Vault.fields().map((field) => field.value.normalize('NFC'));
    },

    take(keys, own) {
      if (Vault.leaving) return;
      Object.assign(Vault, keys);
      Keys.current = own;
      for (const field of Vault.fields()) field.value = '';
    },

    make(ticket) {
      Storage.request(ticket, 'vault', async () => {
        const [phrase, again] = Vault.typed();
        if ([...phrase].length < 12) throw Web.error('vault.short', 'The passphrase has fewer than 12 characters', 'Take several words that do not belong together');
        if (phrase !== again) throw Web.error('vault.differ', 'The two passphrases are not the same', 'Type both again');
        let before = await Vault.read();
        const vault = { version: 1, kdf: 'PBKDF2', hash: 'SHA-256', iterations: 600000, salt: Vault.random(16) };
        const bytes = Vault.random(32);
        Object.assign(vault, await Vault.encrypt(await Vault.derive(phrase, vault), 'casement vault 1', bytes));
        const keys = await Vault.keysOf(bytes);
        const { own, kept } = await Keys.makeOwn(keys.key);
        for (let again = true; ; again = false) {
          const after = await Vault.sealAll(before, keys);
          try {
            await Vault.move(before, after, { vault, own: kept });
            break;
          } catch (thrown) {
            if (thrown.code !== 'vault.busy' || !again) throw thrown;
            before = await Vault.read();
          }
        }
        Vault.take(keys, own);
        Vault.channel?.postMessage('');  // another tab would go on with what it read
        await Keys.tell(ticket, true, false);
      });
    },

    // Everything that is going to be encrypted: [key, value] of each record, by store.
    read: async () => {
      let vault;
      const found = await Storage.transact([...Vault.stores, 'keys'], 'readonly', (transaction) => {
        vault = transaction.objectStore('keys').count('vault');
        return Vault.stores.map((name) => Storage.all(transaction, name));
      });
      if (vault.result) throw Web.error('vault.exists', 'There is a vault in this browser already', 'Unlock it, or sign out to clear it');
      return found.map(Storage.pairs);
    },

    sealAll: (records, keys) => Promise.all(Vault.stores.map((store, i) => Promise.all(records[i].map(async ([key, value]) =>
      store === 'drafts' ? Vault.sealDraft(key, value, keys) : [key, await Vault.seal(store, key, value, keys.key)])))),

    // A transaction does not wait for encryption: what was read before is compared with what stands there now. Decisions
    // are only ever added, so their number is enough.
    move: (before, after, records) => Storage.write(Vault.stores, (transaction) => {
      const stores = Vault.stores.map((name) => transaction.objectStore(name));
      const counts = stores.map((store) => store.count());
      const drafts = Storage.all(transaction, 'drafts');
      Storage.after(drafts.values, () => {
        if (counts.some(({ result }, i) => result !== before[i].length) ||
          JSON.stringify(Storage.pairs(drafts)) !== JSON.stringify(before[0])) {
          throw Web.error('vault.busy', 'Something was saved while the vault was made', 'Try again; everything is kept as it was');
        }
        stores[0].clear();  // their keys change
        stores.forEach((store, i) => after[i].forEach(([key, value]) => store.put(value, key)));
        const keys = transaction.objectStore('keys');
        for (const name in records) keys.put(records[name], name);
        keys.delete('current');  // the temporary key has no work any more
      });
    }),

    unlock(ticket) {
      Storage.request(ticket, 'vault', async () => {
        const [phrase] = Vault.typed();
        const [{ result: vault }, { result: own }] = await Storage.transact(['keys'], 'readonly', (transaction) =>
          ['vault', 'own'].map((name) => transaction.objectStore('keys').get(name)));
        if (!vault) throw Web.error('vault.missing', 'There is no vault in this browser', 'Reload the page');
        // Whoever can write here could ask for a derivation that is guessed at once, or never ends.
        if (vault.version !== 1 || vault.kdf !== 'PBKDF2' || vault.hash !== 'SHA-256' || !(vault.iterations >= 1e5 && vault.iterations <= 1e7)) {
          throw Web.error('vault.parameters', 'The vault was made in a way this console does not accept', 'Use the console that made it, or sign out to clear it');
        }
        const bytes = await Vault.decrypt(await Vault.derive(phrase, vault), 'casement vault 1', vault).catch(() => {
          throw Web.error('vault.passphrase', 'This passphrase does not open the vault', 'Type it again; nobody can replace it');
        });
        const keys = await Vault.keysOf(bytes);
        const current = await Keys.openOwn(keys.key, own).catch(() => {
          throw Web.error('vault.damaged', 'The passphrase is right, but the key beside it cannot be read', 'Sign out to clear this browser, then enrol a new key');
        });
        Vault.take(keys, current);
        _web_on_unlocked(ticket);
      });
    },

    // ---- locking and signing out

    blank() {
      Backend.broken = true;  // draws nothing any more
      for (const field of document.querySelectorAll('input, textarea')) field.value = '';
      document.body.replaceChildren();
      document.title = 'Casement';
    },

    forget() {
      Vault.key = Vault.mac = Keys.current = null;
    },

    lock: async () => {
      if (Vault.leaving) return;
      Vault.leaving = true;
      Keys.current = null;  // what is being stored needs the other one
      Vault.blank();
      await Storage.settled();
      Vault.forget();
      location.reload();
    },

    lockAfter(idle, hidden) {
      // Listened for once, however often this is called.
      for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
        addEventListener(type, Vault.input, { capture: true, passive: true });
      }
      document.addEventListener('visibilitychange', Vault.turned);
      clearInterval(Vault.timer);
      Vault.after = idle || hidden ? { idle: idle || Infinity, hidden: hidden || Infinity } : null;
      Vault.seen = Date.now();
      Vault.hidden = document.hidden ? Vault.seen : 0;
      // Looks at the clock: a timer alone stands still while the machine sleeps.
      if (Vault.after) Vault.timer = setInterval(Vault.look, Math.min(5000, idle / 4 || 5000, hidden / 4 || 5000));
    },

    // The input that wakes a machine comes before the timer does.
    input() {
      Vault.look();
      const now = Date.now();
      if (now - Vault.told > 200) {
        Vault.told = now;
        Vault.channel?.postMessage('here');
      }
      Vault.seen = now;
    },

    // Locking is for all tabs, so a tab in the back must not lock the one that is worked in.
    hear(event) {
      if (!event.data) return Vault.lock();
      Vault.seen = Date.now();
      if (Vault.hidden) Vault.hidden = Vault.seen;
    },

    turned() {
      Vault.look();
      Vault.hidden = document.hidden ? Date.now() : 0;
    },

    look() {
      const now = Date.now();
      if (!Vault.after || now - Vault.seen < Vault.after.idle && (!Vault.hidden || now - Vault.hidden < Vault.after.hidden)) return;
      Vault.after = null;
      clearInterval(Vault.timer);
      _web_on_lock_due();
    },

    wipe(ticket) {
      Web.request(ticket, 'storage', async () => {
        await Storage.settled();
        (await Storage.open().catch(() => null))?.close();
        await new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase('casement');
          request.onsuccess = resolve;
          request.onerror = () => reject(Storage.explain(request.error));
          setTimeout(() => reject(Web.error('storage.blocked', 'Another tab holds the storage open, so nothing was removed yet',
            'Close the other tabs of this console and sign out again')), 3000);
        });
        localStorage.clear();
        sessionStorage.clear();
        for (const name of await globalThis.caches?.keys() ?? []) await caches.delete(name);
        Vault.channel?.postMessage('');
        Vault.leaving = true;
        Vault.forget();
        Vault.blank();
        location.replace(location.pathname);
      });
    },

    // ---- the one tab that writes

    listen() {
      Vault.channel = new BroadcastChannel('casement-lock');
      Vault.channel.onmessage = Vault.hear;
      Vault.start();
    },

    start() {
      return Vault.ready ??= Vault.begin();
    },

    begin: async () => {
      if (!navigator.locks) _web_on_writer(1);
      else if (!await Vault.acquire({ ifAvailable: true }).catch(() => false)) {
        _web_on_writer(0);
        Vault.queue();
      }
    },

    // Held for the life of the tab, or until another takes over. A fresh token in the storage is what writes are held to.
    acquire: (options) => new Promise((known, failed) => {
      let held = true;
      navigator.locks.request('casement-writer', options, async (lock) => {
        if (!lock) return known(false);
        Vault.token = Keys.base64url(Vault.random(16));
        Vault.unclaimed = true;
        await Storage.transact(['keys'], 'readwrite', Vault.claim).catch(() => {});  // then the next write claims
        if (held) {
          _web_on_writer(1);
          known(true);
        }
        return new Promise(() => {});
      }).catch((thrown) => {
        held = false;
        if (thrown.name !== 'AbortError') return failed(thrown);
        Vault.token = '';
        Vault.unclaimed = false;
        known(false);
        _web_on_writer(0);
        Vault.queue();
      });
    }),

    claim(transaction) {
      transaction.objectStore('keys').put(Vault.token, 'writer');
      transaction.addEventListener('complete', () => { Vault.unclaimed = false; });
    },

    guard(transaction, work) {
      const keys = transaction.objectStore('keys');
      if (Vault.unclaimed) Vault.claim(transaction);
      const writer = keys.get('writer');
      Storage.after(keys.count('vault'), (there) => {
        if (navigator.locks && writer.result !== Vault.token) {
          throw Web.error('storage.other_tab', 'Another tab has taken over; nothing of this was kept', 'Take over here, or go on in the other tab');
        }
        if (!there !== !Vault.key) throw Vault.locked();
        work();
      });
    },

    locked() {
      return Web.error('vault.locked', 'The vault is locked', 'Reload the page and unlock it');
    },

    queue() {
      if (Vault.queued) return;
      Vault.queued = true;
      Vault.acquire({}).catch(() => {}).then(() => { Vault.queued = false; });
    },

    takeOver(ticket) {
      Web.request(ticket, 'storage', async () => {
        await Vault.start();
        if (Vault.token || !navigator.locks) _web_on_writer(1);
        else await Vault.acquire({ steal: true });
      });
    },
  },

  web_vault_listen__deps: ['$Vault'],
  web_vault_listen: () => Web.safe(() => Vault.listen()),

  web_vault_make__deps: ['$Vault'],
  web_vault_make: (ticket) => Web.safe(() => Vault.make(ticket)),

  web_vault_unlock__deps: ['$Vault'],
  web_vault_unlock: (ticket) => Web.safe(() => Vault.unlock(ticket)),

  web_vault_lock__deps: ['$Vault'],
  web_vault_lock: () => Web.safe(() => {
    Vault.channel?.postMessage('');
    Vault.lock();
  }),

  web_vault_lock_after__deps: ['$Vault'],
  web_vault_lock_after: (idle, hidden) => Web.safe(() => Vault.lockAfter(idle, hidden)),

  web_vault_wipe__deps: ['$Vault'],
  web_vault_wipe: (ticket) => Web.safe(() => Vault.wipe(ticket)),

  web_vault_take_over__deps: ['$Vault'],
  web_vault_take_over: (ticket) => Web.safe(() => Vault.takeOver(ticket)),
});
