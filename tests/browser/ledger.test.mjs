// What was signed, in the real console: corrections, exports in every form as others verify them, and the decisions of
// another reviewer.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { bundleFromJSON } from '@sigstore/bundle';
import { Verifier, toSignedEntity } from '@sigstore/verify';
import { compactVerify, importSPKI } from 'jose';
import { launch, openPage } from './lib/chromium.mjs';
import { temporaryFolder } from './lib/packing.mjs';
import { until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { assertGapless, choose, decisionsOf, exportAs, linesOf, openCase, packProduction, savePublicKey, signedCount, statementOf,
  typeInto, verify } from './lib/signing.mjs';
import { Specialist, go, pressOn } from './lib/specialist.mjs';

describe('the ledger', () => {
  const folder = temporaryFolder('ledger');
  const bundles = join(folder, 'bundles'), orchard = join(bundles, 'orchard');
  let server, browser, tab, page, reviewer, other, key, theirs;

  const open = (id, name = 'orchard', who = reviewer) => openCase(who, server.url, name, id);
  const decide = async (id, name = 'orchard', who = reviewer) => {
    await open(id, name, who);
    await who.answer(() => 0);
    await who.satisfyDemands();
    await who.signByKeyboard();
  };
  const rationale = () => page.getByRole('textbox', { name: 'Rationale', exact: true });
  const dialog = () => page.getByRole('dialog', { name: 'Correct this decision' });
  const earlier = () => reviewer.content.getByRole('table', { name: 'Decided before' });
  const holds = (bundle, file) => {
    const { status, report } = verify('--bundle', join(bundles, bundle), '--key', key, file);
    assert.equal(status, 0, JSON.stringify(report));
    return report.summary;
  };

  before(async () => {
    packProduction(bundles, 'orchard', 'Orchard disputes', 6, ['--purpose', 'training']);
    packProduction(bundles, 'meadow', 'Meadow disputes', 5, ['--purpose', 'training']);
    server = await serve({ bundles: [bundles] });
    browser = await launch();
    tab = await openPage(browser, server.url);
    page = tab.page;
    page.on('filechooser', () => {});
    reviewer = new Specialist(page);
    await reviewer.openBundle(server.url, /Orchard disputes/);
    await go(page, 's', 'Settings');
    await choose(page, 'None');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a correction by mouse needs a reason, begins with what was signed, and both stay', async () => {
    await decide('CASE-0001');
    await decide('CASE-0002');
    await signedCount(page, 2);
    await open('CASE-0001');
    await earlier().getByRole('cell', { name: 'you', exact: true }).waitFor();
    await page.getByRole('button', { name: /^Correct/ }).click();
    await dialog().getByRole('button', { name: 'Begin the correction' }).click();
    await dialog().getByText('Say why it is corrected').waitFor();
    await dialog().getByRole('textbox', { name: 'Why it is corrected' }).fill('The sign was read too fast');
    await dialog().getByRole('button', { name: 'Begin the correction' }).click();
    await dialog().waitFor({ state: 'detached' });
    await rationale().fill('Read again, by daylight');
    await until('it can be signed', async () => (await reviewer.read()).canSign);
    await page.getByRole('button', { name: 'Sign and next' }).click();
    await signedCount(page, 3);
    const grid = page.getByRole('grid', { name: 'Signed decisions' });
    assert.equal(await grid.getByText(/· correction$/).count(), 1);
    assert.equal(await grid.getByText(/· corrected$/).count(), 1);
  });

  test('a correction by keyboard', async () => {
    await open('CASE-0002');
    await pressOn(page, 'button', /^Correct/);
    await dialog().waitFor();
    await typeInto(page, 'Why it is corrected', 'A second look');
    await pressOn(page, 'button', 'Begin the correction');
    await dialog().waitFor({ state: 'detached' });
    await typeInto(page, 'Rationale', 'Held against the older cases');
    await page.keyboard.press('Escape');
    await until('it can be signed', async () => (await reviewer.read()).canSign);
    await page.keyboard.press('Control+Enter');
    await signedCount(page, 4);
  });

  test('the case shows what was decided before, with reason and rationale', async () => {
    await open('CASE-0001');
    await earlier().getByRole('cell', { name: 'no. 1, corrected later', exact: true }).waitFor();
    await earlier().getByRole('cell', { name: 'no. 3, a correction: The sign was read too fast', exact: true }).waitFor();
    await earlier().getByRole('cell', { name: 'Read again, by daylight', exact: true }).waitFor();
  });

  test('all of it, signed: gapless, each correction names what it corrects, and it verifies', async () => {
    key = await savePublicKey(page, folder);
    const file = await exportAs(page, folder);
    assert.equal(assertGapless(file), 4);
    const made = decisionsOf(file);
    assert.equal(made[2].supersedes.reason, 'The sign was read too fast');
    assert.equal(made[3].supersedes.reason, 'A second look');
    assert.equal(holds('orchard', file).checkpoints, 1);
  });

  test('what was in no export yet: what is left out is signed as left out', async () => {
    await decide('CASE-0003');
    await signedCount(page, 5);
    const file = await exportAs(page, folder, { which: 'Not exported yet' });
    assert.deepEqual(linesOf(file).map((line) => statementOf(line).predicateType.split(':')[2]), ['omission', 'decision', 'checkpoint']);
    assert.deepEqual(decisionsOf(file).map((one) => one.seq), [5]);
    assert.equal(holds('orchard', file).omissions, 1);
  });

  test('one bundle of two', async () => {
    await decide('CASE-0001', 'meadow');
    await decide('CASE-0002', 'meadow');
    await signedCount(page, 7);
    const file = await exportAs(page, folder, { which: 'This bundle\'s' });
    assert.deepEqual(decisionsOf(file).map((one) => one.seq), [6, 7]);
    holds('meadow', file);
  });

  test('a table for people, with what corrects what', async () => {
    const file = await exportAs(page, folder, { form: 'Table' });
    const rows = readFileSync(file, 'utf8').trimEnd().split('\r\n').map((row) => row.split(','));
    assert.equal(rows.length, 8);
    const column = (name) => rows.slice(1).map((row) => row[rows[0].indexOf(name)]);
    assert.deepEqual(column('number'), ['1', '2', '3', '4', '5', '6', '7']);
    assert.deepEqual(column('corrected'), ['yes', 'yes', 'no', 'no', 'no', 'no', 'no']);
    assert.equal(column('corrects')[2], column('digest')[0]);
  });

  test('Sigstore bundles verify with @sigstore/verify, and a changed one does not', async () => {
    const lines = linesOf(await exportAs(page, folder, { form: 'Sigstore' })).map((line) => JSON.parse(line));
    assert.equal(lines.length, 7);
    const publicKey = createPublicKey(readFileSync(key));
    const verifier = new Verifier({ certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [],
      publicKey: () => ({ publicKey, validFor: () => true }) }, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
    for (const line of lines) verifier.verify(toSignedEntity(bundleFromJSON(line)));
    lines[0].dsseEnvelope.payload = lines[1].dsseEnvelope.payload;
    assert.throws(() => verifier.verify(toSignedEntity(bundleFromJSON(lines[0]))));
  });

  test('JWS verify with jose, and carry the same statements', async () => {
    const tokens = readFileSync(await exportAs(page, folder, { form: 'JWS' }), 'utf8').trimEnd().split('\n');
    const publicKey = await importSPKI(readFileSync(key, 'utf8'), 'EdDSA');
    const numbers = [];
    for (const token of tokens) {
      const { payload, protectedHeader } = await compactVerify(token, publicKey);
      assert.equal(protectedHeader.alg, 'EdDSA');
      numbers.push(JSON.parse(Buffer.from(payload)).predicate.seq);
    }
    assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7]);
    const [head, , signature] = tokens[0].split('.');
    await assert.rejects(compactVerify([head, tokens[1].split('.')[1], signature].join('.'), publicKey));
  });

  const check = async (file) => {
    await go(page, 'l', 'Ledger');
    await page.getByRole('button', { name: 'Check a file of decisions…' }).focus();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles(file);
    return page.getByRole('dialog', { name: 'A file of decisions' });
  };

  test('the decisions of another reviewer are checked, and taken into the ledger as theirs', async () => {
    other = await openPage(browser, server.url);
    const specialist = new Specialist(other.page);
    await specialist.openBundle(server.url, /Orchard disputes/);
    await go(other.page, 's', 'Settings');
    await choose(other.page, 'None');
    await typeInto(other.page, 'Alias', 'k.lind');
    await other.page.keyboard.press('Escape');
    await decide('CASE-0004', 'orchard', specialist);
    await signedCount(other.page, 1);
    theirs = await exportAs(other.page, folder);
    await open('CASE-0005');
    const found = await check(theirs);
    await found.getByText(/: 1 decision, 1 verified \(1 by a key that is not yours\), 0 refused\. Sealed by a checkpoint$/).waitFor();
    await found.getByRole('button', { name: 'Take 1 into the ledger' }).click();
    await signedCount(page, 8);
    await page.getByRole('grid', { name: 'Signed decisions' }).getByText(/· by k\.lind$/).waitFor();
    await open('CASE-0004');
    await earlier().getByRole('cell', { name: 'k.lind', exact: true }).waitFor();
  });

  test('a changed one is refused with its code', async () => {
    const lines = linesOf(theirs).map((line) => JSON.parse(line));
    const { sig } = lines[0].signatures[0];
    lines[0].signatures[0].sig = sig.slice(0, 10) + (sig[10] === 'A' ? 'B' : 'A') + sig.slice(11);
    const file = join(folder, 'changed.jsonl');
    writeFileSync(file, lines.map((line) => JSON.stringify(line) + '\n').join(''));
    const found = await check(file);
    // The decision, and the checkpoint that no longer fits what stands before it.
    await found.getByText(/0 verified, 2 refused/).waitFor();
    const refused = found.getByRole('grid', { name: 'Refused decisions' });
    await refused.getByText(/^signature\.invalid/).waitFor();
    await refused.getByText(/^checkpoint\./).waitFor();
  });

  test('nothing violated the content policy, threw, or asked another host', async () => {
    assert.deepEqual([...await tab.faults(), ...await other.faults()], []);
  });
});
