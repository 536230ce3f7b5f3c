// What is kept in this browser: the other half of src/platform/web/storage.hpp. "Stored" is said only after
// `oncomplete` of a transaction whose durability is strict. docs/vault.md says what each store holds.
addToLibrary({
  $Storage__deps: ['$Web', '$Vault'],
  $Storage: {
    opening: null,  // promise of the database, shared by all requests
    tail: null,     // promise: the last request that writes has ended

    open() {
      Storage.opening ??= new Promise((resolve, reject) => {
        let request;
        try {
          request = indexedDB.open('casement', 2);
        } catch {
          reject(Web.error('storage.missing', 'This browser offers no storage to this page',
            'Leave private browsing, or allow site data for this address'));
          return;
        }
        request.onupgradeneeded = (event) => Storage.create(request, event.oldVersion);
        request.onblocked = () => reject(Web.error('storage.blocked', 'Another tab holds an older version of the storage open',
          'Close the other tabs of this console and reload'));
        request.onerror = () => reject(Storage.explain(request.error));
        request.onsuccess = () => {
          Storage.watch(request.result);
          Storage.opening = Promise.resolve(request.result);  // even when it was blocked until now
          resolve(request.result);
        };
      }).catch((thrown) => {
        // The next request tries again, but behind one that is blocked it would only wait without an answer.
        if (thrown.code !== 'storage.blocked') Storage.opening = null;
        throw thrown;
      });
      return Storage.opening;
    },

    create({ result, transaction }, from) {
      // The key of a decision is [key id, sequence number]: that a number is used twice is refused by the storage itself.
      const names = ['settings', 'drafts', 'decisions', 'keys', 'outbox', 'received'];
      for (const name of from ? names.slice(4) : names) result.createObjectStore(name);
      if (!from) return;
      // What was signed before there was an outbox waits to be sent too.
      transaction.objectStore('decisions').getAllKeys().onsuccess = (event) => {
        for (const key of event.target.result) transaction.objectStore('outbox').put(1, key);
      };
    },

    // Neither a newer version nor a sign-out in another tab must wait for this one. What comes after is not opened
    // anew: it would be an empty storage below a console that is not.
    watch(database) {
      const gone = (message) => {
        Storage.opening = Promise.reject(Web.error('storage.gone', message, 'Export what is not saved, then reload the page'));
        Storage.opening.catch(() => {});
      };
      database.onversionchange = (event) => {
        database.close();
        gone(event.newVersion ? 'A newer version of the console was opened in another tab' : 'The storage was removed in another tab');
      };
      database.onclose = () => gone('The browser closed the storage');
    },

    explain(error) {
      if (error?.named) return error;
      const kinds = {
        QuotaExceededError: ['storage.quota', 'This browser has no room left for what must be kept',
          'Free disk space, or export the decisions and clear old ones'],
        ConstraintError: ['storage.sequence', 'This sequence number is already used, probably by another tab',
          'Reload to take up what the other tab signed'],
        InvalidStateError: ['storage.gone', 'The storage was closed by the browser', 'Reload the page'],
        NotFoundError: ['storage.gone', 'The storage was removed while the page was open', 'Reload the page'],
        VersionError: ['storage.version', 'A newer version of the console has used this storage', 'Reload to get the newer version'],
        AbortError: ['storage.aborted', 'The browser gave the transaction up', 'Try again; nothing of it was kept'],
      };
      const [code, message, remedy] = kinds[error?.name] ??
        ['storage.failed', 'The storage refused: ' + (error?.message ?? 'no reason given'), 'Try again; nothing of it was kept'];
      return Web.error(code, message, remedy);
    },

    // Runs `work` in one transaction and waits until it is on the disk.
    transact: async (stores, mode, work) => {
      const database = await Storage.open();
      return new Promise((resolve, reject) => {
        let transaction;
        try {
          transaction = database.transaction(stores, mode, { durability: 'strict' });
        } catch (thrown) {
          reject(Storage.explain(thrown));
          return;
        }
        let result;
        // The error that made it abort; the transaction's own says less.
        transaction.onerror = (event) => { transaction.cause ??= event.target.error; };
        transaction.onabort = () => reject(Storage.explain(transaction.cause ?? transaction.error ?? { name: 'AbortError' }));
        transaction.oncomplete = () => resolve(result);
        Storage.attempt(transaction, () => { result = work(transaction); });
      });
    },

    attempt(transaction, work) {
      try {
        work();
      } catch (thrown) {
        try {
          transaction.abort();
          transaction.cause = thrown;
        } catch {
          // It was given up before, and says why by itself.
        }
      }
    },

    // A request's answer, inside its transaction.
    after(request, work) {
      request.onsuccess = () => Storage.attempt(request.transaction, () => work(request.result));
    },

    // As transact, for what only the one tab that writes may do. That is looked up inside the transaction: a tab that lost
    // its turn and does not know yet keeps nothing, and one that never saw the vault writes nothing plain beside it.
    write: async (stores, work) => {
      await Vault.start();
      return Storage.transact([...stores, 'keys'], 'readwrite', (transaction) => Vault.guard(transaction, () => work(transaction)));
    },

    // Requests that write are run one after another: encrypting takes its time, and the later of two drafts must win.
    request(ticket, family, work) {
      const before = Storage.tail;
      Storage.tail = Web.request(ticket, family, async () => {
        await before;
        return work();
      });
    },

    settled() {
      return Promise.race([Storage.tail, new Promise((done) => setTimeout(done, 600))]);
    },

    load(ticket) {
      Web.request(ticket, 'storage', async () => {
        await Storage.settled();  // what was asked to be kept before is part of what is read
        const names = ['settings', 'drafts', 'decisions', 'received'];
        const found = {};
        const vault = await Storage.transact([...names, 'keys'], 'readonly', (transaction) => {
          for (const name of names) found[name] = Storage.all(transaction, name);
          return transaction.objectStore('keys').count('vault');
        });
        if (vault.result && !Vault.key) {
          _web_on_locked(ticket);
          return;
        }
        let damaged = 0;
        const read = (name) => Promise.all(Storage.pairs(found[name]).map(async ([key, value]) => {
          try {
            return [key, name === 'settings' ? value : await Vault.open(name, key, value)];
          } catch {
            damaged++;
            return null;
          }
        }));
        const [settings, drafts, decisions, received] = (await Promise.all(names.map(read))).map((records) => records.filter(Boolean));
        // Told first: the console takes what can be read all the same, and the later answer ends the request.
        if (damaged) {
          Web.fail(ticket, Web.error('storage.damaged', damaged + ' of the kept records cannot be read; they are left as they are',
            'Export the decisions, and have this browser\'s data looked into before it is cleared'));
        }
        for (const [key, value] of settings) Web.send('settings', key, value);
        for (const [key, value] of drafts) Web.send('drafts', value.key ?? key, value.value ?? value);
        for (const [[keyId, seq], kept] of decisions) Web.send(keyId, String(seq), kept.record, kept.envelope);
        for (const [, kept] of received) Web.send(kept.record, kept.envelope);
        _web_on_stored_state(ticket, settings.length + drafts.length, decisions.length, received.length);
      });
    },

    all(transaction, name) {
      const store = transaction.objectStore(name);
      return { keys: store.getAllKeys(), values: store.getAll() };  // both in key order
    },

    pairs({ keys, values }) {
      return keys.result.map((key, i) => [key, values.result[i]]);
    },

    put(ticket, store, key, value) {
      Storage.request(ticket, 'storage', async () => {
        const plain = store === 'settings';  // which any tab may write
        const [name, kept] = plain ? [key, value] : await Vault.sealDraft(key, value);
        await (plain ? Storage.transact([store], 'readwrite', work) : Storage.write([store], work));
        function work(transaction) {
          const target = transaction.objectStore(store);
          if (value) target.put(kept, name);
          else target.delete(name);
        }
        _web_on_stored(ticket);
      });
    },

    append(ticket, key, decision, draftKey) {
      Storage.request(ticket, 'storage', async () => {
        const kept = await Vault.seal('decisions', key, decision);
        const draft = draftKey && await Vault.nameOf(draftKey);
        await Storage.write(['decisions', 'outbox', 'drafts'], (transaction) => {
          transaction.objectStore('decisions').add(kept, key);
          transaction.objectStore('outbox').add(1, key);
          if (draft) transaction.objectStore('drafts').delete(draft);
        });
        _web_on_stored(ticket);
      });
    },

    receive(ticket, items) {
      Storage.request(ticket, 'storage', async () => {
        const kept = await Promise.all(items.map(([digest, record, envelope]) => Vault.seal('received', digest, { record, envelope })));
        await Storage.write(['received'], (transaction) => {
          const store = transaction.objectStore('received');
          items.forEach(([digest], i) => Storage.after(store.count(digest), (there) => {
            if (!there) store.put(kept[i], digest);
          }));
        });
        _web_on_stored(ticket);
      });
    },
  },

  web_storage_load__deps: ['$Storage'],
  web_storage_load: (ticket) => Web.safe(() => Storage.load(ticket)),

  web_storage_put__deps: ['$Storage'],
  web_storage_put: (ticket, store, storeBytes, key, keyBytes, value, valueBytes) => Web.safe(() =>
    Storage.put(ticket, Web.text(store, storeBytes), Web.text(key, keyBytes), Web.text(value, valueBytes))),

  web_storage_append__deps: ['$Storage'],
  web_storage_append: (ticket, keyId, keyIdBytes, seq, record, recordBytes, envelope, envelopeBytes, draftKey, draftKeyBytes) =>
    Web.safe(() => Storage.append(ticket, [Web.text(keyId, keyIdBytes), seq],
      { record: Web.text(record, recordBytes), envelope: Web.text(envelope, envelopeBytes) }, Web.text(draftKey, draftKeyBytes))),

  web_storage_receive__deps: ['$Storage'],
  web_storage_receive: (ticket, items, count) => Web.safe(() => {
    const words = HEAPU32.slice(items >> 2, (items >> 2) + 6 * count);
    const text = (i) => Web.text(words[i], words[i + 1]);
    Storage.receive(ticket, Array.from({ length: count }, (_, i) => [text(6 * i), text(6 * i + 2), text(6 * i + 4)]));
  }),
});
