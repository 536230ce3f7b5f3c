// What runs in the browser. Each peer is a function run() that decides all rows once, and leaves of every row which
// questions are visible and the first outcome that holds.
import createRules from './bench_rules.mjs';
import { LogicEngine } from './json-logic-engine.mjs';
import { writtenOut } from './written.mjs';

let pack, rows;

export async function load() {
  [pack, rows] = await Promise.all(['pack.json', 'rows.json'].map(async (name) => (await fetch(name)).json()));
}

// The walk for engines that read objects, as one would tune it for a JavaScript engine: what rules see is one object
// that keeps its shape, rules that are always true are not run, and nothing is made for a row.
// anew for each row is slower: json-logic-js 1.4 times, json-logic-engine 2.3 times.)
function walker(asks, whens) {
  const ids = pack.questions.map((question) => question.id);
  const seen = Object.fromEntries(ids.map((id) => [id, undefined]));
  const data = { answers: seen, case: null }, written = [];
  const visible = new Uint8Array(rows.length * ids.length), outcomes = new Uint16Array(rows.length);
  const decide = (row, at) => {
    const given = row.answers;
    for (let i = 0; i < written.length; i++) seen[written[i]] = undefined;
    written.length = 0;
    data.case = row.case;
    for (let i = 0; i < ids.length; i++) {
      const ask = asks[i];
      if (ask === null || ask(data)) {
        visible[at + i] = 1;
        const id = ids[i], answer = given[id];
        if (answer === undefined) continue;
        seen[id] = answer;
        written.push(id);
      } else {
        visible[at + i] = 0;
      }
    }
    let outcome = 0;
    while (outcome < whens.length && !whens[outcome](data)) outcome++;
    return outcome;
  };
  return {
    visible, outcomes,
    run: () => {
      for (let i = 0; i < rows.length; i++) outcomes[i] = decide(rows[i], i * ids.length);
    },
  };
}

const rules = (compile) => walker(
  pack.questions.map((question) => question.ask_when === undefined ? null : compile(question.ask_when)),
  pack.outcomes.map((outcome) => compile(outcome.when)));

// From answers as objects to words, as program.hpp has them: of a choice the bit of 1 + its option, of many the bits of
// its options, of all other kinds bit 1 where there is an answer. All words stand open before, as bench_one leaves them.
function encoder(words) {
  const questions = new Map(pack.questions.map((question, at) => {
    const ids = question.kind === 'yes_no' ? ['yes', 'no'] : (question.options ?? []).map((option) => option.id);
    const many = question.kind === 'many';
    return [question.id, { at, many, bits: ids.length ? new Map(ids.map((id, i) => [id, many ? i : i + 1])) : null }];
  }));
  return (answers) => {
    for (const id in answers) {
      const { at, many, bits } = questions.get(id), answer = answers[id];
      let low = 0, high = 0;
      for (let i = 0; i < (many ? answer.length : 1); i++) {
        const bit = bits === null ? 1 : bits.get(many ? answer[i] : answer);
        if (bit < 32) low |= 1 << bit; else high |= 1 << bit;
      }
      words[2 * at] = low;
      words[2 * at + 1] = high;
    }
  };
}

async function ours(how) {
  const core = await createRules();
  const bytes = async (name) => {
    const text = new Uint8Array(await (await fetch(name)).arrayBuffer());
    const at = core._bench_bytes(text.length);
    core.HEAPU8.set(text, at);
    return [at, text.length];
  };
  if (!core._bench_open(...await bytes('pack.json'), ...await bytes('rows.json'))) throw new Error('the pack is refused');
  core._bench_clear();
  const visible = core._bench_visible(), outcomes = core._bench_outcomes(), given = core._bench_given() >> 2;
  const encode = encoder(core.HEAPU32.subarray(given, given + 2 * pack.questions.length));
  const objects = () => {
    for (let i = 0; i < rows.length; i++) {
      encode(rows[i].answers);
      core._bench_one(i);
    }
  };
  return {
    get visible() { return core.HEAPU8.subarray(visible, visible + rows.length * pack.questions.length); },
    get outcomes() { return core.HEAPU16.subarray(outcomes >> 1, (outcomes >> 1) + rows.length); },
    run: { objects, codes: core._bench_held, batch: core._bench_batch, 'fill+batch': core._bench_fill_and_batch }[how],
    finish: how.endsWith('batch') ? core._bench_spread : () => {},
  };
}

export const PEERS = {
  'json-logic-js': () => {
    const { apply, truthy } = globalThis.jsonLogic;
    return rules((rule) => (data) => truthy(apply(rule, data)));
  },
  'json-logic-engine': () => {
    const engine = new LogicEngine();
    return rules((rule) => engine.build(rule));
  },
  'written-out': () => rules(writtenOut),
  objects: () => ours('objects'), codes: () => ours('codes'),
  batch: () => ours('batch'), 'fill+batch': () => ours('fill+batch'),
};

// Decides all rows once; what came out, as text that can be compared.
export async function results(name) {
  const peer = await PEERS[name]();
  peer.run();
  peer.finish?.();
  const found = [await digest(peer.visible), await digest(new Uint8Array(peer.outcomes.slice().buffer))];
  const met = new Set(peer.outcomes), asked = peer.visible.reduce((sum, one) => sum + one, 0);
  return { digest: found.join(' '), met: met.size, asked: asked / rows.length };
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice()));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

let peer;
export async function prepare(name, ms) {
  peer = await PEERS[name]();
  return repeat(ms);
}

// Decides all rows again and again; how many rows that were.
export function repeat(ms) {
  const until = performance.now() + ms;
  let count = 0;
  for (; performance.now() < until; count += rows.length) peer.run();
  return count;
}
