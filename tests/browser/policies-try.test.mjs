// Try: any pack without a case. Answers and facts change the outcome and what is lit; nothing is kept; a pack from a
// file can be read and tried, and a broken one says what is wrong and where.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { readPolicy } from './lib/packing.mjs';
import { until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { Specialist, chooseByKeyboard, go, pressOn, tabTo } from './lib/specialist.mjs';

// A pack of one's own, as somebody who writes policy would bring it.
const OWN = {
  casement_policy: 1, id: 'house-rules', version: '2026.12', effective: '2026-12-01', title: 'House rules',
  sections: [{ id: 'noise', title: 'Noise at night', rule: 'Nobody shouts in the yard after ten in the evening.',
    definitions: [{ term: 'Yard', text: 'All ground inside the gate.' }],
    examples: [{ text: 'A shout of joy at midnight', verdict: 'remind', why: 'Joy is loud, too.' }] }],
  actions: [{ id: 'note', label: 'A note on the door', effect: 'restrict' }],
  questions: [
    { id: 'loud', section: 'noise', text: 'Was it loud?', kind: 'yes_no' },
    { id: 'late', section: 'noise', text: 'Was it after ten?', kind: 'yes_no', ask_when: { '==': [{ var: 'answers.loud' }, 'yes'] },
      because: 'Asked because it was loud' },
  ],
  outcomes: [
    { id: 'remind', label: 'Remind them', effect: 'restrict', severity: 1, violates: ['noise'], actions: ['note'],
      when: { and: [{ '==': [{ var: 'answers.loud' }, 'yes'] }, { '==': [{ var: 'answers.late' }, 'yes'] }] } },
    { id: 'quiet', label: 'Let it be', effect: 'no_action', severity: 0, violates: [], actions: [], when: true },
  ],
};

describe('trying a policy', () => {
  const standards = readPolicy('community-standards@2026.11'), regulation = readPolicy('regulation@2026.11');
  const label = (pack, id) => pack.outcomes.find((one) => one.id === id).label;
  let server, browser, tab, page, specialist, why;
  before(async () => {
    server = await serve();
    browser = await launch();
    tab = await openPage(browser, server.url);
    page = tab.page;
    page.on('filechooser', () => {});  // listening before the first one opens
    specialist = new Specialist(page);
    await specialist.openBundle(server.url, /^Four policies/);
    why = page.getByRole('region', { name: 'Why, and what would change it', exact: true });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  const outcome = async () => (await specialist.read()).outcome;
  const lit = () => why.locator('li.holds').allTextContents();
  const choosePack = async (title, version) => {
    await chooseByKeyboard(page, /^Policy pack:/, new RegExp(`^${title} ${version}( ·|$)`));
    await specialist.checklist.getByRole('heading', { name: title, level: 2 }).waitFor();
  };
  // Every key of every store of this origin.
  const stored = () => page.evaluate(async () => {
    const keys = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      for (const store of database.objectStoreNames) {
        const found = await new Promise((done) => {
          const request = database.transaction(store).objectStore(store).getAllKeys();
          request.onsuccess = () => done(request.result);
        });
        keys.push(...found.map((key) => `${store}/${key}`));
      }
      database.close();
    }
    return keys.sort();
  });

  test('answers lead to an outcome without a case, and light the taken branch', async () => {
    await go(page, 't', 'Try a policy');
    await choosePack(standards.title, '2026.11');
    const { answers, expect } = standards.tests.find((one) => !one.case && Object.keys(one.answers).length > 4);
    await specialist.follow(standards, answers);
    assert.equal(await outcome(), label(standards, expect));
    await why.getByRole('region', { name: 'The rule that decides' }).getByText(label(standards, expect), { exact: true }).waitFor();
    assert.ok((await lit()).length > 0, 'no branch is lit');
    assert.equal(await page.getByRole('button', { name: 'Sign and next' }).count(), 0, 'a trial can be signed');
    assert.equal(await page.getByRole('textbox', { name: 'Rationale' }).count(), 0);
  });

  test('another answer changes the outcome and what is lit', async () => {
    const before = { outcome: await outcome(), lit: await lit() };
    await pressOn(page, 'button', /^Question 1:/);
    await until('the first question is open', async () => (await specialist.read()).question === standards.questions[0].text);
    await page.keyboard.press('9');  // none of the concerns
    await until('the next question opens', async () => (await specialist.read()).question !== standards.questions[0].text);
    const { answers, expect } = standards.tests.find((one) => !one.case && one.answers.concern === 'none');
    await specialist.follow(standards, answers);
    await until('the outcome', async () => await outcome() === label(standards, expect));
    assert.notEqual(await outcome(), before.outcome);
    assert.notDeepEqual(await lit(), before.lit);
  });

  test('a fact of the case changes the outcome', async () => {
    // The same answers, with and without the fact: two tests of the pack itself.
    const key = (one) => JSON.stringify(one.answers);
    const [without, with_] = standards.tests.filter((one) => JSON.stringify(one.case) === '{"prior_violations":1}')
      .flatMap((one) => standards.tests.filter((other) => !other.case && key(other) === key(one) && other.expect !== one.expect)
        .map((other) => [other, one]))[0];
    await choosePack(regulation.title, '2026.11');  // another pack: the facts begin anew
    await choosePack(standards.title, '2026.11');
    await pressOn(page, 'button', 'Start again');
    await specialist.follow(standards, without.answers);
    assert.equal(await outcome(), label(standards, without.expect));
    await tabTo(page, 'textbox', 'prior violations');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('1');
    await until('the outcome follows the fact', async () => await outcome() === label(standards, with_.expect));
    await page.keyboard.press('Escape');
    await pressOn(page, 'button', 'Start again');
    await until('all is taken back', async () => (await specialist.read()).question === standards.questions[0].text);
    await until('the fact, too', async () => await page.getByRole('textbox', { name: 'prior violations' }).inputValue() === '0');
  });

  test('T tries a case’s answers elsewhere, and the case stays as it was', async () => {
    await specialist.openCase('CS-2026-0003');
    await specialist.follow(standards, { concern: 'identity', id_matter: 'poses' }, 2);
    const steps = () => specialist.questions.getByRole('button', { name: /^Question \d+:/ }).allTextContents();
    const before = await steps();
    await page.keyboard.press('t');
    await page.getByRole('region', { name: 'Try a policy', exact: true }).waitFor();
    assert.deepEqual(await steps(), before);
    await pressOn(page, 'button', /^Question 1:/);
    await until('the first question is open', async () => (await specialist.read()).question === standards.questions[0].text);
    await page.keyboard.press('1');
    await until('the trial has another answer', async () => (await steps()).join() !== before.join());
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('region', { name: 'Try a policy', exact: true }).waitFor({ state: 'detached' });
    assert.deepEqual(await steps(), before);
    await page.getByText(/^saved \d\d:|^nothing to save/).first().waitFor();
  });

  test('nothing of a trial is written, and nothing is there after a reload', async () => {
    const before = await stored();
    await go(page, 't', 'Try a policy');
    await choosePack(standards.title, '2026.11');
    const { answers } = standards.tests.find((one) => !one.case);
    await pressOn(page, 'button', 'Start again');
    await specialist.follow(standards, answers);
    assert.ok(await outcome());
    await page.waitForTimeout(2500);  // longer than drafts wait before they are saved
    assert.deepEqual(await stored(), before);
    await page.reload();
    await page.getByRole('grid', { name: 'Cases' }).waitFor();
    await go(page, 't', 'Try a policy');
    await choosePack(standards.title, '2026.11');
    const now = await specialist.read();
    assert.equal(now.outcome, null);
    assert.equal(now.question, standards.questions[0].text);
    assert.ok(now.options.every((option) => !option.checked));
    assert.equal(await specialist.questions.getByRole('button', { name: /^Question/ }).count(), 0);
  });

  // Opens the file chooser by keyboard and answers it.
  const openFile = async (name, text) => {
    await go(page, 'p', 'Policies');
    await tabTo(page, 'button', 'Open a policy file…');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  };

  test('a pack of one’s own can be read and tried', async () => {
    await openFile('house-rules.json', JSON.stringify(OWN));
    const panel = page.getByRole('region', { name: 'Policies', exact: true });
    await panel.getByRole('button', { name: 'Policy pack: House rules 2026.12' }).waitFor();
    const text = panel.getByRole('region', { name: 'Policy text', exact: true });
    await text.getByRole('heading', { name: 'Noise at night' }).waitFor();
    await text.getByText(OWN.sections[0].rule).waitFor();
    await pressOn(page, 'button', 'Try this pack');
    await specialist.checklist.getByRole('heading', { name: 'House rules', level: 2 }).waitFor();
    await specialist.follow(OWN, { loud: 'yes', late: 'yes' });
    assert.equal(await outcome(), 'Remind them');
    await pressOn(page, 'button', /^Question 1:/);
    await until('the first question is open', async () => (await specialist.read()).question === 'Was it loud?');
    await page.keyboard.press('2');
    await until('the outcome follows', async () => await outcome() === 'Let it be');
  });

  const broken = [
    ['that is no JSON', '{"casement_policy": 1,', /json\.[a-z_]+/],
    ['without questions', JSON.stringify({ ...OWN, questions: undefined }), /pack\.[a-z_.]+ at .*questions/],
    ['whose example names an outcome that is not there', JSON.stringify({ ...OWN, sections: [{ ...OWN.sections[0],
      examples: [{ text: 'A shout', verdict: 'nowhere', why: '' }] }] }), /pack\.[a-z_.]+ at \/sections\/0\/examples\/0/],
  ];
  for (const [what, text, said] of broken) {
    test(`a file ${what} is refused with its code and place, and the pack before stays`, async () => {
      await openFile('broken.json', text);
      await page.getByText(/^broken\.json: /).filter({ hasText: said }).first().waitFor();
      await page.getByRole('button', { name: 'Policy pack: House rules 2026.12' }).waitFor();
    });
  }

  test('nothing violated the content policy, threw, or asked another host', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});
