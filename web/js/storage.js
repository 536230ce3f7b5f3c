// What is kept in this browser: the other half of src/platform/web/storage.hpp. "Stored" is said only after
// `oncomplete` of a transaction whose durability is strict.
addToLibrary({
  $Storage__deps: ['$Web'],
  $Storage: {
    opening: null,   // promise of the database, shared by all requests
    name: 'casement',
    version: 1,

    open() {
      Storage.opening ??= new Promise((resolve, reject) => {
        if (!globalThis.indexedDB) {
          reject(Web.error('storage.missing', 'This browser offers no storage to this page',
            'Leave private browsing, or allow site data for this address'));
          return;
        }
        const request = indexedDB.open(Storage.name, Storage.version);
        request.onupgradeneeded = () => Storage.create(request.result);
        request.onblocked = () => reject(Web.error('storage.blocked', 'Another tab holds an older version of the storage open',
          'Close the other tabs of this console and reload'));
        request.onerror = () => reject(Storage.explain(request.error));
        request.onsuccess = () => {
          Storage.watch(request.result);
          resolve(request.result);
        };
      }).catch((thrown) => {
        Storage.opening = null;  // the next request tries again
        throw thrown;
      });
      return Storage.opening;
    },

    create(database) {
      database.createObjectStore('settings');
      database.createObjectStore('drafts');
      // The key is [key id, sequence number]: that a number is used twice is refused by the storage itself.
      database.createObjectStore('decisions');
      database.createObjectStore('keys');
    },

    // A newer version in another tab must not wait for this one.
    watch(database) {
      database.onversionchange = () => {
        database.close();
        Storage.opening = Promise.reject(Web.error('storage.gone', 'A newer version of the console was opened in another tab',
          'Reload this page; what was saved is kept'));
        Storage.opening.catch(() => {});
      };
      database.onclose = () => { Storage.opening = null; };
    },

    explain(error) {
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
        let first = null;  // the error that made it abort; the transaction's own says less
        transaction.onerror = (event) => { first ??= event.target.error; };
        transaction.onabort = () => reject(Storage.explain(first ?? transaction.error ?? { name: 'AbortError' }));
        transaction.oncomplete = () => resolve(result);
        try {
          result = work(transaction);
        } catch (thrown) {
          reject(Storage.explain(thrown));
          transaction.abort();
        }
      });
    },

    load(ticket) {
      Web.request(ticket, 'storage', async () => {
        const found = await Storage.transact(['settings', 'drafts', 'decisions'], 'readonly', (transaction) => {
          const all = {};
          for (const name of ['settings', 'drafts', 'decisions']) {
            const store = transaction.objectStore(name);
            all[name] = { keys: store.getAllKeys(), values: store.getAll() };  // in key order
          }
          return all;
        });
        let records = 0;
        for (const name of ['settings', 'drafts']) {
          found[name].keys.result.forEach((key, i) => {
            Web.send(name, String(key), String(found[name].values.result[i]));
            records++;
          });
        }
        const decisions = found.decisions.keys.result;
        decisions.forEach(([keyId, seq], i) => {
          const kept = found.decisions.values.result[i];
          Web.send(keyId, String(seq), kept.record, kept.envelope);
        });
        _web_on_stored_state(ticket, records, decisions.length, 0);
      });
    },

    put(ticket, store, key, value) {
      Web.request(ticket, 'storage', async () => {
        await Storage.transact([store], 'readwrite', (transaction) => {
          const target = transaction.objectStore(store);
          if (value === '') target.delete(key);
          else target.put(value, key);
        });
        _web_on_stored(ticket);
      });
    },

    append(ticket, decision) {
      Web.request(ticket, 'storage', async () => {
        await Storage.transact(['decisions', 'drafts'], 'readwrite', (transaction) => {
          transaction.objectStore('decisions').add({ record: decision.record, envelope: decision.envelope },
            [decision.keyId, decision.seq]);
          if (decision.draftKey) transaction.objectStore('drafts').delete(decision.draftKey);
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
    Web.safe(() => Storage.append(ticket, {
      keyId: Web.text(keyId, keyIdBytes), seq: seq, record: Web.text(record, recordBytes),
      envelope: Web.text(envelope, envelopeBytes), draftKey: Web.text(draftKey, draftKeyBytes),
    })),
});
