// The same path in Firefox ESR as it comes from Debian: open, answer, sign, export, verify. Headless Firefox has no
// WebGL2 here, so it runs under Xvfb with Mesa's software GL.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { CASEMENT, ROOT } from './lib/place.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';

// A display of our own: -displayfd lets Xvfb choose a free number and say which.
async function display() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((found, failed) => {
    child.stdio[3].once('data', (data) => found(String(data).trim()));
    child.once('exit', () => failed(new Error('Xvfb ended')));
  });
  return { name: ':' + number, close: () => child.kill() };
}

describe('Firefox ESR', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casement-firefox-'));
  let server, screen, browser, page, reviewer;
  before(async () => {
    server = await serve();
    screen = await display();
    browser = await puppeteer.launch({
      browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: false,
      env: { ...process.env, DISPLAY: screen.name, LIBGL_ALWAYS_SOFTWARE: '1', HOME: folder },
      extraPrefsFirefox: {
        'browser.download.folderList': 2, 'browser.download.dir': folder, 'browser.download.useDownloadDir': true,
        'browser.download.always_ask_before_handling_new_types': false,
        'browser.helperApps.neverAsk.saveToDisk': 'application/jsonl,application/x-pem-file',
        'webgl.force-enabled': true, 'app.update.enabled': false, 'datareporting.policy.dataSubmissionEnabled': false,
      },
    });
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    await page.evaluateOnNewDocument(() => {
      globalThis.violations = [];
      addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.violatedDirective));
    });
    reviewer = new Reviewer(withRoles(page));
  });
  after(async () => {
    await browser?.close();
    screen?.close();
    await server?.close();
  });

  // The few words of Playwright that the reviewer speaks, in puppeteer's.
  function withRoles(p) {
    const missing = { getByRole: () => null, locator: () => ({ first: () => ({ focus: () => p.focus('.text[tabindex="0"]') }) }) };
    const keyboard = {
      press: async (chord) => {
        const [key, modifier] = chord.split('+').reverse();
        if (modifier) await p.keyboard.down(modifier);
        await p.keyboard.press(key);
        if (modifier) await p.keyboard.up(modifier);
      },
    };
    return Object.assign(Object.create(p), missing, { keyboard, evaluate: p.evaluate.bind(p) });
  }
  const see = (what) => until(what, () => page.$(what));

  test('opens a bundle and a case', async () => {
    await page.goto(server.url);
    await (await see('aria/Choose a bundle to review')).dispose();
    await until('the bundle is offered', () => page.evaluate(() => {
      const button = [...document.querySelectorAll('[role=button]')].find((el) =>
        /^First steps/.test(el.getAttribute('aria-label') ?? el.textContent));
      button?.click();
      return !!button;
    }));
    await see('[role=grid][aria-label="Cases"] [role=row]');
    await page.keyboard.press('j');
    await until('the case is open', async () => (await reviewer.read()).id);
  });

  test('answers and signs by keyboard', async () => {
    await reviewer.answer(() => 0);
    if ((await reviewer.read()).text.includes('needs evidence')) {
      await page.focus('.text[tabindex="0"]');
      await page.keyboard.press('e');
      await until('the text is marked', async () => !(await reviewer.read()).text.includes('needs evidence'));
    }
    if ((await reviewer.read()).text.includes('needs a rationale')) {
      await page.focus('textarea[name=rationale]');
      await page.keyboard.type('Seen in the thread');
      await page.keyboard.press('Escape');
    }
    await until('it can be signed', async () => (await reviewer.read()).canSign);
    await reviewer.signByKeyboard();
  });

  test('exports a file that verifies', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await see('[role=grid][aria-label="Signed decisions"]');
    const press = (name) => page.evaluate((wanted) => [...document.querySelectorAll('[role=button]')].find((el) =>
      (el.getAttribute('aria-label') ?? el.textContent) === wanted).click(), name);
    const saved = (ending) => until(`a ${ending} file`, () =>
      readdirSync(folder).find((name) => name.endsWith(ending) && readFileSync(join(folder, name)).length > 0));
    await press('Save the public key');
    const key = await saved('.pem');
    await press('Export decisions…');
    await see('[role=dialog]');
    await press('Export');
    const file = await saved('.jsonl');
    const bundle = join(ROOT, 'build/bundles/first-steps');
    assert.ok(existsSync(bundle));
    const { status, stdout, stderr } = spawnSync(CASEMENT, ['verify', '--bundle', bundle, '--key', join(folder, key),
      join(folder, file)], { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
  });

  test('violates nothing of the content policy', async () => {
    assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  });
});
