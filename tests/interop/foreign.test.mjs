// Decisions that another DSSE implementation put into envelopes, signed with keys that OpenSSL made: accepted when they
// satisfy the format, refused with the right code when they do not.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sigstoreBundle from '@sigstore/bundle';
import sigstoreCore from '@sigstore/core';
import { TYPE, canonical, inFolder, opensslKey, statementBy, verify } from './lib/world.mjs';

const { toDSSEBundle, bundleToJSON } = sigstoreBundle;

// The envelope as the Sigstore client serialises it.
function envelopeBy(key, payload, type = TYPE) {
  const signature = sign(null, sigstoreCore.dsse.preAuthEncoding(type, payload), createPrivateKey(readFileSync(key.secret)));
  const bundle = toDSSEBundle({ artifact: payload, artifactType: type, signature, keyHint: key.keyId });
  return bundleToJSON(bundle).dsseEnvelope;
}

test('an envelope by the Sigstore client is accepted in its canonical form, and its key can be vouched for', (context) => {
  const folder = inFolder(context), key = opensslKey(folder, 'key');
  const envelope = envelopeBy(key, statementBy(key));
  assert.deepEqual(verify(folder, [canonical(envelope)], '--key', key.shared), [['valid', '']]);
  assert.deepEqual(verify(folder, [canonical(envelope)]), [['valid_unvouched', '']]);
  // The client itself writes `sig` before `keyid`.
  assert.deepEqual(verify(folder, [JSON.stringify(envelope)], '--key', key.shared), [['invalid', 'envelope.canonical']]);
});

test('what does not satisfy the format is refused with its code', (context) => {
  const folder = inFolder(context), key = opensslKey(folder, 'key'), other = opensslKey(folder, 'other');
  const good = envelopeBy(key, statementBy(key));
  const [signature] = good.signatures;
  const unpadded = (text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const cases = [
    ['envelope.canonical', 'pretty-printed on one line', JSON.stringify(good, null, 1).replaceAll('\n', ' ')],
    ['envelope.canonical', 'members in another order',
      JSON.stringify({ payloadType: good.payloadType, payload: good.payload, signatures: good.signatures })],
    ['envelope.signatures', 'two signatures', canonical({ ...good, signatures: [signature, envelopeBy(other, statementBy(key)).signatures[0]] })],
    ['envelope.signatures', 'none', canonical({ ...good, signatures: [] })],
    ['envelope.payload_type', 'another payload type', canonical(envelopeBy(key, statementBy(key), 'application/json'))],
    ['envelope.base64', 'base64url', canonical({ ...good, signatures: [{ ...signature, sig: unpadded(signature.sig) }] })],
    ['envelope.schema', 'a certificate beside the signature', canonical({ ...good, signatures: [{ ...signature, cert: 'x' }] })],
    ['envelope.schema', 'no key id', canonical({ ...good, signatures: [{ sig: signature.sig }] })],
    ['signature.invalid', 'another payload under the signature',
      canonical({ ...good, payload: statementBy(key, (one) => { one.predicate.rationale = 'Changed.'; }).toString('base64') })],
    ['key.mismatch', 'the key id of another key', canonical({ ...good, signatures: [{ ...signature, keyid: other.keyId }] })],
    ['signature.invalid', 'signed by somebody else', canonical({ ...envelopeBy(other, statementBy(key)), payload: good.payload })],
    ['payload.canonical', 'a payload with white space',
      canonical(envelopeBy(key, Buffer.from(JSON.stringify(JSON.parse(statementBy(key)), null, 1))))],
    ['payload.predicate_type', 'provenance of a build',
      canonical(envelopeBy(key, statementBy(key, (one) => { one.predicateType = 'https://slsa.dev/provenance/v1'; })))],
    ['outcome.mismatch', 'answers that lead elsewhere',
      canonical(envelopeBy(key, statementBy(key, (one) => { one.predicate.answers = { target: 'nobody' }; })))],
  ];
  for (const [code, why, line] of cases) {
    assert.deepEqual(verify(folder, [line], '--key', key.shared), [['invalid', code]], why);
  }
});
