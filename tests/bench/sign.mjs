// Signing and verifying decisions in the browser, through the console's own half in web/js/keys.js, beside jose and
// @noble/ed25519 in the same page; and natively as `casement verify` does it, beside OpenSSL alone on the same signatures.
// Equal outputs are asserted first. Rounds are interleaved, medians are printed.
import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { launch } from '../browser/lib/chromium.mjs';
import { ROOT } from '../browser/lib/place.mjs';
import { serveFiles } from './rules/server.mjs';

const ROUNDS = 5, TIMED_MS = 400, BATCH = 256, NATIVE_DECISIONS = 10_000;
const OURS = 'ours', PEERS = ['jose', 'noble'];
const here = dirname(new URL(import.meta.url).pathname);
const folder = join(ROOT, 'build/bench');
mkdirSync(folder, { recursive: true });

// The first example decision, so often that the numbers differ: what a batch of an import is made of.
function payloads() {
  const [line] = readFileSync(join(ROOT, 'docs/examples/decisions/decisions.jsonl'), 'utf8').split('\n');
  const payload = Buffer.from(JSON.parse(line).payload, 'base64').toString();
  return Array.from({ length: BATCH }, (_, i) => payload.replace('"seq":1', `"seq":${i + 1}`));
}

function filesUnder(place, prefix) {
  const files = {};
  for (const entry of readdirSync(place, { recursive: true })) {
    const path = join(place, entry);
    if (statSync(path).isFile() && path.endsWith('.js')) files[join(prefix, relative(place, path))] = path;
  }
  return files;
}

const library = (name, text) => `globalThis.addToLibrary = (parts) => { globalThis.${name} = parts.$${name}; };\n${text}`;
const modules = join(here, '../node_modules');
const server = await serveFiles({
  ...filesUnder(join(modules, 'jose/dist/browser'), 'jose'),
  'index.html': { text: '<!doctype html><meta charset="utf-8"><title>Sign</title><script src="keys.js"></script>' },
  'page.mjs': join(here, 'sign/page.mjs'), 'noble.js': join(modules, '@noble/ed25519/index.js'),
  'keys.js': { text: library('Keys', readFileSync(join(ROOT, 'web/js/keys.js'), 'utf8')) },
  'input.json': { text: JSON.stringify({ jwk: generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), payloads: payloads() }) },
});

async function inBrowser() {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(server.url + 'index.html');
    await page.evaluate(async () => {
      globalThis.bench = await import('./page.mjs');
      await globalThis.bench.load();
      await globalThis.bench.check();
    });
    const rates = {};
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of ['sign', 'verify']) {
        for (const name of [OURS, ...PEERS]) {
          (rates[`${kind} ${name}`] ??= []).push(
            await page.evaluate(([what, peer, ms]) => globalThis.bench.rate(what, peer, ms), [kind, name, TIMED_MS]));
        }
      }
    }
    return { chromium: browser.version(), rates };
  } finally {
    await browser.close();
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const ratio = (a, b) => Number((a / b).toFixed(2));

const { chromium, rates } = await inBrowser();
await server.close();
const version = (name) => JSON.parse(readFileSync(join(modules, name, 'package.json'))).version;
const result = { chromium, rounds: ROUNDS, batch: BATCH, jose: version('jose'), noble: version('@noble/ed25519'), per_second: {}, ratios: {} };
console.log(`bench sign: batches of ${BATCH} decisions, equal signatures, Chromium ${chromium}`);
for (const kind of ['sign', 'verify']) {
  const per = Object.fromEntries([OURS, ...PEERS].map((name) => [name, Math.round(median(rates[`${kind} ${name}`]))]));
  const ratios = Object.fromEntries(PEERS.map((name) => [name, ratio(per[OURS], per[name])]));
  result.per_second[kind] = per;
  result.ratios[kind] = ratios;
  console.log(`bench ${kind} ours=${per[OURS]}/s ` + PEERS.map((name) => `${name}=${per[name]}/s ratio=${ratios[name]}`).join(' '));
}

const program = join(ROOT, 'build/native/verify_native'), casement = join(ROOT, 'build/native/casement');
if (existsSync(program)) {
  const pack = join(ROOT, 'policies/community-standards@2026.11.json');
  const key = join(folder, 'sign-key.pub'), file = join(folder, 'sign-decisions.jsonl');
  const native = JSON.parse(execFileSync(program, [pack, key, file, NATIVE_DECISIONS], { encoding: 'utf8' }));
  const start = performance.now();
  const done = spawnSync(casement, ['verify', '--brief', '--key', key, file], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  // Without a bundle nothing is re-derived, and without a checkpoint the end is open: 3, and nothing invalid.
  if (done.status !== 3 || !done.stdout.includes(`${NATIVE_DECISIONS} not re-derived, 0 invalid`)) throw new Error(done.stdout + done.stderr);
  result.native = { ...native, ratio: ratio(native.casement, native.openssl), program: Math.round(NATIVE_DECISIONS / seconds) };
  console.log(`bench verify-native ours=${native.casement}/s openssl=${native.openssl}/s ratio=${result.native.ratio}`);
  console.log(`bench verify-program decisions=${NATIVE_DECISIONS} ours=${result.native.program}/s (wall time, one program)`);
}
writeFileSync(join(folder, 'sign.json'), JSON.stringify(result, null, 2) + '\n');
