// Keys as jose has them: the thumbprint is the key id, and the JWK in a decision is one that jose verifies a JWS with.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import * as jose from 'jose';
import { example, exampleLines } from './lib/world.mjs';

const payloadOf = (line) => JSON.parse(Buffer.from(JSON.parse(line).payload, 'base64'));
const { reviewer } = payloadOf(exampleLines('decisions.jsonl')[0]).predicate;

test('the thumbprint by jose is the key id, everywhere a key stands', async () => {
  const keys = [...payloadOf(example('keyring.json')).predicate.keys, payloadOf(example('keyring.json')).predicate.publisher,
    ...exampleLines('revoked.jsonl').map((line) => payloadOf(line).predicate.reviewer), reviewer];
  assert.equal(keys.length, 6);
  for (const key of keys) assert.equal(await jose.calculateJwkThumbprint(key.public_jwk), key.key_id);
});

test('the key as PEM and the key as JWK are the same to jose', async () => {
  const { crv, kty, x } = await jose.exportJWK(await jose.importSPKI(example('reviewer.pub'), 'EdDSA'));
  assert.deepEqual({ crv, kty, x }, reviewer.public_jwk);
});

test('a JWS by the key of a decision verifies with the JWK in the decision, and by another key does not', async () => {
  // RFC 8037, appendix A.4: the key of the examples is the one of the RFC.
  const jws = 'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.'
    + 'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';
  const { payload } = await jose.compactVerify(jws, await jose.importJWK(reviewer.public_jwk, 'EdDSA'));
  assert.equal(new TextDecoder().decode(payload), 'Example of Ed25519 signing');
  const other = payloadOf(exampleLines('revoked.jsonl')[0]).predicate.reviewer.public_jwk;
  await assert.rejects(jose.compactVerify(jws, await jose.importJWK(other, 'EdDSA')), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
});
