// Cold start: from a fresh browser's navigation to the first frame that can be used, beside a bare document with the
// same style sheets from the same server. And what comes over the wire for it.
import { mkdirSync, mkdtempSync, statSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, openPage } from '../browser/lib/chromium.mjs';
import { ROOT } from '../browser/lib/place.mjs';
import { serve } from '../browser/lib/serve.mjs';

const ROUNDS = 7;
const bare = mkdtempSync(join(tmpdir(), 'casement-bare-'));
cpSync(join(ROOT, 'build/web/css'), join(bare, 'css'), { recursive: true });
writeFileSync(join(bare, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<link rel="stylesheet" href="css/app.css"><link rel="stylesheet" href="css/document.css"><h1>Choose a bundle to review</h1>`);

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function sample(url) {
  const browser = await launch();
  const tab = await openPage(browser, url);
  const start = performance.now();
  await tab.page.goto(url, { waitUntil: 'commit' });
  await tab.page.getByRole('heading', { name: 'Choose a bundle to review' }).waitFor();
  const ms = performance.now() - start;
  await browser.close();
  return ms;
}

const ours = await serve(), peer = await serve({ site: bare });
const times = { ours: [], bare: [] };
for (let round = 0; round < ROUNDS; round++) {
  times.ours.push(await sample(ours.url));
  times.bare.push(await sample(peer.url));
}
await ours.close();
await peer.close();

const size = (name) => statSync(join(ROOT, 'build/web', name + '.br')).size;
const wire = { wasm: size('casement.wasm'), js: size('casement.js') + size('boot.js') };
const result = {
  ours_ms: Math.round(median(times.ours)), bare_ms: Math.round(median(times.bare)),
  ratio: Number((median(times.ours) / median(times.bare)).toFixed(2)), rounds: ROUNDS,
  wasm_brotli_bytes: wire.wasm, js_brotli_bytes: wire.js,
};
console.log(`bench startup ours=${result.ours_ms}ms bare=${result.bare_ms}ms ratio=${result.ratio}`);
console.log(`bench size wasm=${wire.wasm} js=${wire.js} total=${wire.wasm + wire.js} of 409600 bytes, brotli`);
mkdirSync(join(ROOT, 'build/bench'), { recursive: true });
writeFileSync(join(ROOT, 'build/bench/startup.json'), JSON.stringify(result, null, 2) + '\n');
