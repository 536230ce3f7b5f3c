// The signing key and the checking of signatures: the other half of src/platform/web/keys.hpp. The private key never
// leaves WebCrypto; what IndexedDB keeps is a handle to it.
addToLibrary({
  $Keys__deps: ['$Web', '$Storage'],
  $Keys: {
    pair: null,      // promise of {privateKey, publicKey}
    imported: null,  // public x -> promise of a key, for checking

    base64(bytes) {
      return btoa(String.fromCharCode(...new Uint8Array(bytes)));
    },

    base64url(bytes) {
      return Keys.base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    },

    generate: async () => {
      try {
        return await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
      } catch {
        throw Web.error('key.unsupported', 'This browser cannot make Ed25519 keys',
          'Use a current Chromium, Edge, Firefox or Safari');
      }
    },

    // The key that is kept, or a new one. Two tabs that start together end up with the same one: `add` lets only the
    // first succeed, and the other reads what was kept.
    loadOrMake: async () => {
      const kept = await Keys.load();
      if (kept) return { pair: kept, made: false };
      const pair = await Keys.generate();
      try {
        await Storage.transact(['keys'], 'readwrite', (transaction) => {
          transaction.objectStore('keys').add({ privateKey: pair.privateKey, publicKey: pair.publicKey }, 'current');
        });
      } catch (thrown) {
        if (thrown.code !== 'storage.sequence') throw thrown;
        return { pair: await Keys.load(), made: false };
      }
      return { pair: pair, made: true };
    },

    load: async () => {
      const request = await Storage.transact(['keys'], 'readonly', (transaction) => transaction.objectStore('keys').get('current'));
      return request.result;
    },

    ensure(ticket) {
      Web.request(ticket, 'key', async () => {
        const { pair, made } = await Keys.loadOrMake();
        Keys.pair = pair;
        const { x } = await crypto.subtle.exportKey('jwk', pair.publicKey);
        const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
        Web.send(await Keys.thumbprint(x), x, Keys.pem(spki));
        _web_on_key_ready(ticket, made ? 1 : 0, 1);
      });
    },

    // RFC 7638: the required members in lexicographic order, without white space (for OKP: RFC 8037, appendix A.3).
    thumbprint: async (x) => {
      const members = new TextEncoder().encode('{"crv":"Ed25519","kty":"OKP","x":"' + x + '"}');
      return Keys.base64url(await crypto.subtle.digest('SHA-256', members));
    },

    pem(spki) {
      const lines = Keys.base64(spki).match(/.{1,64}/g);
      return '-----BEGIN PUBLIC KEY-----\n' + lines.join('\n') + '\n-----END PUBLIC KEY-----\n';
    },

    sign(ticket, messages) {
      Web.request(ticket, 'key', async () => {
        if (!Keys.pair) throw Web.error('key.missing', 'There is no signing key yet', 'Reload the page so that one is made');
        const signatures = await Promise.all(messages.map((message) => crypto.subtle.sign('Ed25519', Keys.pair.privateKey, message)));
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
