// Twenty-five cases of a foreign data set, reviewed by keyboard alone, signed, exported, and verified by others:
// `casement verify`, OpenSSL over the DSSE pre-authentication encoding, and the npm packages jose and @sigstore/verify.
// Then one changed byte anywhere is refused with the code that names it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { bundleFromJSON } from '@sigstore/bundle';
import { Verifier, toSignedEntity } from '@sigstore/verify';
import { flattenedVerify, importSPKI } from 'jose';
import { launch, openPage } from './lib/chromium.mjs';
import { CASEMENT, DATA, ROOT, hasData } from './lib/place.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';

const PACK = join(ROOT, 'policies/community-standards@2026.11.json');
const CASES = 25;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const pae = (type, payload) =>
  Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
const verify = (...args) => {
  const { status, stdout, stderr } = spawnSync(CASEMENT, ['verify', '--json', ...args], { encoding: 'utf8' });
  return { status, report: stdout ? JSON.parse(stdout) : null, stderr };
};
const codesOf = (report) => JSON.stringify(report);

// Both files of the data set in one folder of bundles, as a lead would pack them.
function pack(folder) {
  const sets = [['hatecheck', 2124], ['multilingual_hatecheck', 17849]];
  for (const [name, cases] of sets) {
    execFileSync(CASEMENT, ['pack', '--name', name, '--title', name.replace('_', ' '), '--out', join(folder, name),
      '--mapping', join(ROOT, `docs/examples/${name.replace('_', '-')}.mapping.json`), '--policy', PACK, '--gzip',
      join(DATA, `text/${name}.json`)], { stdio: 'pipe' });
    const descriptor = JSON.parse(readFileSync(join(folder, name, 'datapackage.json'), 'utf8'));
    const packed = descriptor.resources.reduce((sum, resource) => sum + (resource.cases ?? 0), 0);
    assert.equal(packed, cases, name);
  }
}

describe('a shift on foreign data, by keyboard', { skip: hasData ? false : 'the foreign data is not beside this checkout' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'casement-shift-'));
  const bundles = join(folder, 'bundles');
  let server, browser, tab, reviewer, lines, key;
  before(async () => {
    mkdirSync(bundles);
    pack(bundles);
    server = await serve({ bundles: [bundles] });
    browser = await launch();
    tab = await openPage(browser, server.url);
    // Listening from the start: the browser must know that choosers are answered before the first one opens.
    tab.page.on('filechooser', () => {});
    reviewer = new Reviewer(tab.page);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test('all 17,849 cases of five languages open', async () => {
    await tab.page.goto(server.url + '#/b/multilingual_hatecheck');
    await tab.page.getByText('17849', { exact: true }).waitFor({ timeout: 60_000 });
    await tab.page.keyboard.press('/');
    await until('the filter has the focus', () => tab.page.evaluate(() => document.activeElement.name === 'filter'));
    await tab.page.keyboard.type('النساء');
    await until('only some are left', async () => /^\d+ of 17849$/.test(
      await tab.page.getByText(/ of 17849$/).first().textContent().catch(() => '')));
    await tab.page.keyboard.press('Escape');
  });

  test(`${CASES} cases are answered and signed without a pointer`, { timeout: 300_000 }, async () => {
    await tab.page.goto(server.url);
    await tab.page.goto(server.url + '#/b/hatecheck');
    await tab.page.getByText('2124', { exact: true }).waitFor({ timeout: 60_000 });
    await tab.page.keyboard.press('j');
    await until('the first case is open', async () => (await reviewer.read()).id);
    const outcomes = new Set();
    for (let i = 0; i < CASES; i++) {
      // Different paths through the checklist: the i-th case turns at different questions.
      const done = await reviewer.answer((_question, options, step) => (i >> step) % Math.min(options.length, 9));
      await reviewer.satisfyDemands();
      outcomes.add(done.outcome);
      await reviewer.signByKeyboard();
    }
    assert.ok(outcomes.size >= 3, `paths led to ${[...outcomes].join(', ')}`);
  });

  test('the export holds every decision, and the console verifies its own file', async () => {
    await tab.page.keyboard.press('g');
    await tab.page.keyboard.press('l');
    const rows = tab.page.getByRole('grid', { name: 'Signed decisions' });
    await until('all are signed', async () => await rows.getAttribute('aria-rowcount').catch(() => '') === String(CASES + 1));
    const save = async (name) => {
      await tab.page.getByRole('button', { name, exact: true }).focus();
      const [download] = await Promise.all([tab.page.waitForEvent('download'), tab.page.keyboard.press('Enter')]);
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      return path;
    };
    await tab.page.getByRole('button', { name: 'Export decisions…', exact: true }).focus();
    await tab.page.keyboard.press('Enter');
    await tab.page.getByRole('dialog', { name: 'Export decisions' }).waitFor();
    const file = await save('Export');
    key = await save('Save the public key');
    lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    assert.equal(lines.length, CASES + 1);  // the last one is the checkpoint

    await tab.page.getByRole('button', { name: 'Check a file of decisions…' }).focus();
    const [chooser] = await Promise.all([tab.page.waitForEvent('filechooser'), tab.page.keyboard.press('Enter')]);
    await chooser.setFiles(file);
    await tab.page.getByText(`${CASES} decisions, ${CASES} verified, 0 refused`).waitFor();
    await tab.page.keyboard.press('Escape');
  });

  test('casement verify calls every line valid', () => {
    const file = join(folder, 'decisions.jsonl');
    writeFileSync(file, lines.join('\n') + '\n');
    const { status, report, stderr } = verify('--bundle', join(bundles, 'hatecheck'), '--key', key, file);
    assert.equal(status, 0, stderr + JSON.stringify(report)?.slice(0, 2000));
  });

  test('OpenSSL verifies every signature over the pre-authentication encoding', () => {
    lines.forEach((line, i) => {
      const envelope = JSON.parse(line);
      const message = join(folder, `pae-${i}`), signature = join(folder, `sig-${i}`);
      writeFileSync(message, pae(envelope.payloadType, Buffer.from(envelope.payload, 'base64')));
      writeFileSync(signature, Buffer.from(envelope.signatures[0].sig, 'base64'));
      const said = execFileSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', key, '-rawin', '-in', message,
        '-sigfile', signature], { encoding: 'utf8' });
      assert.match(said, /Signature Verified Successfully/);
    });
  });

  test('@sigstore/verify accepts the envelopes, and refuses a changed one', () => {
    const material = createPublicKey(readFileSync(key));
    const verifier = new Verifier({ certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [],
      publicKey: () => ({ publicKey: material, validFor: () => true }) },
    { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
    const entity = (line) => toSignedEntity(bundleFromJSON({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey: { hint: JSON.parse(line).signatures[0].keyid }, tlogEntries: [] },
      dsseEnvelope: JSON.parse(line),
    }));
    for (const line of lines) verifier.verify(entity(line));
    const envelope = JSON.parse(lines[0]);
    envelope.payload = Buffer.from(Buffer.from(envelope.payload, 'base64').toString().replace('"seq":1', '"seq":2')).toString('base64');
    assert.throws(() => verifier.verify(entity(JSON.stringify(envelope))));
  });

  test('jose reads the key, and its thumbprint is the key id', async () => {
    const { calculateJwkThumbprint, exportJWK } = await import('jose');
    const jwk = await exportJWK(await importSPKI(readFileSync(key, 'utf8'), 'EdDSA', { extractable: true }));
    assert.equal(await calculateJwkThumbprint(jwk), JSON.parse(lines[0]).signatures[0].keyid);
    assert.equal(typeof flattenedVerify, 'function');
  });

  test('decisions hold no text of the case and a gapless chain', () => {
    const cases = JSON.parse(readFileSync(join(DATA, 'text/hatecheck.json'), 'utf8')).map((c) => c.test_case.trim());
    lines.slice(0, CASES).forEach((line, i) => {
      const payload = Buffer.from(JSON.parse(line).payload, 'base64').toString();
      const { predicate } = JSON.parse(payload);
      assert.equal(predicate.seq, i + 1);
      if (i > 0) assert.equal(predicate.prev, 'sha256:' + sha256(lines[i - 1]));
      assert.ok(!cases.some((text) => text.length > 12 && payload.includes(text)));
    });
  });

  describe('one changed byte', () => {
    const altered = (line, change) => {
      const envelope = JSON.parse(line);
      change(envelope);
      return JSON.stringify(envelope);
    };
    const check = (text, ...options) => {
      const file = join(folder, 'altered.jsonl');
      writeFileSync(file, text);
      return verify('--bundle', join(bundles, 'hatecheck'), '--key', key, ...options, file);
    };
    const flip = (text, at) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

    test('in the signature: signature.invalid', () => {
      const text = altered(lines[0], (envelope) => { envelope.signatures[0].sig = flip(envelope.signatures[0].sig, 10); });
      const { status, report } = check(text + '\n');
      assert.equal(status, 1);
      assert.match(codesOf(report), /signature\.invalid/);
    });
    test('in the payload: signature.invalid', () => {
      const text = altered(lines[0], (envelope) => { envelope.payload = flip(envelope.payload, 200); });
      const { status, report } = check(text + '\n');
      assert.equal(status, 1);
      assert.match(codesOf(report), /signature\.invalid/);
    });
    test('a line left out: sequence.gap', () => {
      const { status, report } = check([lines[0], lines[2]].join('\n') + '\n');
      assert.equal(status, 1);
      assert.match(codesOf(report), /sequence\.gap/);
    });
    test('a line twice: sequence.repeat', () => {
      const { status, report } = check([lines[0], lines[0]].join('\n') + '\n');
      assert.equal(status, 1);
      assert.match(codesOf(report), /sequence\.(repeat|fork)/);
    });
    test('anywhere in the envelope outside payload and signature', () => {
      const { status, report } = check(lines[0].replace('payloadType', 'payloadtype') + '\n');
      assert.equal(status, 1);
      assert.match(codesOf(report), /envelope\./);
    });

    const inBundle = (path) => {
      const copy = mkdtempSync(join(tmpdir(), 'casement-copy-'));
      cpSync(join(bundles, 'hatecheck'), copy, { recursive: true });
      const file = join(copy, path);
      const bytes = readFileSync(file);
      bytes[Math.floor(bytes.length / 2)] ^= 1;
      writeFileSync(file, bytes);
      return copy;
    };
    test('in a shard of the bundle: bundle.digest', () => {
      const copy = inBundle('cases/00000.jsonl.gz');
      const { status, report } = verify(copy);
      assert.equal(status, 1);
      assert.match(codesOf(report), /bundle\.digest/);
    });
    test('in the policy pack: bundle.digest, here and in the console', async () => {
      const [packFile] = readdirSync(join(bundles, 'hatecheck/policies'));
      const copy = inBundle(`policies/${packFile}`);
      const { status, report } = verify(copy);
      assert.equal(status, 1);
      assert.match(codesOf(report), /bundle\.digest/);

      const other = await serve({ bundles: [copy] });
      const page = await openPage(browser, other.url);
      await page.page.goto(other.url);
      await page.page.getByRole('button', { name: /^hatecheck/ }).first().click();
      await page.page.getByRole('button', { name: '1 problem' }).click();
      await page.page.getByRole('dialog').getByText(/^bundle\.digest/).waitFor();
      await page.close();
      await other.close();
    });
  });

  test('nothing violated the content policy, threw, or asked another host', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});
