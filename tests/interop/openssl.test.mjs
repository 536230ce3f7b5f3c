// What Casement signs verifies with OpenSSL: through node:crypto, and with the openssl command.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, TYPE, casement, example, exampleLines, inFolder, sha256 } from './lib/world.mjs';

// DSSE v1, as its specification has it.
function signedPart(line) {
  const envelope = JSON.parse(line);
  const payload = Buffer.from(envelope.payload, 'base64');
  const message = Buffer.concat([Buffer.from(`DSSEv1 ${TYPE.length} ${TYPE} ${payload.length} `), payload]);
  return { message, signature: Buffer.from(envelope.signatures[0].sig, 'base64'), keyId: envelope.signatures[0].keyid, payload };
}

function opensslSays(folder, { message, signature }, key) {
  writeFileSync(join(folder, 'message'), message);
  writeFileSync(join(folder, 'signature'), signature);
  return spawnSync('openssl', ['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', key, '-in', join(folder, 'message'),
    '-sigfile', join(folder, 'signature')]).status;
}

function makeWithCasement(folder) {
  const key = join(folder, 'key.pem'), keyring = join(folder, 'keyring.json'), merged = join(folder, 'merged.jsonl');
  for (const words of [['keygen', '--out', key], ['keyring', 'init', keyring, '--key', key],
    ['keyring', 'add', keyring, '--key', key, join(EXAMPLES, 'enrolment.json')],
    ['pack', '--out', join(folder, 'bundle'), '--key', key, '--policy',
      join(EXAMPLES, 'bundle/policies/sample@2026.11.json'), join(EXAMPLES, 'bundle/cases/00000.jsonl')],
    ['merge', '--out', merged, '--sign', key, join(EXAMPLES, 'decisions.jsonl')]]) {
    const done = casement(...words);
    assert.equal(done.status, 0, done.stderr + done.stdout);
  }
  const lines = (path) => readFileSync(path, 'utf8').trimEnd().split('\n');
  return { key: key + '.pub', made: [...lines(keyring), ...lines(join(folder, 'bundle/datapackage.dsse.json')), lines(merged).at(-1)] };
}

test('keyring, publication and checkpoint of the command line verify with OpenSSL', (context) => {
  const folder = inFolder(context), { key, made } = makeWithCasement(folder);
  const shared = createPublicKey(readFileSync(key));
  assert.equal(made.length, 3);
  for (const line of made) {
    const part = signedPart(line);
    assert.ok(verify(null, part.message, shared, part.signature));
    assert.equal(opensslSays(folder, part, key), 0);
    part.message[part.message.length >> 1] ^= 1;
    assert.ok(!verify(null, part.message, shared, part.signature));
    assert.notEqual(opensslSays(folder, part, key), 0);
  }
});

test('every line of an export verifies with the key that its payload names, and the key id is its thumbprint', () => {
  for (const name of ['decisions.jsonl', 'filtered.jsonl', 'revoked.jsonl', 'enrolment.json', 'keyring.json']) {
    for (const line of exampleLines(name)) {
      const part = signedPart(line);
      const { predicate } = JSON.parse(part.payload);
      const { key_id: keyId, public_jwk: jwk } = predicate.reviewer ?? predicate.publisher;
      const shared = createPublicKey({ key: jwk, format: 'jwk' });
      assert.ok(verify(null, part.message, shared, part.signature), name);
      const { crv, kty, x } = shared.export({ format: 'jwk' });
      assert.equal(sha256(JSON.stringify({ crv, kty, x })).toString('base64url'), keyId);
      assert.equal(part.keyId, keyId);
    }
  }
});

test('the public key that is handed out is the one in the decisions', () => {
  const [line] = exampleLines('decisions.jsonl');
  const { x } = createPublicKey(example('reviewer.pub')).export({ format: 'jwk' });
  assert.equal(JSON.parse(signedPart(line).payload).predicate.reviewer.public_jwk.x, x);
});
