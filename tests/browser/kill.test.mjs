// The browser, all its processes, is killed at random moments while somebody answers, writes and signs. What was
// reported saved or signed before must be there afterwards, and the ledger must have no gap.
// The long run: CASEMENT_KILL_ROUNDS=100 node --test browser/kill.test.mjs; CASEMENT_KILL_SEED repeats a run's moments.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ARGUMENTS, EXECUTABLE, watch } from './lib/chromium.mjs';
import { temporaryFolder } from './lib/packing.mjs';
import { until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { assertGapless, choose, decisionsOf, exportAs, isSaved, packProduction, savePublicKey, verify } from './lib/signing.mjs';
import { Specialist, go } from './lib/specialist.mjs';

const ROUNDS = Number(process.env.CASEMENT_KILL_ROUNDS ?? 20);
const SEED = Number(process.env.CASEMENT_KILL_SEED ?? Date.now() % 1_000_000);
const LAST = (id) => `The first thought on ${id}, and a second one`;

// mulberry32
function randomFrom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

// A browser as the leader of a process group of its own, on a profile that outlives it.
async function start(profile) {
  const child = spawn(EXECUTABLE, [...ARGUMENTS, '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1440,900',
    'about:blank'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise((done) => child.once('exit', done));
  const kill = async () => {
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  let said = '';
  const address = await new Promise((found, failed) => {
    child.stderr.on('data', (data) => {
      said += data;
      const [, url] = /DevTools listening on (\S+)/.exec(said) ?? [];
      if (url) found(url);
    });
    child.once('exit', (code) => failed(new Error(`Chromium ended with ${code}: ${said}`)));
    child.once('error', failed);
  });
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  const page = context.pages()[0] ?? await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  return { page, kill };
}

describe(`killed ${ROUNDS} times`, () => {
  const folder = temporaryFolder('kill');
  const profile = join(folder, 'profile'), bundles = join(folder, 'bundles');
  const random = randomFrom(SEED);
  const claims = { drafts: new Map(), cases: new Set(), signed: 0 };
  const moments = { answering: 0, writing: 0, signing: 0 };
  const errors = [];
  let server, running, number = 0;

  before(async () => {
    console.log(`seed ${SEED}`);
    packProduction(bundles, 'orchard', 'Orchard disputes', 4 + ROUNDS * 4, ['--purpose', 'training']);
    server = await serve({ bundles: [bundles] });
  });
  after(async () => {
    await running?.kill().catch(() => {});
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (page, id) => {
    await page.goto(`${server.url}#/b/orchard/c/${id}`);
    await until(`${id} is open`, async () => await new Specialist(page).read().then((state) => state.id === id && (state.question || state.outcome), () => false));
  };
  const begin = async () => {
    running = await start(profile);
    running.page.on('pageerror', (error) => errors.push(error.message));
    return running.page;
  };
  const rationale = (page) => page.getByRole('textbox', { name: 'Rationale', exact: true });
  const signedHere = (page) => page.getByRole('group', { name: 'Status' }).getByText(/^\d+ not exported$/)
    .textContent({ timeout: 500 }).then((text) => parseInt(text), () => 0);

  // Works on, for `most` cases or until the browser is gone; `now` says what it is at.
  async function work(page, now, most = Infinity) {
    for (let done = 0; done < most; done++) {
      const id = `CASE-${String(++number).padStart(4, '0')}`;
      now.doing = 'answering';
      await open(page, id);
      const reviewer = new Specialist(page);
      await reviewer.answer(() => 0);
      now.doing = 'writing';
      for (const words of [`The first thought on ${id}`, LAST(id)]) {
        await rationale(page).fill(words);
        await isSaved(page);
        claims.drafts.set(id, words);
      }
      await reviewer.satisfyDemands();
      await page.keyboard.press('Escape');
      now.doing = 'signing';
      const before = await signedHere(page);
      await page.keyboard.press('Control+Enter');
      await until('it is signed', async () => await signedHere(page) === before + 1);
      claims.cases.add(id);
      claims.signed = before + 1;
    }
  }

  // What was claimed before is looked up on the screen.
  async function check(page) {
    const signed = await signedHere(page);
    assert.ok(signed >= claims.signed, `${claims.signed} were reported signed, ${signed} are there`);
    for (const [id, words] of claims.drafts) {
      await open(page, id);
      const decided = await page.getByRole('button', { name: /^Correct/ }).count();
      if (claims.cases.has(id)) assert.ok(decided, `${id} was reported signed`);
      // A later text may have been stored without being reported yet; an earlier one may not.
      const kept = decided ? '' : await rationale(page).inputValue();
      if (!decided) assert.ok(kept === words || kept === LAST(id), `the draft of ${id} reads “${kept}”, not “${words}”`);
    }
    // What is known to be there is not looked at for ever: the end looks at all of it.
    claims.drafts.clear();
  }

  test('what was reported saved or signed is there each time', { timeout: ROUNDS * 60_000 }, async () => {
    const page = await begin();
    await page.goto(server.url + '#/b/orchard');
    await page.getByRole('grid', { name: 'Cases' }).waitFor();
    await go(page, 's', 'Settings');
    await choose(page, 'None');
    await work(page, {}, 1);
    // How long a case takes here: the moments are shares of that.
    const began = Date.now();
    await work(page, {}, 1);
    const span = 1.3 * (Date.now() - began);
    await running.kill();
    for (let round = 0; round < ROUNDS; round++) {
      const page = await begin();
      await page.goto(server.url + '#/b/orchard');
      await page.getByRole('grid', { name: 'Cases' }).waitFor().catch(async (thrown) => {
        assert.fail(`round ${round}: ${thrown.message}\n${errors.join('\n')}\n${await page.locator('body').innerText()}`);
      });
      await page.getByText(/^signed as .+ · temporary key$/).waitFor();
      await check(page);
      const now = { doing: 'answering' };
      let killed = false;
      const working = work(page, now).catch((thrown) => {
        if (!killed) throw thrown;
      });
      await Promise.race([working, new Promise((done) => setTimeout(done, span * random()))]);
      killed = true;
      moments[now.doing]++;
      await running.kill();
      await working;
    }
    console.log(`killed while ${Object.entries(moments).map(([what, times]) => `${what} ${times}`).join(', ')}; ${claims.signed} signed`);
  });

  test('the ledger that is left has no gap, and verifies', async () => {
    const context = await chromium.launchPersistentContext(profile, { executablePath: EXECUTABLE, args: ARGUMENTS, headless: true,
      viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    try {
      const page = await context.newPage();
      const faults = await watch(page, server.url);
      await page.goto(server.url + '#/b/orchard');
      await page.getByRole('grid', { name: 'Cases' }).waitFor();
      await check(page);
      const file = await exportAs(page, folder);
      const count = assertGapless(file);
      assert.ok(count >= claims.signed);
      const decided = new Set(decisionsOf(file).map((made) => made.case_id));
      assert.deepEqual([...claims.cases].filter((id) => !decided.has(id)), []);
      const { status, report } = verify('--bundle', join(bundles, 'orchard'), '--key', await savePublicKey(page, folder), file);
      assert.equal(status, 0, JSON.stringify(report));
      assert.deepEqual([...errors, ...await faults()], []);
    } finally {
      await context.close();
    }
  });
});
