// Digests and signatures by WebCrypto, many at a time.
addToLibrary({
  $Proofs__deps: ['$Web', '$Fetching'],
  $Proofs: {
    keys: null,      // public x -> promise of a key
    maxKeys: 10000,  // a file of strangers' keys fills no memory

    // `items`: pointer and length, alternating: of what is hashed, then of x, message and signature of what is checked.
    of: async (items, hashes, checks) => {
      const words = HEAPU32.slice(items >> 2, (items >> 2) + 2 * hashes + 6 * checks);
      const bytes = (at) => Web.bytes(words[at], words[at + 1]);
      const digests = new Uint8Array(32 * hashes);
      const hashing = Array.from({ length: hashes }, async (_, i) =>
        digests.set(await Fetching.digest(bytes(2 * i)), 32 * i));
      const checking = Array.from({ length: checks }, (_, i) => {
        const at = 2 * hashes + 6 * i;
        return Proofs.isValid(Web.text(words[at], words[at + 1]), bytes(at + 2), bytes(at + 4));
      });
      await Promise.all(hashing);
      const valid = await Promise.all(checking);
      return { digests: digests, valid: Uint8Array.from(valid, (ok) => ok ? 1 : 0) };
    },

    key(x) {
      Proofs.keys ??= new Map();
      if (!Proofs.keys.has(x)) {
        if (Proofs.keys.size >= Proofs.maxKeys) Proofs.keys.clear();
        Proofs.keys.set(x, crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x: x }, 'Ed25519', false, ['verify']));
      }
      return Proofs.keys.get(x);
    },

    // A key or a signature that cannot be read is not valid; it is no error of the work.
    isValid: async (x, message, signature) => {
      if (!x) return false;
      try {
        return await crypto.subtle.verify('Ed25519', await Proofs.key(x), signature, message);
      } catch (thrown) {
        if (thrown.name === 'NotSupportedError') {
          throw Web.error('key.unsupported', 'This browser cannot check Ed25519 signatures', 'Use a current Chromium, Edge, Firefox or Safari');
        }
        return false;
      }
    },
  },
});
