// Wycheproof's signature vectors through the WebCrypto of each browser: the console trusts it with every signature.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch } from './lib/chromium.mjs';
import { launchFirefox } from './lib/firefox.mjs';
import { DATA } from './lib/place.mjs';
import { serve } from './lib/serve.mjs';

const FILES = {
  Ed25519: join(DATA, 'wycheproof/wycheproof_ed25519_test.json'),
  'P-256': join(DATA, 'wycheproof/wycheproof_ecdsa_secp256r1_sha256_p1363_test.json'),
};

// One task for each vector: the spellings of its key, and what the suite says of it.
function tasks(file) {
  return JSON.parse(readFileSync(file, 'utf8')).testGroups.flatMap((group) => group.tests.map((vector) => ({
    id: vector.tcId, wanted: vector.result, flags: vector.flags, message: vector.msg, signature: vector.sig,
    raw: group.publicKey.pk ?? group.publicKey.uncompressed, jwk: group.publicKeyJwk, spki: group.publicKeyDer,
  })));
}

// In the page: for each task, what each spelling of the key says. A key or signature that cannot be read is refused.
async function verdicts({ curve, items }) {
  const [key, check] = curve === 'Ed25519' ? ['Ed25519', 'Ed25519']
    : [{ name: 'ECDSA', namedCurve: curve }, { name: 'ECDSA', hash: 'SHA-256' }];
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const verify = async (format, data, item) => {
    try {
      const imported = await crypto.subtle.importKey(format, data, key, false, ['verify']);
      return await crypto.subtle.verify(check, imported, bytes(item.signature), bytes(item.message));
    } catch {
      return false;
    }
  };
  return Promise.all(items.map((item) => Promise.all([
    verify('raw', bytes(item.raw), item), verify('spki', bytes(item.spki), item),
    ...item.jwk ? [verify('jwk', item.jwk, item)] : [],
  ])));
}

// What a browser gets wrong is expected exactly: these vectors, all of them and no others. None of it concerns Ed25519,
// the only algorithm that the console uses.
const BROWSERS = {
  Chromium: { open: launch, wrong: { Ed25519: () => false, 'P-256': () => false } },
  'Firefox ESR': {
    open: launchFirefox,
    // NSS halves a signature of any even length up to 64 bytes into r and s. The numbers are right in these (tcId 123,
    // 133, 135, 145, 147, 149 and 151, of the P1363 file), their length is not.
    wrong: { Ed25519: () => false, 'P-256': (item) => item.flags.includes('SignatureSize') },
  },
};

const holds = (item, verdict) => item.wanted === 'acceptable' || verdict === (item.wanted === 'valid');
const ids = (items) => items.map((item) => item.id);

for (const [name, { open, wrong }] of Object.entries(BROWSERS)) {
  describe(`WebCrypto of ${name}`, () => {
    const site = mkdtempSync(join(tmpdir(), 'casement-webcrypto-'));
    let server, browser, page;
    before(async () => {
      writeFileSync(join(site, 'index.html'), '<!doctype html><html lang="en"><title>A blank page</title></html>\n');
      server = await serve({ site });
      browser = await open();
      page = await browser.newPage();
      await page.goto(server.url);
    });
    after(async () => {
      await browser?.close();
      await server?.close();
      rmSync(site, { recursive: true, force: true });
    });

    for (const [curve, file] of Object.entries(FILES)) {
      test(`says of the ${curve} vectors what is expected`, { skip: !existsSync(file) && 'the vectors are not there' },
        async () => {
          const items = tasks(file);
          assert.ok(items.some((item) => item.wanted === 'valid') && items.some((item) => item.wanted === 'invalid'));
          const found = await page.evaluate(verdicts, { curve, items });
          assert.deepEqual(ids(items.filter((_, i) => new Set(found[i]).size !== 1)), [], 'the spellings of a key disagree');
          assert.deepEqual(ids(items.filter((item, i) => !holds(item, found[i][0]))), ids(items.filter(wrong[curve])));
        });
    }
  });
}
