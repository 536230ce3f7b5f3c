// Narrowing and ordering the queue: the filter as it is typed, what is suggested, what is wrong with it, facets, and why
// a case stands where it does.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { launch, openPage } from './lib/chromium.mjs';
import { casesOf } from './lib/packing.mjs';
import { AUDITED_SITE, ROOT, demoBundle } from './lib/place.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { focused, tabTo } from './lib/specialist.mjs';

describe('the queue', () => {
  const cases = casesOf(demoBundle('escalations'));
  let server, browser, tab, page, reviewer;
  before(async () => {
    server = await serve({ site: AUDITED_SITE, bundles: [`${ROOT}/build/bundles`] });
    browser = await launch();
    tab = await openPage(browser, server.url, { bypassCSP: true });
    page = tab.page;
    reviewer = new Reviewer(page);
    await page.goto(`${server.url}#/b/escalations`);
    await page.getByRole('grid', { name: 'Cases' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const field = () => page.getByRole('textbox', { name: 'Filter the queue' });
  const grid = () => page.getByRole('grid', { name: 'Cases' });
  const shows = (count) => until(`${count} cases are shown`, async () =>
    Number(await grid().getAttribute('aria-rowcount', { timeout: 500 }).catch(() => 0)) === count);
  const clear = async () => {
    await field().fill('');
    await shows(cases.length);
  };

  test('a filter is typed with the keyboard alone, its words taken from the suggestions', async () => {
    await page.keyboard.press('/');
    await until('the filter has the focus', async () => (await focused(page)).name === 'Filter the queue');
    await page.keyboard.type('mark');
    await tabTo(page, 'button', 'market:');
    await page.keyboard.press('Enter');
    await until('the field is completed', async () => await field().inputValue() === 'market:');
    await until('the filter has the focus again', async () => (await focused(page)).name === 'Filter the queue');
    await page.keyboard.type('de');
    const german = cases.filter((one) => one.market === 'DE').length;
    assert.ok(german > 0);
    await shows(german);
    await page.keyboard.type(' -area:regulation');
    await shows(cases.filter((one) => one.market === 'DE' && one.area !== 'regulation').length);
    await clear();
  });

  test('what is wrong is said where it stands, and the last result stays', async () => {
    await field().fill('area:ip');
    const ip = cases.filter((one) => one.area === 'ip').length;
    await shows(ip);
    await field().fill('area:ip severty:>3 x');
    const queue = page.getByRole('region', { name: 'Queue' });
    await queue.getByText(/severty.*\(character 9\).*severity/).waitFor();
    assert.equal(await field().getAttribute('aria-invalid'), 'true');
    assert.deepEqual(await violations(page), []);
    await shows(ip);
    await clear();
    assert.equal(await queue.getByText(/character 9/).count(), 0);
  });

  test('a facet writes the same filter, with how many each value would leave', async () => {
    await page.getByRole('button', { name: 'Area', exact: true }).click();
    const regulation = cases.filter((one) => one.area === 'regulation').length;
    const item = page.getByRole('menuitem', { name: `regulation  ${regulation}` });
    await item.waitFor();
    assert.deepEqual(await violations(page), []);
    await item.click();
    await until('the filter is written', async () => await field().inputValue() === 'area:regulation');
    await shows(regulation);
    await tabTo(page, 'button', 'Area');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /^regulation/ }).waitFor();
    await tabTo(page, 'menuitem', /^regulation/);
    await page.keyboard.press('Enter');
    await until('the filter is empty again', async () => await field().inputValue() === '');
    await shows(cases.length);
  });

  test('by priority: the case says why it is here, and the order is there after a reload', async () => {
    await page.getByRole('button', { name: /^Order/ }).click();
    await page.getByRole('menuitem', { name: 'Priority' }).click();
    await page.getByRole('button', { name: 'Order: Priority' }).waitFor();
    const points = [];
    for (let i = 0; i < 3; i++) {
      const before = await reviewer.read();
      await page.keyboard.press('j');
      await until('the next case', async () => (await reviewer.read()).id !== before.id);
      const table = reviewer.content.getByRole('table', { name: 'Why this is here' });
      await table.waitFor();
      const cells = await table.evaluate((element) => [...element.tBodies[0].rows].map((row) => Number(row.cells[1].textContent)));
      assert.equal(cells.slice(0, -1).reduce((sum, part) => sum + part, 0), cells.at(-1));
      points.push(cells.at(-1));
    }
    assert.deepEqual(points, [...points].sort((a, b) => b - a));
    await page.getByText(/^saved|^nothing to save/).first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Order: Priority' }).waitFor();
  });

  test('nothing was found that only a pointer reaches, and nothing threw', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});
