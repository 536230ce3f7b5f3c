// A specialist's path through one case of each of the four packs, by keyboard alone: read, answer, sign, export, and
// verified by `casement verify`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { readLines, readPolicy, temporaryFolder } from './lib/packing.mjs';
import { CASEMENT, ROOT, demoBundle } from './lib/place.mjs';
import { serve } from './lib/serve.mjs';
import { Specialist, statements, tabTo } from './lib/specialist.mjs';

// One of each pack: a clock of the law and a demand for notes; a choice of nine; a date and a list; an order.
const CASES = ['CS-2026-0001', 'AD-2026-0002', 'IP-2026-0003', 'RG-2026-0002'];
const AREAS = ['community-standards', 'advertising-commerce', 'intellectual-property', 'regulation'];

describe('one case of each policy, by keyboard', () => {
  const folder = temporaryFolder('desk');
  const expected = AREAS.flatMap((area) => readLines(join(ROOT, 'web/demo/four-policies/expected', `${area}.jsonl`)));
  let server, browser, tab, specialist, made;
  before(async () => {
    server = await serve();
    browser = await launch();
    tab = await openPage(browser, server.url);
    specialist = new Specialist(tab.page);
    await tab.page.goto(server.url);
    await tabTo(tab.page, 'button', /^Four policies/);
    await tab.page.keyboard.press('Enter');
    await tab.page.getByRole('grid', { name: 'Cases' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const id of CASES) {
    const line = expected.find((one) => one.case === id);
    test(`${id} is decided as its pack says`, { timeout: 120_000 }, async () => {
      const pack = readPolicy(line.policy);
      await specialist.openCase(id);
      await specialist.checklist.getByRole('heading', { name: pack.title, level: 2 }).waitFor();
      const asked = await specialist.follow(pack, line.answers);
      assert.deepEqual([...asked].sort(), Object.keys(line.answers).sort(), 'other questions were asked');
      const outcome = pack.outcomes.find((one) => one.id === line.expect);
      assert.equal((await specialist.giveWhatIsNeeded()).outcome, outcome.label);
      await specialist.signByKeyboard();
    });
  }

  test('the export holds the four decisions, by the answers given and the packs pinned', async () => {
    made = await specialist.exportDecisions(CASES.length, folder);
    const found = statements(made.file);
    assert.deepEqual(found.map(({ predicate }) => predicate.case_id), CASES);
    for (const { predicate } of found) {
      const line = expected.find((one) => one.case === predicate.case_id);
      assert.equal(`${predicate.policy_id}@${predicate.policy_version}`, line.policy);
      assert.deepEqual(predicate.answers, line.answers);
      assert.equal(predicate.derived.outcome, line.expect);
      assert.equal(predicate.final, line.expect);
    }
  });

  test('casement verify derives the same four outcomes from the bundle', () => {
    const { status, stdout, stderr } = spawnSync(CASEMENT, ['verify', '--bundle', demoBundle('four-policies'),
      '--key', made.key, made.file], { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
  });

  test('nothing violated the content policy, threw, or asked another host', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});
