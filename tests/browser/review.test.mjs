// A case from opening to signing, by mouse and through roles and names, on the demo bundle.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';

describe('reviewing the demo bundle', () => {
  let server, browser, tab, reviewer;
  before(async () => {
    server = await serve();
    browser = await launch();
    tab = await openPage(browser, server.url);
    reviewer = new Reviewer(tab.page);
    await reviewer.openBundle(server.url, /First steps/i);
    // A long undo window, so that a slow machine does not sign before the test has pressed U.
    await tab.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await tab.page.getByRole('radio', { name: '30 s' }).click();
    await tab.page.getByRole('radio', { name: '30 s', checked: true }).waitFor();
    await tab.page.getByRole('button', { name: 'Queue', exact: true }).click();
    await tab.page.getByRole('grid', { name: 'Cases' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test('the queue lists the cases and says how many', async () => {
    const rows = tab.page.getByRole('grid', { name: 'Cases' }).getByRole('row');
    assert.ok(await rows.count() >= 5);
    assert.match(await tab.page.title(), /First steps.*Casement/);
  });

  test('a click on a row opens the case, its content and its address', async () => {
    await tab.page.getByRole('grid', { name: 'Cases' }).getByRole('row').first().click();
    await reviewer.content.getByRole('heading', { name: 'What is asked' }).waitFor();
    assert.match(new URL(tab.page.url()).hash, /^#\/b\/first-steps\/c\/.+/);
    assert.equal(await tab.page.getByRole('grid', { name: 'Cases' }).getByRole('row', { selected: true }).count(), 1);
  });

  test('filtering keeps what matches, in any script, and clearing brings all back', async () => {
    const all = await tab.page.getByRole('grid', { name: 'Cases' }).getByRole('row').count();
    const filter = tab.page.getByRole('textbox', { name: 'Filter the queue' });
    await filter.fill('zzzz-nothing-has-this');
    await tab.page.getByText('No case matches').waitFor();
    await tab.page.getByRole('button', { name: 'Clear the filter' }).click();
    await until('all rows are back', async () =>
      await tab.page.getByRole('grid', { name: 'Cases' }).getByRole('row').count() === all);
    assert.equal(await filter.inputValue(), '');
  });

  test('answers can be clicked, changed and taken back one by one', async () => {
    const first = await reviewer.read();
    await reviewer.questions.getByRole('radio').or(reviewer.questions.getByRole('checkbox')).first().click();
    const second = await until('the next question opens', async () => {
      const now = await reviewer.read();
      return now.question !== first.question ? now : null;
    });
    assert.notEqual(second.question, first.question);
    await reviewer.questions.getByRole('button', { name: /^Question 1:/ }).click();
    await until('the first question is open again', async () => (await reviewer.read()).question === first.question);
    assert.equal((await reviewer.read()).options[0].checked, true);
  });

  test('a draft that was saved is there after a reload', async () => {
    const saved = tab.page.getByText(/^saved \d\d:/);
    const earlier = await saved.textContent();
    await tab.page.waitForTimeout(1100);  // the status shows seconds: a later save must read differently
    await tab.page.getByRole('textbox', { name: 'Rationale', exact: true }).fill('Kept over a reload ✓ مرحبا');
    await until('the text is saved', async () => await saved.count() === 1 && await saved.textContent() !== earlier);
    await tab.page.reload();
    const rationale = tab.page.getByRole('textbox', { name: 'Rationale', exact: true });
    await rationale.waitFor();
    assert.equal(await rationale.inputValue(), 'Kept over a reload ✓ مرحبا');
    assert.ok(await reviewer.questions.getByRole('button', { name: /^Question 1:/ }).or(
      reviewer.questions.getByRole('radio', { checked: true })).count() > 0);
  });

  test('a complete checklist shows the outcome and why, and can be signed', async () => {
    await reviewer.answer(() => 0);
    const ready = await reviewer.satisfyDemands();
    assert.ok(ready.outcome);
    await tab.page.getByRole('button', { name: 'Why this outcome' }).click();
    const why = tab.page.getByRole('region', { name: 'Case', exact: true }).getByRole('region', { name: 'The rule that decides' });
    await why.getByText(ready.outcome, { exact: true }).waitFor();
    await why.getByText(/^The first rule that holds/).waitFor();
    await tab.page.getByRole('button', { name: 'Why this outcome' }).click();
    await why.waitFor({ state: 'detached' });
    await tab.page.getByRole('button', { name: 'Sign and next' }).click();
    await until('another case opens', async () => (await reviewer.read()).id !== ready.id);
  });

  test('U takes a decision back before it is signed', async () => {
    await tab.page.getByText(/U takes it back/).waitFor();
    const now = await reviewer.read();
    await tab.page.keyboard.press('u');
    const back = await until('the case is open again', async () => {
      const state = await reviewer.read();
      return state.id !== now.id && state.outcome ? state : null;
    });
    await tab.page.getByRole('button', { name: 'Sign and next' }).click();
    await until('it moves on again', async () => (await reviewer.read()).id !== back.id);
  });

  test('the ledger holds the signed decision after a reload', async () => {
    await tab.page.getByRole('button', { name: 'Ledger', exact: true }).click();
    const rows = tab.page.getByRole('grid', { name: 'Signed decisions' }).getByRole('row');
    await until('the decision is in the ledger', async () => await rows.count() === 2);
    await tab.page.reload();
    await tab.page.getByRole('button', { name: 'Ledger', exact: true }).click();
    await until('it is still there', async () => await rows.count() === 2);
  });

  test('an override needs a reason, and both outcomes are shown', async () => {
    await tab.page.getByRole('button', { name: 'Queue', exact: true }).click();
    await tab.page.keyboard.press('j');
    await reviewer.answer((_question, options) => options.length - 1);
    await tab.page.getByRole('button', { name: 'Override the outcome…' }).or(
      tab.page.getByRole('button', { name: 'Override…' })).click();
    const dialog = tab.page.getByRole('dialog', { name: 'Override the outcome' });
    await dialog.getByRole('radio', { checked: false }).first().click();
    await tab.page.getByText('An override needs a reason').waitFor();
    assert.equal((await reviewer.read()).canSign, false);
    await tab.page.getByRole('textbox', { name: 'Reason for the override' }).fill('The context shows otherwise');
    await tab.page.getByText(/^Overridden\. The checklist gives/).waitFor();
  });

  test('nothing violated the content policy, threw, or asked another host', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});
