// Rules: how often a second the largest pack is evaluated anew from answers to outcome, in WebAssembly, beside
// json-logic-js (apply, rule by rule), json-logic-engine (build, once) and the rules written out as JavaScript, on the same
// rules and rows in the same Chromium.
//
// One evaluation is one row: the walk through all questions in order, each with an ask_when tried on the answers to the
// visible questions before it; then the outcomes' rules in order, up to the first that holds. Every peer leaves the same
// in typed arrays: which questions are visible, and the outcome. Nothing is remembered from row to row. Compilation, of
// ours and of json-logic-engine's, is not counted.
//
//   codes        ours, a row at a time: answers held as codes, as the console holds them
//   objects      ours, a row at a time: answers are JavaScript objects, encoded on the way in, one call a row. The facts
//                of a case are held, as since the case was opened.
//   batch        ours, all rows at once by columns that are held; fill+batch: the columns are filled from codes first
//   the others   a row at a time, from JavaScript objects, which is what they read; see rules/page.mjs for their walk
//
// A rate is rows by the main thread's processor time, which other programs on the machine hardly change.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launch } from '../browser/lib/chromium.mjs';
import { ROOT } from '../browser/lib/place.mjs';
import { makeRows } from './rules/rows.mjs';
import { serveFiles } from './rules/server.mjs';

const ROUNDS = 5, ROWS = 4096, WARM_MS = 700, TIMED_MS = 1000;
const [web = join(ROOT, 'build/web-test'), native = join(ROOT, 'build/native')] = process.argv.slice(2);
const OURS = ['objects', 'codes', 'batch', 'fill+batch'], PEERS = ['json-logic-js', 'json-logic-engine', 'written-out'];

const largest = readdirSync(join(ROOT, 'policies')).filter((name) => name.includes('@'))
  .map((name) => join(ROOT, 'policies', name)).sort((a, b) => statSync(b).size - statSync(a).size)[0];
const pack = JSON.parse(readFileSync(largest));
const folder = join(ROOT, 'build/bench');
mkdirSync(folder, { recursive: true });
const rows = join(folder, 'rules-rows.json');
writeFileSync(rows, JSON.stringify(makeRows(pack, ROWS)));

const { resolve } = createRequire(import.meta.url);
const here = (name) => join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), 'rules', name);
const server = await serveFiles({
  'index.html': { text: '<!doctype html><meta charset="utf-8"><title>Rules</title><script src="json-logic.js"></script>' },
  'page.mjs': here('page.mjs'), 'written.mjs': here('written.mjs'), 'json-logic.js': resolve('json-logic-js'),
  'json-logic-engine.mjs': join(dirname(resolve('json-logic-engine')), '../esm/index.js'),
  'bench_rules.mjs': join(web, 'bench_rules.mjs'), 'bench_rules.wasm': join(web, 'bench_rules.wasm'),
  'pack.json': largest, 'rows.json': rows,
});

async function withPage(work) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(server.url + 'index.html');
    await page.evaluate(async () => {
      globalThis.bench = await import('./page.mjs');
      await globalThis.bench.load();
    });
    return await work(page, browser.version());
  } finally {
    await browser.close();
  }
}

// Equal outputs first: of every row each question's visibility and the outcome.
async function check() {
  return withPage(async (page, version) => {
    const found = {};
    for (const name of [...PEERS, ...OURS]) found[name] = await page.evaluate((peer) => globalThis.bench.results(peer), name);
    for (const name of Object.keys(found)) {
      if (found[name].digest !== found['json-logic-js'].digest) throw new Error(`${name} decides otherwise than json-logic-js`);
    }
    const { met, asked } = found['json-logic-js'];
    return { version, met, asked };
  });
}

const sample = (name) => withPage(async (page) => {
  await page.evaluate(([peer, ms]) => globalThis.bench.prepare(peer, ms), [name, WARM_MS]);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpu = async () => (await session.send('Performance.getMetrics')).metrics.find((one) => one.name === 'ThreadTime').value;
  const start = await cpu();
  const count = await page.evaluate((ms) => globalThis.bench.repeat(ms), TIMED_MS);
  return count / (await cpu() - start);
});

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const ratio = (a, b) => Number((a / b).toFixed(a / b < 10 ? 2 : 1));

const { version, met, asked } = await check();
const result = {
  pack: `${pack.id}@${pack.version}`, rules: pack.questions.filter((one) => one.ask_when !== undefined).length + pack.outcomes.length,
  questions: pack.questions.length, outcomes: pack.outcomes.length, rows: ROWS, outcomes_met: met,
  visible_questions_a_row: Number(asked.toFixed(2)), chromium: version, rounds: ROUNDS, rows_per_second: {}, ratios: {},
};
console.log(`bench rules: ${result.pack}, ${result.rules} rules, ${ROWS} rows that meet ${met} outcomes, equal outputs, Chromium ${version}`);
const rates = Object.fromEntries([...OURS, ...PEERS].map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const name of Object.keys(rates)) rates[name].push(await sample(name));
}
const per = result.rows_per_second;
for (const [name, values] of Object.entries(rates)) per[name] = Math.round(median(values));
for (const name of OURS) {
  const ratios = PEERS.map((peer) => [peer, ratio(per[name], per[peer])]);
  result.ratios[name] = Object.fromEntries(ratios);
  console.log(`bench rules ${name} ours=${per[name]}/s ` +
    ratios.map(([peer, value]) => `${peer}=${per[peer]}/s ratio=${value}`).join(' '));
}
await server.close();

const program = join(native, 'bench_rules');
if (existsSync(program)) {
  result.native_rows_per_second = JSON.parse(execFileSync(program, [largest, rows], { encoding: 'utf8' }));
  console.log('bench rules-native ' + Object.entries(result.native_rows_per_second).map(([name, value]) => `${name}=${value}/s`).join(' '));
}
writeFileSync(join(folder, 'rules.json'), JSON.stringify(result, null, 2) + '\n');
