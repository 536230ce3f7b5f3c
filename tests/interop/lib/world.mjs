// What the tests of other implementations have in common: the example files, the casement binary, keys made by OpenSSL.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const EXAMPLES = join(ROOT, 'docs/examples/decisions');
export const TYPE = 'application/vnd.in-toto+json';
const BINARY = process.env.CASEMENT_BINARY ?? join(ROOT, 'build/native/casement');

export const example = (name) => readFileSync(join(EXAMPLES, name), 'utf8');
export const exampleLines = (name) => example(name).split('\n').filter((line) => line);

export function inFolder(context) {
  const folder = mkdtempSync(join(tmpdir(), 'casement-interop-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

export function casement(...words) {
  const done = spawnSync(BINARY, words, { encoding: 'utf8', timeout: 60_000 });
  if (done.error) throw done.error;
  return done;
}

// What verify says of each line, with the example bundle: [status, code].
export function verify(folder, lines, ...words) {
  const path = join(folder, 'decisions.jsonl');
  writeFileSync(path, lines.map((line) => line + '\n').join(''));
  const done = casement('verify', '--json', '--now', '2026-11-25T00:00:00Z', '--bundle', join(EXAMPLES, 'bundle'),
    '--publisher', join(EXAMPLES, 'publisher.pub'), ...words, path);
  return JSON.parse(done.stdout).decisions.map((one) => [one.status, one.error?.code ?? '']);
}

// RFC 8785 for what is used here: ASCII names, whole numbers.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

export const sha256 = (text) => createHash('sha256').update(text).digest();

// A key pair that `openssl` makes; both halves as files and as objects.
export function opensslKey(folder, name) {
  const secret = join(folder, name), shared = secret + '.pub';
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', secret]);
  execFileSync('openssl', ['pkey', '-in', secret, '-pubout', '-out', shared]);
  const { crv, kty, x } = createPublicKey(readFileSync(shared)).export({ format: 'jwk' });
  const jwk = { crv, kty, x };
  return { secret, shared, jwk, keyId: sha256(canonical(jwk)).toString('base64url') };
}

// The first example decision, by another key; `change` may alter the statement.
export function statementBy(key, change = () => {}) {
  const payload = JSON.parse(Buffer.from(JSON.parse(exampleLines('decisions.jsonl')[0]).payload, 'base64'));
  payload.predicate.reviewer = { key_id: key.keyId, public_jwk: key.jwk, alias: 'from elsewhere' };
  change(payload);
  return Buffer.from(canonical(payload));
}
