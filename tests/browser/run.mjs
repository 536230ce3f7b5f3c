// Runs the browser tests one after another and ends with `N passed, N failed`. Arguments name files to run.
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort()
  .filter((name) => !wanted.length || wanted.some((word) => basename(name).includes(word)))
  .map((name) => join(here, name));

let passed = 0, failed = 0, skipped = 0;
const failures = [];
const reason = ({ cause, stack, message }) => String(cause?.stack ?? cause?.message ?? cause ?? stack ?? message);
const stream = run({ files, concurrency: 1, timeout: 600_000 });
// A file is reported as a test of its own: only what is inside one counts, or the file where nothing ran.
const counts = (event) => event.details?.type !== 'suite' && (event.nesting > 0 || !files.includes(event.name));
stream.on('test:pass', (event) => {
  if (!counts(event)) return;
  if (event.skip !== undefined) skipped++;
  else passed++;
});
stream.on('test:fail', (event) => {
  process.exitCode = 1;
  if (event.details?.type === 'suite') return;
  failed++;
  const { error } = event.details;
  // Only that something within it failed: it is told by what did.
  if (error.failureType === 'subtestsFailed') return;
  failures.push(`${basename(event.file ?? event.name)}${event.line ? `:${event.line}` : ''}: ${event.name}\n${reason(error)}`);
});
stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => setImmediate(() => {
  if (!passed && !failed) process.exitCode = 1;
  for (const failure of failures) process.stdout.write(`\nFailed: ${failure}\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
}));
