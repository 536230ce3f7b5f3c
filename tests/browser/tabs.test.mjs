// Two tabs of one browser: the second says that it only reads, takes over when it is told to, and the ledger has no fork.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, openBeside, openPage } from './lib/chromium.mjs';
import { temporaryFolder } from './lib/packing.mjs';
import { until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { assertGapless, choose, decisionsOf, exportAs, isSaved, openCase, packProduction, savePublicKey, signedCount, verify } from './lib/signing.mjs';
import { Specialist, go } from './lib/specialist.mjs';

const NOTE = 'Begun in the first tab';

describe('two tabs', () => {
  const folder = temporaryFolder('tabs');
  const bundles = join(folder, 'bundles');
  let server, browser, first, second, one, two;
  before(async () => {
    packProduction(bundles, 'orchard', 'Orchard disputes', 8, ['--purpose', 'training']);
    server = await serve({ bundles: [bundles] });
    browser = await launch();
    first = await openPage(browser, server.url);
    one = new Specialist(first.page);
    await one.openBundle(server.url, /Orchard disputes/);
    await go(first.page, 's', 'Settings');
    await choose(first.page, '30 s');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const attention = (tab) => tab.page.getByRole('region', { name: 'Attention' }).getByText('Another tab of this browser is writing. This one only reads.');
  const takeOver = async (tab, other) => {
    await tab.page.getByRole('button', { name: 'Write in this tab' }).click();
    await attention(tab).waitFor({ state: 'detached' });
    await attention(other).waitFor();
  };
  const open = (reviewer, id) => openCase(reviewer, server.url, 'orchard', id);
  const decide = async (reviewer, id) => {
    await open(reviewer, id);
    await reviewer.answer(() => 0);
    await reviewer.satisfyDemands();
    await reviewer.signByKeyboard();
  };
  const rationale = (tab) => tab.page.getByRole('textbox', { name: 'Rationale', exact: true });

  test('the second one says that it only reads, answers nothing and signs nothing', async () => {
    await decide(one, 'CASE-0001');
    await signedCount(first.page, 1);
    await open(one, 'CASE-0002');
    await one.answer(() => 0);
    await one.satisfyDemands();
    await rationale(first).fill(NOTE);
    await isSaved(first.page);

    second = await openBeside(first, server.url);
    two = new Specialist(second.page);
    await second.page.goto(`${server.url}#/b/orchard/c/CASE-0003`);
    await attention(second).waitFor();
    assert.equal(await attention(first).count(), 0);
    await until('the case is open', async () => (await two.read()).question);
    const { question } = await two.read();
    await second.page.keyboard.press('1');
    await second.page.waitForTimeout(400);
    assert.equal((await two.read()).question, question);
    assert.ok((await two.read()).options.every((option) => !option.checked));
    await open(two, 'CASE-0002');
    await second.page.getByRole('region', { name: 'Decision' }).getByText(/Another tab of this browser is writing/).waitFor();
    await second.page.keyboard.press('Control+Enter');
    await second.page.waitForTimeout(400);
    assert.deepEqual([(await two.read()).id, (await two.read()).canSign], ['CASE-0002', false]);
    await signedCount(second.page, 1);
  });

  test('it takes over with the draft of the first, which says so and can sign no more', async () => {
    await takeOver(second, first);
    await open(two, 'CASE-0002');
    assert.equal(await rationale(second).inputValue(), NOTE);
    const { id, canSign } = await one.read();
    assert.deepEqual([id, canSign], ['CASE-0002', false]);
    await first.page.keyboard.press('Control+Enter');
    await first.page.waitForTimeout(400);
    assert.equal((await one.read()).id, 'CASE-0002');
    await two.satisfyDemands();
    await two.signByKeyboard();
    await signedCount(second.page, 2);
  });

  test('the first takes it back and knows what the second has signed', async () => {
    await takeOver(first, second);
    await signedCount(first.page, 2);
    await decide(one, 'CASE-0003');
    await signedCount(first.page, 3);
  });

  test('a decision that was still to be signed is not lost when the other takes over', async () => {
    await open(one, 'CASE-0004');
    await one.answer(() => 0);
    await one.satisfyDemands();
    await one.signByKeyboard();
    await first.page.getByText(/U takes it back/).waitFor();
    await takeOver(second, first);
    await signedCount(second.page, 3);
    await open(two, 'CASE-0004');
    await two.satisfyDemands();
    await two.signByKeyboard();
    await signedCount(second.page, 4);
    // The first one's window ends by looking at the ledger: what it would sign is refused, and it says so.
    await go(first.page, 'l', 'Ledger');
    await first.page.getByText(/^Not signed/).first().waitFor();
  });

  test('the ledger has no gap and no fork', async () => {
    await signedCount(second.page, 4);
    const file = await exportAs(second.page, folder);
    assert.equal(assertGapless(file), 4);
    assert.deepEqual(decisionsOf(file).map((made) => made.case_id), ['CASE-0001', 'CASE-0002', 'CASE-0003', 'CASE-0004']);
    const key = await savePublicKey(second.page, folder);
    const { status, report } = verify('--bundle', join(bundles, 'orchard'), '--key', key, file);
    assert.equal(status, 0, JSON.stringify(report));
  });

  test('nothing violated the content policy, threw, or asked another host', async () => {
    assert.deepEqual([...await first.faults(), ...await second.faults()], []);
  });
});
