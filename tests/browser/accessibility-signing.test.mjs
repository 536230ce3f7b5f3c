// axe on everything that belongs to signing, at three sizes: keys, the lock, corrections, exports, files of others.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { launch } from './lib/chromium.mjs';
import { temporaryFolder } from './lib/packing.mjs';
import { AUDITED_SITE } from './lib/place.mjs';
import { serve } from './lib/serve.mjs';
import { SURFACES, orchardIn, walkSigning } from './lib/signing_walk.mjs';

const SIZES = [[390, 844], [1024, 640], [1440, 900]];  // the walk goes on at the last

describe('accessibility of keys, the lock and the ledger', () => {
  const folder = temporaryFolder('signing-axe');
  const found = new Map();
  let server, browser, faults;
  before(async () => {
    server = await serve({ site: AUDITED_SITE, bundles: [orchardIn(folder)] });
    browser = await launch();
    faults = await walkSigning(browser, server.url, folder, async (page, surface) => {
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        found.set(`${surface} at ${width} × ${height}`, await violations(page));
      }
    }, { bypassCSP: true });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const surface of SURFACES) {
    for (const [width, height] of SIZES) {
      test(`${surface} at ${width} × ${height}`, () => assert.deepEqual(found.get(`${surface} at ${width} × ${height}`), []));
    }
  }
  test('no item was found that only a pointer reaches, and nothing threw', () => assert.deepEqual(faults, []));
});
