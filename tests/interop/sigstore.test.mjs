// A line of an export, put into a Sigstore bundle v0.3 with a public key, verifies with @sigstore/verify.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import sigstoreBundle from '@sigstore/bundle';
import sigstoreVerify from '@sigstore/verify';
import { join } from 'node:path';
import { EXAMPLES, casement, example, exampleLines } from './lib/world.mjs';

const { bundleFromJSON } = sigstoreBundle;
const { Verifier, toSignedEntity, toTrustMaterial } = sigstoreVerify;

const NOTHING = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
const der = (name) => createPublicKey(example(name)).export({ format: 'der', type: 'spki' });
const keyIdOf = (line) => JSON.parse(line).signatures[0].keyid;

const bundleOf = (line) => bundleFromJSON({
  mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  verificationMaterial: { publicKey: { hint: keyIdOf(line) } },
  dsseEnvelope: JSON.parse(line),
});

// No transparency log and no certificate: the key is known, as it is in Casement.
function checkBundle(bundle, key) {
  const trust = toTrustMaterial(NOTHING, { [bundle.verificationMaterial.content.publicKey.hint]: { rawBytes: der(key) } });
  const verifier = new Verifier(trust, { ctlogThreshold: 0, tlogThreshold: 0, tsaThreshold: 0 });
  verifier.verify(toSignedEntity(bundle));
}

const check = (line, key) => checkBundle(bundleOf(line), key);

test('what casement convert makes is a bundle that verifies, and with another key does not', () => {
  const done = casement('convert', '--to', 'sigstore', join(EXAMPLES, 'decisions.jsonl'));
  const bundles = done.stdout.trimEnd().split('\n').map((line) => bundleFromJSON(JSON.parse(line)));
  assert.equal(bundles.length, 4);
  for (const bundle of bundles) {
    checkBundle(bundle, 'reviewer.pub');
    assert.throws(() => checkBundle(bundle, 'lost.pub'), { code: 'SIGNATURE_ERROR' });
  }
});

test('decisions, omission, checkpoint, enrolment and keyring verify', () => {
  const files = [['decisions.jsonl', 'reviewer.pub', 4], ['filtered.jsonl', 'reviewer.pub', 4], ['enrolment.json', 'reviewer.pub', 1],
    ['acknowledgements.jsonl', 'reviewer.pub', 1], ['revoked.jsonl', 'lost.pub', 2], ['keyring.json', 'publisher.pub', 1],
    ['bundle/datapackage.dsse.json', 'publisher.pub', 1]];
  for (const [name, key, count] of files) {
    const lines = exampleLines(name);
    assert.equal(lines.length, count);
    for (const line of lines) check(line, key);
  }
});

test('a changed payload and another key do not', () => {
  const [line] = exampleLines('decisions.jsonl');
  const changed = JSON.parse(line);
  const payload = Buffer.from(changed.payload, 'base64');
  payload[payload.length >> 1] ^= 1;
  changed.payload = payload.toString('base64');
  const failed = { code: 'SIGNATURE_ERROR' };
  assert.throws(() => check(JSON.stringify(changed), 'reviewer.pub'), failed);
  assert.throws(() => check(line, 'lost.pub'), failed);
  check(line, 'reviewer.pub');
});
