// Reviewing with the policy at hand: its section beside the question, why the outcome is what it is and what would
// change it (tried from the outside), a flag for the policy's owners, and an override that somebody must approve.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { readLines, readPolicy, temporaryFolder } from './lib/packing.mjs';
import { CASEMENT, ROOT, demoBundle } from './lib/place.mjs';
import { until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { Specialist, escaped, focused, pressOn, statements, tabTo } from './lib/specialist.mjs';

const expected = (area, id) =>
  readLines(join(ROOT, 'web/demo/four-policies/expected', `${area}.jsonl`)).find((one) => one.case === id);
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const labelOf = (pack, outcome) => pack.outcomes.find((one) => one.id === outcome).label;

describe('reviewing with the policy at hand', () => {
  const folder = temporaryFolder('review');
  const standards = readPolicy('community-standards@2026.11'), regulation = readPolicy('regulation@2026.11');
  let server, browser, tab, page, specialist;
  before(async () => {
    server = await serve();
    browser = await launch();
    tab = await openPage(browser, server.url);
    page = tab.page;
    specialist = new Specialist(page);
    await specialist.openBundle(server.url, /^Four policies/);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  const drawer = (name) => page.getByRole('region', { name: 'Case', exact: true })
    .getByRole('region', { name, exact: true }).first();

  describe('the policy of the question', () => {
    const line = expected('community-standards', 'CS-2026-0002');
    const shows = async (section) => {
      const region = drawer('Policy of this question');
      await region.getByRole('heading', { name: section.title, exact: true }).waitFor();
      const said = plain(await region.textContent());
      assert.ok(said.includes(plain(section.rule)), `the rule of “${section.title}”`);
      for (const one of section.definitions ?? []) assert.ok(said.includes(plain(one.text)), one.term);
      for (const one of section.examples ?? [])
        assert.ok(said.includes(plain(one.text) + labelOf(standards, one.verdict)), one.text);
    };

    test('P shows the section of the open question, and it follows the questions', async () => {
      await specialist.openCase('CS-2026-0002');
      await page.keyboard.press('p');
      const seen = new Set();
      for (;;) {
        const state = await specialist.read();
        if (state.outcome) break;
        const question = specialist.questionOf(standards, state);
        await shows(standards.sections.find((one) => one.id === question.section));
        seen.add(question.section);
        await specialist.follow(standards, line.answers, 1);
      }
      assert.ok(seen.size >= 2, 'the path stays in one section');
    });

    test('a reference in it leads to that section of the case’s own pack', async () => {
      const region = drawer('Policy of this question');
      const title = await region.getByRole('heading', { level: 2 }).first().textContent();
      const section = standards.sections.find((one) => one.title === title);
      const near = section.see.find((see) => !see.includes('#'));
      assert.ok(near, `“${title}” refers to no other section of its pack`);
      const target = standards.sections.find((one) => one.id === near);
      await region.getByRole('button', { name: target.title, exact: true }).focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('region', { name: 'Policies', exact: true });
      await panel.getByRole('region', { name: 'Policy text', exact: true })
        .getByRole('heading', { name: target.title, level: 2, exact: true }).waitFor();
      await panel.getByRole('button', { name: `Policy pack: ${standards.title} 2026.11` }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('c');
    });

    test('P again puts it away', async () => {
      await drawer('Policy of this question').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('p');
      await drawer('Policy of this question').waitFor({ state: 'detached' });
    });
  });

  describe('why', () => {
    const pack = standards, line = expected('community-standards', 'CS-2026-0003');
    // “If “question” is answer and “question” is answer”, as keys to press. A change may open questions of its own.
    const changesOf = (text) => text.replace(/^If /, '').split(/ and (?=“)/).map((part) => {
      for (const question of pack.questions) {
        const index = (question.options ?? []).findIndex((one) => part === `“${question.text}” is ${one.label}`);
        if (index >= 0) return { question, index };
      }
      return assert.fail(`no answer is called “${part}”`);
    });
    const isOpen = async (question) => {
      const state = await specialist.read();
      return state.question === question.text && state.options.every(({ name }, i) => name === question.options[i]?.label);
    };
    const change = async ({ question, index }) => {
      if (!await isOpen(question)) {
        const name = new RegExp(`^Question \\d+: ${escaped(question.text)} Answer:`);
        await specialist.questions.getByRole('button', { name }).first().focus();
        await page.keyboard.press('Enter');
        await until(`“${question.text}” is open`, () => isOpen(question));
      }
      const option = question.options[index];
      await specialist.option(index, await specialist.read());
      if (question.kind === 'many') await page.keyboard.press('n');
      await page.getByRole('button', { name: `${question.text} Answer: ${option.label}` }).waitFor();
    };
    const answered = (question) => line.answers[question.id] !== undefined;
    const back = (question) => ({ question,
      index: question.options.findIndex((one) => one.id === line.answers[question.id]) });

    test('W says which rule decided, what it read, and why each question was asked', async () => {
      await specialist.openCase('CS-2026-0003');
      const asked = await specialist.follow(pack, line.answers);
      await page.keyboard.press('w');
      const rule = drawer('Why this outcome').getByRole('region', { name: 'The rule that decides' });
      await rule.getByText(labelOf(pack, line.expect), { exact: true }).waitFor();
      assert.match(await rule.textContent(), /The first rule that holds; \d+ before it were tried and do not/);
      assert.ok(await rule.getByText(/^holds:/).count() > 0, 'no line of the rule is said to hold');
      const read = plain(await rule.getByRole('definition').allTextContents().then((all) => all.join('|')));
      const terms = await rule.getByRole('term').allTextContents();
      assert.ok(terms.length > 0 && read.length > 0, 'nothing was read');
      const why = drawer('Why this outcome').getByRole('region', { name: 'Why each question is asked' });
      const headings = await why.getByRole('heading', { level: 3 }).allTextContents();
      assert.deepEqual(headings, asked.map((id) => pack.questions.find((one) => one.id === id).text));
    });

    test('each change it names does give the outcome it names', { timeout: 240_000 }, async () => {
      const region = drawer('Why this outcome').getByRole('region', { name: 'What would change it' });
      const cards = await until('what would change it', async () => {
        const found = await region.locator('.example').evaluateAll((all) => all.map((card) => ({
          verdict: card.querySelector('.verdict').textContent, why: card.querySelector('.why').textContent })));
        return found.length ? found : null;
      });
      for (const { verdict, why } of cards) {
        assert.notEqual(verdict, labelOf(pack, line.expect));
        const changes = changesOf(why);
        for (const one of changes) await change(one);
        await until(`${why}: ${verdict}`, async () => (await specialist.read()).outcome === verdict);
        for (const one of changes.filter(({ question }) => answered(question))) await change(back(one.question));
        await until('all is as it was', async () => (await specialist.read()).outcome === labelOf(pack, line.expect));
      }
      await page.keyboard.press('Escape');
      await page.keyboard.press('w');
      await drawer('Why this outcome').waitFor({ state: 'detached' });
    });
  });

  const dialog = (name) => page.getByRole('dialog', { name });
  const typeInto = async (field, words) => {
    await tabTo(page, 'textbox', field);
    await until('the field has the focus', async () => (await focused(page)).role === 'textbox');
    await page.keyboard.type(words);
  };

  test('a question is flagged with a note, and the flag is part of the signed decision', async () => {
    const line = expected('regulation', 'RG-2026-0003');
    await specialist.openCase('RG-2026-0003');
    await specialist.follow(regulation, line.answers, 2);
    const question = specialist.questionOf(regulation, await specialist.read());
    await page.keyboard.press('f');
    await dialog('Flag this question').getByText(`“${question.text}”`).waitFor();
    await tabTo(page, 'radio', 'The policy has a gap');
    await page.keyboard.press('Enter');
    await dialog('Flag this question').getByRole('radio', { name: 'The policy has a gap', checked: true }).waitFor();
    await typeInto('Note', 'Nothing is said of images that were drawn');
    await pressOn(page, 'button', 'Done');
    await dialog('Flag this question').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Flag this question…', pressed: true }).waitFor();
    await specialist.follow(regulation, line.answers);
    await specialist.giveWhatIsNeeded();
    await specialist.signByKeyboard();
  });

  test('an override that needs approval names the team, and cannot be signed before somebody is named', async () => {
    const line = expected('regulation', 'RG-2026-0002');
    const team = regulation.teams.find((one) => one.id === regulation.outcomes.find((o) => o.id === line.expect).approval);
    const instead = regulation.outcomes.find((one) => one.effect === 'no_action');
    await specialist.openCase('RG-2026-0002');
    await specialist.follow(regulation, line.answers);
    await specialist.giveWhatIsNeeded();
    await page.keyboard.press('o');
    await dialog('Override the outcome').getByText(`It needs an approval: ${team.title}.`).waitFor();
    await tabTo(page, 'radio', instead.label);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Decision' }).getByText('An override needs a reason').waitFor();
    assert.equal((await specialist.read()).canSign, false);
    await typeInto('Reason for the override', 'The court withdrew the order this morning');
    await page.getByRole('region', { name: 'Decision' }).getByText(`This override needs an approval: ${team.title}`).waitFor();
    assert.equal((await specialist.read()).canSign, false);
    await page.keyboard.press('Control+Enter');  // nor by its chord
    await typeInto(`Approved by (${team.title})`, 'Lead of the legal desk');
    await until('it can be signed', async () => (await specialist.read()).canSign);
    assert.equal((await specialist.read()).id, 'RG-2026-0002');
    await page.keyboard.press('Escape');
    await specialist.signByKeyboard();
  });

  test('the export carries the flag and the approval, and verifies', async () => {
    const { file, key } = await specialist.exportDecisions(2, folder);
    const [flagged, overridden] = statements(file).map((one) => one.predicate);
    assert.equal(flagged.case_id, 'RG-2026-0003');
    assert.deepEqual(flagged.flags, [{ question: Object.keys(expected('regulation', 'RG-2026-0003').answers)[2], kind: 'gap',
      note: 'Nothing is said of images that were drawn' }]);
    assert.equal(flagged.final, flagged.derived.outcome);
    assert.equal(overridden.case_id, 'RG-2026-0002');
    assert.equal(overridden.derived.outcome, expected('regulation', 'RG-2026-0002').expect);
    assert.deepEqual(overridden.override, { outcome: overridden.final, reason: 'The court withdrew the order this morning',
      approved_by: 'Lead of the legal desk' });
    assert.notEqual(overridden.final, overridden.derived.outcome);
    const { status, stdout, stderr } = spawnSync(CASEMENT, ['verify', '--bundle', demoBundle('four-policies'),
      '--key', key, file], { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
  });

  test('on a phone, P and W of the checklist show what they open', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await specialist.openCase('AD-2026-0001');
    for (const [key, name] of [['p', 'Policy of this question'], ['w', 'Why this outcome']]) {
      await page.getByRole('tab', { name: 'Checklist' }).click();
      await specialist.checklist.waitFor();
      await page.keyboard.press(key);
      await drawer(name).waitFor();
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('nothing violated the content policy, threw, or asked another host', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});
