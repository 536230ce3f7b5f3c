// Runs the browser tests one after another and ends with `N passed, N failed`. Arguments name files to run.
//
// A file that fails is run once more when everything else is done, and then counts as it did the second time: a busy
// machine must not cost a whole run. What failed first is told all the same. Tests of what may never be lost get one try.
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIRST_TRY_ONLY = ['kill.test.mjs', 'storage.test.mjs', 'storage-faults.test.mjs', 'vault.test.mjs'];

const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const all = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort()
  .filter((name) => !wanted.length || wanted.some((word) => basename(name).includes(word)))
  .map((name) => join(here, name));
const reason = ({ cause, stack, message }) => String(cause?.stack ?? cause?.message ?? cause ?? stack ?? message);

// Counts by file: passed, failed, skipped, and what failed with its reason.
async function runAll(files) {
  const results = new Map(files.map((file) => [file, { passed: 0, failed: 0, skipped: 0, failures: [] }]));
  const stream = run({ files, concurrency: 1, timeout: 600_000 });
  // Node 18 gives an address.
  const pathOf = (file) => file?.startsWith('file:') ? fileURLToPath(file) : file;
  const of = (event) => results.get(pathOf(event.file)) ?? results.get(event.name);
  // A file is reported as a test of its own: only what is inside one counts, or the file where nothing ran.
  const counts = (event) => event.details?.type !== 'suite' && (event.nesting > 0 || !results.has(event.name));
  stream.on('test:pass', (event) => {
    const result = of(event);
    if (counts(event)) result[event.skip !== undefined ? 'skipped' : 'passed']++;
  });
  stream.on('test:fail', (event) => {
    const { error, type } = event.details;
    const result = of(event);
    // Of what failed only because something within it did, that is told instead.
    if (error.failureType === 'subtestsFailed') return;
    if (type !== 'suite') result.failed++;
    result.failures.push(`${basename(event.file ?? event.name)}${event.line ? `:${event.line}` : ''}: ${event.name}\n${reason(error)}`);
  });
  await new Promise((done) => {
    stream.on('end', done);
    stream.compose(new spec()).pipe(process.stdout);
  });
  // A suite whose hook failed has failed, though no test of it did.
  for (const result of results.values()) result.failed = Math.max(result.failed, result.failures.length ? 1 : 0);
  return results;
}

const results = await runAll(all);
const again = [...results].filter(([file, { failed }]) => failed && !FIRST_TRY_ONLY.includes(basename(file)));
if (again.length) {
  const first = again.flatMap(([, { failures }]) => failures);
  const second = await runAll(again.map(([file]) => file));
  for (const [file, result] of second) results.set(file, result);
  for (const failure of first) console.log(`\nFailed at the first try: ${failure}`);
}

const sum = (what) => [...results.values()].reduce((total, result) => total + result[what], 0);
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum);
for (const { failures } of results.values()) for (const failure of failures) console.log(`\nFailed: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed || !passed ? 1 : 0;
