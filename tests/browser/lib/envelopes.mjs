// Decisions as the console signs them, made by the tests of a pack in cases of a bundle: for pictures of a replay of
// hundreds. They are signed by a key that is made here and kept nowhere.
import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { calculateJwkThumbprint } from 'jose';
import { policyFile, readPolicy, temporaryFolder } from './packing.mjs';
import { CASEMENT } from './place.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

// RFC 8785 for what is written here: no fractions, and keys that are plain ASCII.
const canonical = (value) => Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : value && typeof value === 'object'
    ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
    : JSON.stringify(value);

// One envelope a line. `bundle` is the folder of a bundle whose shards are compressed; a test whose answers its case
// would not be asked for is left out.
export async function makeDecisions(policy, bundle, most) {
  const shards = readdirSync(join(bundle, 'cases')).sort().map((name) => gunzipSync(readFileSync(join(bundle, 'cases', name))));
  const cases = Buffer.concat(shards).toString().split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const pack = readPolicy(policy);
  const scratch = temporaryFolder('decisions');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  const keyId = await calculateJwkThumbprint({ crv, kty, x });
  const lines = [];
  for (const [i, one] of pack.tests.filter((test) => !test.case).entries()) {
    if (lines.length >= most) break;
    const c = cases[i % cases.length];
    writeFileSync(join(scratch, 'answers.json'), JSON.stringify(one.answers));
    writeFileSync(join(scratch, 'case.json'), JSON.stringify(c));
    const { status, stdout } = spawnSync(CASEMENT, ['derive', '--pack', policyFile(policy), '--answers',
      join(scratch, 'answers.json'), '--case', join(scratch, 'case.json'), '--json'], { encoding: 'utf8' });
    if (status !== 0) continue;
    const { outcome, actions = [], violates = [] } = JSON.parse(stdout);
    const digest = sha256(JSON.stringify(c));
    const payload = Buffer.from(canonical({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: c.id, digest: { sha256: digest } }],
      predicateType: 'urn:casement:decision:v1',
      predicate: {
        decision_id: `01a20000-0000-7000-8000-${String(lines.length + 1).padStart(12, '0')}`, seq: lines.length + 1,
        ...(lines.length ? { prev: 'sha256:' + sha256(lines.at(-1)) } : {}),
        bundle: 'sha256:' + sha256(readFileSync(join(bundle, 'datapackage.json'))), case_id: c.id,
        case_digest: 'sha256:' + digest, policy: 'sha256:' + sha256(canonical(pack)), policy_id: pack.id,
        policy_version: pack.version, reviewer: { key_id: keyId, public_jwk: { crv, kty, x }, temporary: true },
        answers: one.answers, derived: { outcome, actions, violates, fired: [outcome] }, final: outcome,
        // Some options ask for evidence or a note.
        evidence: [{ part: (c.content.find((part) => part.text) ?? c.content[0]).id, start: 0, end: c.content.some((part) => part.text) ? 1 : 0 }],
        rationale: 'As the pack expects', opened_at: '2026-10-01T08:00:00Z', decided_at: '2026-10-01T08:05:00Z', active_ms: 60000,
      },
    }));
    const type = 'application/vnd.in-toto+json';
    const message = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
    lines.push(JSON.stringify({ payload: payload.toString('base64'), payloadType: type,
      signatures: [{ keyid: keyId, sig: sign(null, message, privateKey).toString('base64') }] }));
  }
  return Buffer.from(lines.join('\n') + '\n');
}
