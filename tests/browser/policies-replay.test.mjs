// Replay: what a newer pack would make of decisions that were made in the console by an older one. Its flows are
// compared with `casement replay` on the exported file.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { packCases, policyFile, readLines, readPolicy, temporaryFolder } from './lib/packing.mjs';
import { CASEMENT, ROOT } from './lib/place.mjs';
import { until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { Specialist, chooseByKeyboard, go, pressOn, tabTo } from './lib/specialist.mjs';

const OLD = 'community-standards@2026.05', NEW = 'community-standards@2026.11';
// Decisions to make: by tests of the older pack, in an ordinary case whose facts change nothing.
const DECIDE = [
  'A gain and odd payment are warned of', 'Pressure and odd payment are warned of',  // one flow
  'Parody said in the description suffices',
  'The dead without a caption',  // a new question
];

describe('replaying decisions on a newer pack', () => {
  const folder = temporaryFolder('replay');
  const older = readPolicy(OLD), newer = readPolicy(NEW);
  const label = (pack, id) => pack.outcomes.find((one) => one.id === id).label;
  const same = older.tests.filter((one) => !one.case && newer.tests.some((other) => !other.case && other.expect === one.expect &&
    JSON.stringify(other.answers) === JSON.stringify(one.answers))).slice(0, 2);
  const tests = [...DECIDE.map((name) => older.tests.find((one) => one.name === name)), ...same];
  let server, browser, tab, page, specialist, made, byCommand;
  before(async () => {
    const template = readLines(join(ROOT, 'web/demo/escalations/cases.jsonl')).find((one) => one.id === 'ESC-2026-1071');
    packCases(folder, 'week-20', 'Week 20', [OLD], tests.map((one, i) =>
      ({ ...template, id: `W20-${i + 1}`, title: `Case ${i + 1} of week 20`, policy: OLD })));
    server = await serve({ bundles: [join(folder, 'week-20')] });
    browser = await launch();
    tab = await openPage(browser, server.url);
    page = tab.page;
    page.on('filechooser', () => {});  // listening before the first one opens
    specialist = new Specialist(page);
    await specialist.openBundle(server.url, /^Week 20/);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  const panel = () => page.getByRole('region', { name: 'Replay', exact: true });
  const flows = () => panel().getByRole('region', { name: 'From the old outcome to the new one' }).getByRole('button');
  const found = () => panel().getByRole('region', { name: 'What the replay found', exact: true });
  const by = async (version) => {
    await chooseByKeyboard(page, /^By:/, new RegExp(`^${newer.title} ${version}( ·|$)`));
    await panel().getByRole('button', { name: `By: ${newer.title} ${version}` }).waitFor();
  };
  const counted = async (term) => {
    const row = found().getByRole('region', { name: 'In numbers' }).locator('dl > div').filter({ hasText: term });
    return Number.parseInt(await row.getByRole('definition').textContent(), 10);
  };

  test('decisions are made by the older pack', { timeout: 300_000 }, async () => {
    assert.ok(tests.every(Boolean), 'the older pack has lost a test that is decided here');
    for (const [i, one] of tests.entries()) {
      await specialist.openCase(`W20-${i + 1}`);
      await specialist.follow(older, one.answers);
      const { outcome } = await specialist.giveWhatIsNeeded();
      assert.equal(outcome, label(older, one.expect), one.name);
      await page.keyboard.press('Control+Enter');
      await page.getByText(/U takes it back/).first().waitFor();
    }
    made = await specialist.exportDecisions(tests.length, folder);
    const said = spawnSync(CASEMENT, ['replay', made.file, '--pack', policyFile(NEW), '--bundle', join(folder, 'week-20'),
      '--format', 'json', '--list', 'all'], { encoding: 'utf8' });
    assert.equal(said.status, 1, said.stderr);
    byCommand = JSON.parse(said.stdout);
  });

  test('the flows are those that casement replay finds', async () => {
    await go(page, 'r', 'Replay');
    await panel().getByText('decisions of this browser').waitFor();
    await by('2026.11');
    const names = await until('the flows', async () => {
      const all = await flows().allTextContents();
      return all.length ? all.sort() : null;
    });
    assert.deepEqual(names, expectedFlows());
    assert.equal(await counted('Would change'), countOf('changed'));
    assert.equal(await counted('Need a new answer'), countOf('needs_answer'));
    await panel().getByRole('heading', { name: new RegExp(`^${countOf('changed')} of ${tests.length} decisions would change`) }).waitFor();
  });
  const entries = () => byCommand.decisions;
  const countOf = (kind) => entries().filter((one) => one.kind === kind).length;
  const destination = (one) => one.kind === 'needs_answer' ? 'Needs a new answer' : label(newer, one.to);
  const expectedFlows = () => {
    const flows = new Map();
    for (const one of entries()) {
      const name = `${label(older, one.from)} to ${destination(one)}`;
      flows.set(name, (flows.get(name) ?? 0) + 1);
    }
    return [...flows].map(([name, count]) => `${name}, ${count} ${count === 1 ? 'decision' : 'decisions'}`).sort();
  };

  test('it says because of what, by section and by market', async () => {
    const because = found().getByRole('region', { name: 'Because of what' });
    assert.ok(await because.getByRole('table', { name: 'Because of' }).getByRole('row').count() > 1);
    assert.ok(await because.getByRole('table', { name: 'By section' }).getByRole('row').count() > 1);
    await because.getByRole('table', { name: 'By market' }).getByRole('row', { name: /^NZ \d+$/ }).waitFor();
  });

  test('a flow drills to its cases, and a case opens', async () => {
    const [flow] = (await flows().allTextContents()).filter((name) => /, 2 decisions$/.test(name) &&
      name.split(' to ')[0] !== name.split(' to ')[1].replace(/, 2 decisions$/, ''));
    assert.ok(flow, 'no flow of two decisions changes');
    await pressOn(page, 'button', flow);
    await flows().and(page.getByRole('button', { name: flow, pressed: true })).waitFor();
    const inFlow = found().getByRole('region', { name: '2 decisions in this flow' });
    const cases = await until('its cases', async () => {
      const all = await inFlow.getByRole('button').allTextContents();
      return all.length ? all : null;
    });
    assert.deepEqual(cases, tests.flatMap((one, i) => one.expect === 'restrict_fraud' ? [`W20-${i + 1} · Case ${i + 1} of week 20`] : []));
    await tabTo(page, 'button', cases[1]);
    await page.keyboard.press('Enter');
    await until('the case is open', async () => (await specialist.read()).id === cases[1].split(' · ')[0]);
  });

  test('a decision that needs a new answer says which question', async () => {
    await go(page, 'r', 'Replay');
    await pressOn(page, 'button', /to Needs a new answer, 1 decision$/);
    const asked = newer.questions.filter((one) => !older.questions.some((old) => old.id === one.id)).map((one) => one.text);
    const said = await found().getByText(/^Needs an answer: /).textContent();
    assert.ok(asked.includes(said.replace('Needs an answer: ', '')), said);
  });

  test('on the pack they were made by, nothing changes', async () => {
    await by('2026.05');
    await panel().getByRole('heading', { name: `Nothing would change in ${tests.length} decisions` }).waitFor();
    assert.equal(await counted('Would change'), 0);
    assert.equal(await counted('Stay the same'), tests.length);
  });

  test('decisions of other packs are left aside', async () => {
    await chooseByKeyboard(page, /^By:/, /^Intellectual property 2026\.11/);
    await panel().getByRole('heading', { name: `All ${tests.length} decisions are by other packs` }).waitFor();
    assert.equal(await flows().count(), 0);
  });

  test('another browser replays the exported file, with the same flows', async () => {
    const other = await openPage(browser, server.url);
    other.page.on('filechooser', () => {});
    await new Specialist(other.page).openBundle(server.url, /^Week 20/);
    await go(other.page, 'r', 'Replay');
    await tabTo(other.page, 'button', 'Replay a file…');
    const [chooser] = await Promise.all([other.page.waitForEvent('filechooser'), other.page.keyboard.press('Enter')]);
    await chooser.setFiles({ name: 'week-20.jsonl', mimeType: 'application/jsonl',
      buffer: Buffer.from(readFileSync(made.file, 'utf8') + 'this line is no decision\n') });
    const there = other.page.getByRole('region', { name: 'Replay', exact: true });
    await there.getByText('decisions in week-20.jsonl').waitFor();
    await chooseByKeyboard(other.page, /^By:/, new RegExp(`^${newer.title} 2026\\.11( ·|$)`));
    const list = there.getByRole('region', { name: 'From the old outcome to the new one' }).getByRole('button');
    await until('the same flows', async () =>
      JSON.stringify((await list.allTextContents()).sort()) === JSON.stringify(expectedFlows()));
    await there.getByText(/1 lines? (is|are) no decisions?/).waitFor();
    assert.deepEqual(await other.faults(), []);
    await other.close();
  });

  test('nothing violated the content policy, threw, or asked another host', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});
