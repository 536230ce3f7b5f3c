// Bundles made for one test, by `casement pack`, in a folder of its own.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CASEMENT, ROOT } from './place.mjs';

export const temporaryFolder = (name) => mkdtempSync(join(tmpdir(), `casement-${name}-`));
export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
export const readLines = (path) => readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
export const policyFile = (name) => join(ROOT, 'policies', `${name}.json`);
export const readPolicy = (name) => readJson(policyFile(name));

// The cases of a bundle whose shards are compressed.
export const casesOf = (bundle) => readdirSync(join(bundle, 'cases')).sort()
  .flatMap((name) => gunzipSync(readFileSync(join(bundle, 'cases', name))).toString().split('\n').filter(Boolean))
  .map((line) => JSON.parse(line));

// A bundle of these cases, pinned to these packs ("<id>@<version>").
export function packCases(folder, name, title, policies, cases, options = []) {
  const input = join(folder, `.${name}.jsonl`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(input, cases.map((one) => JSON.stringify(one) + '\n').join(''));
  execFileSync(CASEMENT, ['pack', '--strict', '--name', name, '--title', title, '--out', join(folder, name),
    ...policies.flatMap((policy) => ['--policy', policyFile(policy)]), ...options, input], { stdio: 'pipe' });
}
