// The signing key and the checking of signatures: the other half of src/platform/web/keys.hpp. The private key never
// leaves WebCrypto. Of the temporary key IndexedDB keeps a handle; of the reviewer's own, only what the vault opens.
addToLibrary({
  $Keys__deps: ['$Web', '$Storage', '$Vault'],
  $Keys: {
    current: null,   // {privateKey, x}: what signs
    imported: null,  // public x -> promise of a key, for checking

    base64url(bytes) {
      return btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    },

    generate: async (extractable) => {
      try {
        const { privateKey, publicKey } = await crypto.subtle.generateKey('Ed25519', extractable, ['sign', 'verify']);
        return { privateKey, publicKey, x: await Keys.xOf(publicKey) };
      } catch {
        throw Web.error('key.unsupported', 'This browser cannot make Ed25519 keys',
          'Use a current Chromium, Edge, Firefox or Safari');
      }
    },

    xOf: async (publicKey) => (await crypto.subtle.exportKey('jwk', publicKey)).x,

    // ---- the reviewer's own key: {x, iv, data}, where data is its PKCS #8 under the vault's key

    place(x) {
      return Vault.place('keys', ['own', x]);
    },

    makeOwn: async (under) => {
      const { privateKey, x } = await Keys.generate(true);
      const bytes = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
      const sealed = await Vault.encrypt(under, Keys.place(x), bytes);
      return { kept: { x, ...sealed }, own: { x, privateKey: await Keys.take(bytes) } };
    },

    openOwn: async (under, kept) => ({ x: kept.x, privateKey: await Keys.take(await Vault.decrypt(under, Keys.place(kept.x), kept)) }),

    // Not extractable from here on; the bytes are gone afterwards.
    take: async (bytes) => {
      const key = await crypto.subtle.importKey('pkcs8', bytes, 'Ed25519', false, ['sign']);
      bytes.fill(0);
      return key;
    },

    // ---- the temporary key

    // The key that is kept, or a new one. Two tabs that start together end up with the same one: `add` lets only the
    // first succeed, and the other reads what was kept.
    loadOrMake: async () => {
      const kept = await Keys.load();
      if (kept) return { pair: kept, made: false };
      const pair = await Keys.generate(false);
      try {
        await Storage.transact(['keys'], 'readwrite', (transaction) => {
          transaction.objectStore('keys').add({ privateKey: pair.privateKey, publicKey: pair.publicKey }, 'current');
        });
      } catch (thrown) {
        if (thrown.code !== 'storage.sequence') throw thrown;
        return { pair: await Keys.load(), made: false };
      }
      return { pair, made: true };
    },

    load: async () => {
      const [vault, kept] = await Storage.transact(['keys'], 'readonly', (transaction) => {
        const keys = transaction.objectStore('keys');
        return [keys.count('vault'), keys.get('current')];
      });
      if (vault.result) throw Vault.locked();
      return kept.result;
    },

    ensure(ticket) {
      Storage.request(ticket, 'key', async () => {
        let made = false;
        if (!Vault.key) {
          const found = await Keys.loadOrMake();
          made = found.made;
          Keys.current = { privateKey: found.pair.privateKey, x: await Keys.xOf(found.pair.publicKey) };
        }
        await Keys.tell(ticket, made, !Vault.key);
      });
    },

    tell: async (ticket, made, temporary) => {
      const { x } = Keys.current;
      Web.send(await Keys.thumbprint(x), x, Keys.pem(x));
      _web_on_key_ready(ticket, made ? 1 : 0, temporary ? 1 : 0);
    },

    // RFC 7638: the required members in lexicographic order, without white space (for OKP: RFC 8037, appendix A.3).
    thumbprint: async (x) => {
      const members = new TextEncoder().encode('{"crv":"Ed25519","kty":"OKP","x":"' + x + '"}');
      return Keys.base64url(await crypto.subtle.digest('SHA-256', members));
    },

    // RFC 8410: before the 32 bytes stand the same twelve in every Ed25519 key, which are sixteen letters of Base64.
    pem(x) {
      return '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA' + x.replaceAll('-', '+').replaceAll('_', '/') + '=\n-----END PUBLIC KEY-----\n';
    },

    sign(ticket, messages) {
      Web.request(ticket, 'key', async () => {
        if (!Keys.current) throw Web.error('key.missing', 'There is no signing key', 'Reload the page so that one is made or unlocked');
        const signatures = await Promise.all(messages.map((message) => crypto.subtle.sign('Ed25519', Keys.current.privateKey, message)));
        for (const signature of signatures) Web.sendBytes(new Uint8Array(signature));
        _web_on_signed(ticket, signatures.length);
      });
    },

    publicKey(x) {
      Keys.imported ??= new Map();
      if (!Keys.imported.has(x)) {
        Keys.imported.set(x, crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x: x }, 'Ed25519', false, ['verify']));
      }
      return Keys.imported.get(x);
    },

    // A key or a signature that cannot be read is not valid; it is no error of the request.
    isValid: async (item) => {
      try {
        return await crypto.subtle.verify('Ed25519', await Keys.publicKey(item.x), item.signature, item.message);
      } catch (thrown) {
        if (thrown.name === 'NotSupportedError') {
          throw Web.error('key.unsupported', 'This browser cannot check Ed25519 signatures', 'Use a current Chromium, Edge, Firefox or Safari');
        }
        return false;
      }
    },

    verify(ticket, items) {
      Web.request(ticket, 'key', async () => {
        const valid = await Promise.all(items.map(Keys.isValid));
        Web.sendBytes(Uint8Array.from(valid, (ok) => ok ? 1 : 0));
        _web_on_signatures_checked(ticket);
      });
    },
  },

  web_keys_ensure__deps: ['$Keys'],
  web_keys_ensure: (ticket) => Web.safe(() => Keys.ensure(ticket)),

  web_keys_sign__deps: ['$Keys'],
  web_keys_sign: (ticket, items, count) => Web.safe(() => {
    const words = HEAPU32.slice(items >> 2, (items >> 2) + 2 * count);
    Keys.sign(ticket, Array.from({ length: count }, (_, i) => Web.bytes(words[2 * i], words[2 * i + 1])));
  }),

  web_keys_verify__deps: ['$Keys'],
  web_keys_verify: (ticket, items, count) => Web.safe(() => {
    const words = HEAPU32.slice(items >> 2, (items >> 2) + 6 * count);
    Keys.verify(ticket, Array.from({ length: count }, (_, i) => {
      const [x, xBytes, message, messageBytes, signature, signatureBytes] = words.subarray(6 * i, 6 * i + 6);
      return { x: Web.text(x, xBytes), message: Web.bytes(message, messageBytes), signature: Web.bytes(signature, signatureBytes) };
    }));
  }),
});
