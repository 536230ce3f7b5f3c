// The Policies panel, by roles and by keyboard: reading, searching, following references, citing, comparing versions,
// acknowledging with a signature, printing; and a case whose pack is newer than what was acknowledged.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { calculateJwkThumbprint } from 'jose';
import { launch, openPage } from './lib/chromium.mjs';
import { readPolicy, temporaryFolder } from './lib/packing.mjs';
import { demoBundle } from './lib/place.mjs';
import { until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';
import { Specialist, chooseByKeyboard, escaped, go, pressOn, save, statements, tabTo } from './lib/specialist.mjs';

const NEW = readPolicy('community-standards@2026.11'), OLD = readPolicy('community-standards@2026.05');
// Of the bytes that the bundle stores, which are what is read.
const digestOf = (name) => createHash('sha256')
  .update(readFileSync(join(demoBundle('four-policies'), 'policies', `${name}.json`))).digest('hex');
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const folder = temporaryFolder('policies');

async function start() {
  const server = await serve();
  const browser = await launch();
  return { server, browser, stop: async () => (await browser.close(), await server.close()) };
}

async function open({ server, browser }) {
  const tab = await openPage(browser, server.url, { permissions: ['clipboard-write'] });
  const specialist = new Specialist(tab.page);
  await specialist.openBundle(server.url, /^Four policies/);
  return { tab, page: tab.page, specialist };
}

const choosePack = async (page, title, version) => {
  await chooseByKeyboard(page, /^Policy pack:/, new RegExp(`^${title} ${version}( ·|$)`));
  await page.getByRole('button', { name: `Policy pack: ${title} ${version}` }).waitFor();
};

describe('the Policies panel', () => {
  let desk, tab, page, policies, text, checklist;
  before(async () => {
    desk = await start();
    ({ tab, page } = await open(desk));
    policies = await go(page, 'p', 'Policies');
    text = page.getByRole('region', { name: 'Policy text', exact: true });
    checklist = page.getByRole('region', { name: 'Checklist of this section' });
  });
  after(() => desk?.stop());
  const openSection = async (section) => {
    await tabTo(page, 'button', new RegExp(`^${escaped(section.title)}(, changed in this version)?$`));
    await page.keyboard.press('Enter');
    await text.getByRole('heading', { name: section.title, level: 2, exact: true }).waitFor();
  };

  test('lists every pack with its versions, and says which one the bundle pins', async () => {
    await pressOn(page, 'button', /^Policy pack:/);
    const items = await page.getByRole('menuitem').allTextContents();
    for (const name of ['Community Standards', 'Advertising and commerce', 'Intellectual property', 'Regulation and legal requests']) {
      assert.ok(items.includes(`${name} 2026.05`), `${name} 2026.05 in ${items.join('; ')}`);
      assert.ok(items.includes(`${name} 2026.11 · of the bundle`), `${name} 2026.11 in ${items.join('; ')}`);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  });

  test('lists every section, and marks those that changed', async () => {
    await choosePack(page, 'Community Standards', '2026.11');
    const list = policies.getByRole('region', { name: 'Sections' });
    const names = await until('the sections', async () => {
      const found = await list.getByRole('button').allTextContents();
      return found.length === NEW.sections.length ? found : null;
    });
    assert.deepEqual(names, NEW.sections.map((one) => one.title + (one.changes ? ', changed in this version' : '')));
  });

  test('a section shows its rule, definitions, exceptions and examples with verdicts beside its checklist', async () => {
    const section = NEW.sections.find((one) => one.definitions?.length && one.exceptions?.length && one.examples?.length > 1 &&
      NEW.questions.filter((question) => question.section === one.id && question.options).length > 1);
    await openSection(section);
    await text.getByText(plain(section.rule), { exact: true }).waitFor();
    for (const { term, text: meaning } of section.definitions) {
      await text.getByRole('region', { name: 'Definitions' }).getByText(term, { exact: true }).first().waitFor();
      await text.getByRole('region', { name: 'Definitions' }).getByText(meaning, { exact: true }).waitFor();
    }
    for (const exception of section.exceptions)
      await text.getByRole('region', { name: 'Exceptions' }).getByText(exception.text, { exact: true }).waitFor();
    const shown = plain(await text.getByRole('region', { name: 'Examples' }).textContent());
    for (const example of section.examples) {
      const label = NEW.outcomes.find((one) => one.id === example.verdict).label;
      assert.ok(shown.includes(plain(example.text) + label + plain(example.why)), `“${example.text}” with ${label}`);
    }
    const asked = NEW.questions.filter((question) => question.section === section.id);
    for (const question of asked) {
      const card = checklist.getByRole('region', { name: question.text, exact: true }).first();
      for (const option of question.options ?? []) await card.getByText(option.label, { exact: true }).first().waitFor();
    }
    const side = await Promise.all([text, checklist].map((region) => region.boundingBox()));
    assert.ok(side[0].x + side[0].width <= side[1].x + 1 && Math.abs(side[0].y - side[1].y) < 2, 'they stand side by side');
  });

  test('an example in another language says so to the browser', async () => {
    const section = NEW.sections.find((one) => one.examples?.some((example) => example.language && !/^en/.test(example.language)));
    const example = section.examples.find((one) => one.language && !/^en/.test(one.language));
    await openSection(section);
    assert.equal(await text.getByText(plain(example.text), { exact: true }).getAttribute('lang'), example.language);
  });

  test('the example browser shows every example of the pack by section, and narrows them to words', async () => {
    await tabTo(page, 'radio', 'Examples');
    await page.keyboard.press('Enter');
    const cards = () => text.locator('.example blockquote').allTextContents();
    const all = NEW.sections.flatMap((one) => one.examples ?? []);
    await until('all examples', async () => (await cards()).length === all.length);
    assert.deepEqual((await cards()).map(plain), all.map((one) => plain(one.text)));
    await tabTo(page, 'textbox', 'Search the policy', 'Shift+Tab');
    await page.keyboard.type('satire');
    const some = await until('fewer examples', async () => {
      const now = await cards();
      return now.length && now.length < all.length ? now : null;
    });
    assert.deepEqual(some.map(plain), all.filter((one) => /satire/i.test(JSON.stringify([one.text, one.why,
      NEW.outcomes.find(({ id }) => id === one.verdict).label]))).map((one) => plain(one.text)));
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Escape');
    await tabTo(page, 'radio', 'Section');
    await page.keyboard.press('Enter');
  });

  describe('the search', () => {
    const field = () => page.getByRole('textbox', { name: 'Search the policy' });
    const look = async (words) => {
      await tabTo(page, 'textbox', 'Search the policy', 'Shift+Tab');
      await page.keyboard.press('Control+a');
      await page.keyboard.type(words);
      const found = policies.getByRole('region', { name: 'Found in the policy' });
      await until(`“${words}” is looked for`, async () => await field().inputValue() === words && await found.count());
      return found;
    };
    // A few words of the text, long ones, in the order they stand.
    const some = (value) => value.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3).slice(0, 4).join(' ').toLowerCase();
    const texts = () => {
      const with_ = (list) => NEW.sections.findLast((one) => one[list]?.length);
      const question = NEW.questions.findLast((one) => one.options?.length > 2);
      return {
        section: [NEW.sections.at(-1).id, NEW.sections.at(-1).rule],
        definition: [with_('definitions').id, with_('definitions').definitions.at(-1).text],
        exception: [with_('exceptions').id, with_('exceptions').exceptions.at(-1).text],
        example: [with_('examples').id, with_('examples').examples.at(-1).why],
        question: [question.section, `${question.text} ${question.options.at(-1).label}`],
      };
    };
    for (const [where, [id, value]] of Object.entries(texts())) {
      test(`finds words of ${/^[ae]/.test(where) ? 'an' : 'a'} ${where}, and leads to its section`, async () => {
        const section = NEW.sections.find((one) => one.id === id);
        const found = await look(some(value));
        const hit = found.getByRole('button', { name: new RegExp(`^${escaped(section.title)} · ${where}:`) });
        await hit.first().waitFor();
        await tabTo(page, 'button', (await hit.first().textContent()).trim());
        await page.keyboard.press('Enter');
        await text.getByRole('heading', { name: section.title, level: 2, exact: true }).waitFor();
      });
    }

    test('says that nothing was found, and clearing brings the sections back', async () => {
      const found = await look('zzzz-no-policy-says-this');
      await found.getByText('0 places').waitFor();
      await tabTo(page, 'textbox', 'Search the policy');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await policies.getByRole('region', { name: 'Sections' }).waitFor();
      await page.keyboard.press('Escape');
    });
  });

  test('a reference leads to the section, in this pack and in another', async () => {
    const here = NEW.sections.find((one) => one.see?.some((see) => !see.includes('#')));
    await openSection(here);
    const near = NEW.sections.find((one) => one.id === here.see.find((see) => !see.includes('#')));
    await tabTo(page, 'button', near.title);
    await until('the reference itself has the focus', async () => {
      if (await page.evaluate(() => !!document.activeElement.closest('[role=region][aria-label="Policy text"]'))) return true;
      await page.keyboard.press('Tab');
      await tabTo(page, 'button', near.title);
      return false;
    });
    await page.keyboard.press('Enter');
    await text.getByRole('heading', { name: near.title, level: 2, exact: true }).waitFor();

    const away = NEW.sections.find((one) => one.see?.some((see) => see.includes('#')));
    await openSection(away);
    const [id, sectionId] = away.see.find((see) => see.includes('#')).split('#');
    const other = readPolicy(`${id}@2026.11`);
    const target = other.sections.find((one) => one.id === sectionId);
    const names = await text.locator('.links').getByRole('button').allTextContents();
    const name = names[away.see.findIndex((see) => see.includes('#'))];
    assert.doesNotMatch(name, /[#_@]/, 'a reference is named in words');
    await tabTo(page, 'button', name);
    await page.keyboard.press('Enter');
    await text.getByRole('heading', { name: target.title, level: 2, exact: true }).waitFor();
    await page.getByRole('button', { name: `Policy pack: ${other.title} 2026.11` }).waitFor();
    await choosePack(page, 'Community Standards', '2026.11');
  });

  test('a citation names title, version, section and digest', async () => {
    const section = NEW.sections[2];
    await openSection(section);
    await pressOn(page, 'button', 'Copy citation');
    const wanted = `Community Standards 2026.11, “${section.title}” (community-standards@2026.11#${section.id}, ` +
      `sha256:${digestOf('community-standards@2026.11')})`;
    await page.getByText('Citation copied').first().waitFor();
    // Scripts may not read the clipboard here; a reader may paste.
    const field = page.getByRole('textbox', { name: 'Search the policy' });
    await tabTo(page, 'textbox', 'Search the policy', 'Shift+Tab');
    await page.keyboard.press('Control+v');
    await until('the citation is pasted', async () => await field.inputValue() !== '');
    assert.equal(await field.inputValue(), wanted);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Escape');
  });

  test('what changed shows the words that went and the words that came', async () => {
    await tabTo(page, 'radio', 'What changed');
    await page.keyboard.press('Enter');
    await text.getByRole('heading', { name: 'Community Standards: 2026.05 to 2026.11', level: 2 }).waitFor();
    const lines = await text.locator('p.words').evaluateAll((all) => all.map((line) => {
      const side = (gone) => [...line.childNodes].filter((node) => node.className !== 'label' && node.nodeName !== gone)
        .map((node) => node.textContent).join('');
      return { before: side('INS'), after: side('DEL'), removed: !!line.querySelector('del'), added: !!line.querySelector('ins') };
    }));
    const rewritten = NEW.sections.filter((one) => OLD.sections.some((old) => old.id === one.id && old.rule !== one.rule));
    assert.ok(rewritten.length > 0, 'the two versions have no rule in other words');
    for (const section of rewritten) {
      const old = OLD.sections.find((one) => one.id === section.id);
      const line = lines.find((one) => plain(one.after) === plain(section.rule) && plain(one.before) === plain(old.rule));
      assert.ok(line, `the rule of “${section.title}” before and after`);
      assert.ok(line.removed || line.added);
    }
    const added = NEW.questions.filter((one) => !OLD.questions.some((old) => old.id === one.id));
    for (const question of added) assert.ok((await text.textContent()).includes(question.text), question.text);
    await tabTo(page, 'radio', 'Section');
    await page.keyboard.press('Enter');
  });

  test('an acknowledgement is signed, exported, and there after a reload', async () => {
    await policies.getByText('Not acknowledged yet').waitFor();
    await pressOn(page, 'button', 'Acknowledge this version');
    await policies.getByText(/^Acknowledged on \d{4}-\d\d-\d\d$/).waitFor();
    const [one] = statements(await save(page, 'Export acknowledgements', folder));
    assert.equal(one.statement.predicateType, 'urn:casement:acknowledgement:v1');
    assert.deepEqual(one.statement.subject, [{ name: 'community-standards@2026.11',
      digest: { sha256: digestOf('community-standards@2026.11') } }]);
    assert.equal(one.predicate.pack, 'community-standards');
    assert.equal(one.predicate.version, '2026.11');
    assert.ok(Math.abs(Date.parse(one.predicate.acknowledged_at) - Date.now()) < 600_000);
    const thumbprint = await calculateJwkThumbprint(one.jwk);
    assert.equal(one.predicate.reviewer.key_id, thumbprint);
    assert.equal(one.envelope.signatures[0].keyid, thumbprint);

    await page.getByText(/^saved \d\d:|^nothing to save/).first().waitFor();
    await page.reload();
    await page.getByRole('grid', { name: 'Cases' }).waitFor();
    policies = await go(page, 'p', 'Policies');
    await choosePack(page, 'Community Standards', '2026.11');
    await policies.getByText(/^Acknowledged on \d{4}-\d\d-\d\d$/).waitFor();
    await choosePack(page, 'Regulation and legal requests', '2026.11');
    await policies.getByText('Not acknowledged yet').waitFor();
    await choosePack(page, 'Community Standards', '2026.11');
  });

  test('the print view holds every section and nothing of the screen', async () => {
    await page.evaluate(() => {
      globalThis.print = () => { globalThis.printed = document.getElementById('print')?.innerText ?? ''; };
    });
    await page.emulateMedia({ media: 'print' });
    await pressOn(page, 'button', 'Print');
    const sheet = plain(await until('it is printed', () => page.evaluate(() => globalThis.printed)));
    for (const section of NEW.sections) {
      assert.ok(sheet.includes(plain(section.title)), section.title);
      assert.ok(sheet.includes(plain(section.rule)), `the rule of ${section.title}`);
    }
    for (const clock of NEW.clocks) assert.ok(sheet.includes(clock.title), clock.title);
    const seen = await page.evaluate(() => [...document.body.children].filter((el) => el.checkVisibility()).map((el) => el.id));
    assert.deepEqual(seen, ['print']);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await until('the sheet is put away', async () => await page.locator('#print').count() === 0);
    await page.emulateMedia({ media: null });
  });

  test('nothing violated the content policy, threw, or asked another host', async () => {
    assert.deepEqual(await tab.faults(), []);
  });
});

describe('a case whose pack is newer than what was acknowledged', () => {
  let desk, tab, page, specialist, policies;
  before(async () => {
    desk = await start();
    ({ tab, page, specialist } = await open(desk));
  });
  after(() => desk?.stop());
  const line = () => specialist.checklist.getByText('This policy changed since 2026.05, which you acknowledged');

  test('says nothing before anything was acknowledged', async () => {
    await specialist.openCase('CS-2026-0002');
    await specialist.checklist.getByRole('heading', { name: NEW.title, level: 2 }).waitFor();
    assert.equal(await line().count(), 0);
  });

  test('says so, and leads to what changed', async () => {
    policies = await go(page, 'p', 'Policies');
    await choosePack(page, 'Community Standards', '2026.05');
    await policies.getByText('Not acknowledged yet').waitFor();
    await pressOn(page, 'button', 'Acknowledge this version');
    await policies.getByText(/^Acknowledged on/).waitFor();
    await go(page, 'c', 'Checklist');
    await line().waitFor();
    await pressOn(page, 'button', 'Read what changed');
    policies = page.getByRole('region', { name: 'Policies', exact: true });
    await policies.getByRole('heading', { name: 'Community Standards: 2026.05 to 2026.11', level: 2 }).waitFor();
    await policies.getByText('Changed since 2026.05, which you acknowledged').waitFor();
    assert.equal(await policies.getByRole('radio', { name: 'What changed', checked: true }).count(), 1);
  });

  test('a case of another pack says nothing', async () => {
    await specialist.openCase('RG-2026-0003');
    assert.equal(await line().count(), 0);
  });

  test('acknowledging the newer version, which names the one before, ends it', async () => {
    policies = await go(page, 'p', 'Policies');
    await choosePack(page, 'Community Standards', '2026.11');
    await pressOn(page, 'button', 'Acknowledge this version');
    await policies.getByText(/^Acknowledged on/).waitFor();
    const newest = statements(await save(page, 'Export acknowledgements', folder)).at(-1).predicate;
    assert.equal(newest.version, '2026.11');
    assert.equal(newest.previous, '2026.05');
    await specialist.openCase('CS-2026-0003');
    await specialist.checklist.getByRole('heading', { name: NEW.title, level: 2 }).waitFor();
    assert.equal(await line().count(), 0);
    assert.deepEqual(await tab.faults(), []);
  });
});
