// Everything that belongs to signing, surface after surface, for whoever looks at each: axe, or a camera.
import { join } from 'node:path';
import { openBeside, openPage } from './chromium.mjs';
import { PASSPHRASE, exportAs, makeKey, openCase, packProduction, signedCount, typeInto } from './signing.mjs';
import { Specialist, go, pressOn } from './specialist.mjs';

export const SURFACES = ['make-key', 'own-key', 'signed', 'export', 'correct', 'decided-before', 'imported', 'another-tab', 'wipe', 'locked'];

// The folder of bundles that the walk needs its server to have.
export const orchardIn = (folder) => {
  const bundles = join(folder, 'bundles');
  packProduction(bundles, 'orchard', 'Orchard disputes', 8);
  return bundles;
};

// `look(page, surface)` is called with each of SURFACES in turn; gives the page's faults.
export async function walkSigning(browser, url, folder, look, options = {}) {
  const tab = await openPage(browser, url, options);
  const { page } = tab;
  page.on('filechooser', () => {});
  const reviewer = new Specialist(page);
  await page.goto(`${url}#/b/orchard`);
  await page.getByRole('dialog', { name: 'Your own key' }).waitFor();
  await look(page, 'make-key');
  await makeKey(page, folder);
  await go(page, 's', 'Settings');
  await look(page, 'own-key');

  await openCase(reviewer, url, 'orchard', 'CASE-0001');
  await reviewer.answer(() => 0);
  await reviewer.satisfyDemands();
  await reviewer.signByKeyboard();
  await signedCount(page, 1);
  await look(page, 'signed');
  await page.getByRole('button', { name: 'Export decisions…', exact: true }).click();
  await page.getByRole('dialog', { name: 'Export decisions' }).waitFor();
  await look(page, 'export');
  await page.keyboard.press('Escape');

  await openCase(reviewer, url, 'orchard', 'CASE-0001');
  await page.getByRole('button', { name: /^Correct/ }).click();
  await page.getByRole('dialog', { name: 'Correct this decision' }).waitFor();
  await typeInto(page, 'Why it is corrected', 'The sign was read too fast');
  await look(page, 'correct');
  await pressOn(page, 'button', 'Begin the correction');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await reviewer.content.getByRole('table', { name: 'Decided before' }).waitFor();
  await look(page, 'decided-before');

  const file = await exportAs(page, folder);
  await page.getByRole('button', { name: 'Check a file of decisions…' }).focus();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(file);
  await page.getByRole('dialog', { name: 'A file of decisions' }).getByText(/ 0 refused/).waitFor();
  await look(page, 'imported');
  await page.keyboard.press('Escape');

  const other = await openBeside(tab, url);
  await other.page.goto(`${url}#/b/orchard/c/CASE-0002`);
  await other.page.getByRole('heading', { name: 'Locked' }).waitFor();
  await typeInto(other.page, 'Passphrase', PASSPHRASE);
  await other.page.keyboard.press('Enter');
  await other.page.getByRole('region', { name: 'Attention' }).getByText(/This one only reads/).waitFor();
  await look(other.page, 'another-tab');
  await other.close();

  await go(page, 's', 'Settings');
  await pressOn(page, 'button', 'Sign out and wipe…');
  await page.getByRole('dialog', { name: 'Sign out and wipe this machine' }).waitFor();
  await look(page, 'wipe');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await look(page, 'locked');
  const faults = await tab.faults();
  await tab.close();
  return faults;
}
