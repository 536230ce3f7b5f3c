// Signing as people do it: a bundle that counts, a key of one's own, exports, and what `casement` says of them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { casesOf, packCases } from './packing.mjs';
import { CASEMENT, demoBundle } from './place.mjs';
import { until } from './reviewer.mjs';
import { focused, go, tabTo } from './specialist.mjs';

export const PASSPHRASE = 'five green kettles sing';
export const DECISION = 'urn:casement:decision:v1';

// A bundle of the demo's texts, each case under as many ids as are wanted.
export function packProduction(folder, name, title, count, options = []) {
  const texts = casesOf(demoBundle('first-steps')).filter((one) => one.content.every((part) => part.kind === 'text'));
  const cases = Array.from({ length: count }, (_, i) => ({ ...texts[i % texts.length], id: `CASE-${String(i + 1).padStart(4, '0')}`,
    title: `Orchard ${i + 1}` }));
  packCases(folder, name, title, ['community-standards@2026.11'], cases, ['--purpose', 'production', ...options]);
}

export function casement(...args) {
  const { status, stdout, stderr } = spawnSync(CASEMENT, args, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

export function succeed(...args) {
  const { status, stdout, stderr } = casement(...args);
  assert.equal(status, 0, `casement ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

export function verify(...args) {
  const { status, stdout, stderr } = casement('verify', '--json', ...args);
  return { status, report: stdout ? JSON.parse(stdout) : null, stderr };
}

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
export const linesOf = (path) => readFileSync(path, 'utf8').split('\n').filter(Boolean);
export const statementOf = (line) => JSON.parse(Buffer.from(JSON.parse(line).payload, 'base64'));
export const decisionsOf = (path) => linesOf(path).map(statementOf).filter((one) => one.predicateType === DECISION)
  .map((one) => one.predicate);

// Numbers without a gap from 1, each decision naming the one before it: of one key, in the order of the file.
export function assertGapless(path) {
  const lines = linesOf(path).filter((line) => statementOf(line).predicateType === DECISION);
  lines.forEach((line, i) => {
    const { predicate } = statementOf(line);
    assert.equal(predicate.seq, i + 1);
    assert.equal(predicate.prev, i ? 'sha256:' + sha256(lines[i - 1]) : undefined);
  });
  return lines.length;
}

export const choose = async (page, name) => {
  await page.getByRole('radio', { name, exact: true }).click();
  await page.getByRole('radio', { name, exact: true, checked: true }).waitFor();
};

// Opens a case by its address, wherever the console is.
export async function openCase(reviewer, url, bundle, id) {
  await reviewer.page.goto(`${url}#/b/${bundle}/c/${id}`);
  await go(reviewer.page, 'c', 'Checklist');
  await until(`${id} is open`, async () => (await reviewer.read()).id === id);
}

// The console works frame by frame: two later, the status is of what was typed.
export const isSaved = async (page) => {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.getByRole('group', { name: 'Status' }).getByText(/^saved \d\d:/).waitFor();
};

export async function signedCount(page, count) {
  await go(page, 'l', 'Ledger');
  const grid = page.getByRole('grid', { name: 'Signed decisions' });
  await until(`${count} decisions are signed`, async () =>
    await grid.getAttribute('aria-rowcount', { timeout: 1000 }).catch(() => '') === String(count + 1), 60_000);
}

export async function download(page, folder, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  const path = `${folder}/${Date.now()}-${file.suggestedFilename()}`;
  await file.saveAs(path);
  return path;
}

// By mouse, from the ledger.
export async function exportAs(page, folder, { which = 'All', form = 'Signed' } = {}) {
  await go(page, 'l', 'Ledger');
  await page.getByRole('button', { name: 'Export decisions…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export decisions' });
  await dialog.waitFor();
  await choose(page, which);
  await choose(page, form);
  return download(page, folder, () => dialog.getByRole('button', { name: 'Export', exact: true }).click());
}

export const savePublicKey = async (page, folder) => {
  await go(page, 'l', 'Ledger');
  return download(page, folder, () => page.getByRole('button', { name: 'Save the public key', exact: true }).click());
};

// Types into a field of a dialog, by keyboard alone.
export async function typeInto(page, name, text) {
  await tabTo(page, 'textbox', name);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

// What is in the dialog “Your own key”; gives the path of the request for enrolment.
export async function makeKey(page, folder, { alias = 'm.oz', organisation = 'Northwind', passphrase = PASSPHRASE } = {}) {
  await page.getByRole('dialog', { name: 'Your own key' }).waitFor();
  await typeInto(page, 'Alias, as it stands in your decisions', alias);
  await typeInto(page, 'Organisation', organisation);
  await typeInto(page, 'Passphrase, at least 12 characters', passphrase);
  await typeInto(page, 'The passphrase again', passphrase);
  const request = await download(page, folder, () => page.keyboard.press('Enter'));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return request;
}

export async function unlock(page, passphrase = PASSPHRASE) {
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await tabTo(page, 'textbox', 'Passphrase');
  const field = page.getByRole('textbox', { name: 'Passphrase' });
  await until('the passphrase is typed', async () => {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(passphrase);
    return await field.inputValue() === passphrase;
  });
  await page.keyboard.press('Enter');
}

// The temporary key and every text at rest, as another page of the same address reads them.
export const atRest = (page) => page.evaluate(async () => {
  const answer = (request) => new Promise((found, failed) => {
    request.onsuccess = () => found(request.result);
    request.onerror = () => failed(request.error);
  });
  const database = await answer(indexedDB.open('casement'));
  let keys = 0;
  const readable = (value) => {
    if (value instanceof CryptoKey) keys++;
    if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value.buffer);
    if (value instanceof Blob || value instanceof CryptoKey) return '';
    return value && typeof value === 'object' ? Object.entries(value).flat().map(readable).join('\n') : String(value);
  };
  const stores = {};
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const [names, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
    stores[name] = names.map((key, i) => readable(key) + '\n' + readable(values[i]));
  }
  database.close();
  return { keys, stores };
});

export { focused };
