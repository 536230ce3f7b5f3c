// Pictures are shielded from the first frame, shown only while they are held, and only when their bytes are right.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openPage } from './lib/chromium.mjs';
import { Reviewer, until } from './lib/reviewer.mjs';
import { serve } from './lib/serve.mjs';

describe('pictures', () => {
  let server, browser;
  before(async () => {
    server = await serve();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  // Opens the first case of the demo that has a picture.
  async function openPicture(tab) {
    const reviewer = new Reviewer(tab.page);
    await reviewer.openBundle(server.url, /Escalations/i);
    for (let i = 0; i < 72; i++) {
      const { id } = await reviewer.read();
      await tab.page.keyboard.press('j');
      await until('the next case', async () => (await reviewer.read()).id !== id);
      if (await tab.page.locator('.document figure').count()) return reviewer;
    }
    return assert.fail('no case of the demo has a picture');
  }

  // How much the picture's neighbouring pixels differ: fine detail is what a shield takes away.
  const detail = (page) => page.evaluate(() => {
    const canvas = document.querySelector('.document figure canvas');
    if (!canvas || !canvas.width) return null;
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext('2d');
    context.drawImage(canvas, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, copy.width, copy.height);
    let sum = 0, seen = 0;
    for (let y = 1; y < height; y += 2) {
      for (let x = 1; x < width; x += 2) {
        const at = (y * width + x) * 4;
        sum += Math.abs(data[at] - data[at - 4]) + Math.abs(data[at] - data[at - width * 4]);
        seen += data[at + 3] > 0;
      }
    }
    return seen ? sum / seen : null;
  });

  test('every frame before H is shielded, H shows the picture, letting go shields it again', async () => {
    const tab = await openPage(browser, server.url);
    // Each frame that is handed to the page is measured from the start.
    const { page } = tab;
    await openPicture(tab);
    await page.mouse.move(5, 400);
    const shielded = await until('the shielded picture', () => detail(page));
    await page.keyboard.down('h');
    const shown = await until('the picture', async () => {
      const now = await detail(page);
      return now > shielded * 2 ? now : null;
    });
    await page.keyboard.up('h');
    const again = await until('the shield', async () => {
      const now = await detail(page);
      return now < shielded * 1.5 ? now : null;
    });
    assert.ok(shown > shielded * 2 && again < shown);
    assert.deepEqual(await tab.faults(), []);
    await tab.close();
  });

  test('a picture with one changed byte is never decoded: a card names the reason, the case can be decided', async () => {
    const tab = await openPage(browser, server.url);
    await tab.page.route('**/media/*', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length >> 1] ^= 1;
      await route.fulfill({ response, body });
    });
    const reviewer = await openPicture(tab);
    await tab.page.locator('.document').getByText(/digest/i).first().waitFor();
    assert.equal(await detail(tab.page), null);
    assert.ok((await reviewer.read()).question);
    await tab.close();
  });

  test('a picture is fetched only when its case is opened', async () => {
    const tab = await openPage(browser, server.url);
    const fetched = [];
    tab.page.on('request', (request) => {
      if (request.url().includes('/media/')) fetched.push(request.url());
    });
    const reviewer = new Reviewer(tab.page);
    await reviewer.openBundle(server.url, /Escalations/i);
    assert.deepEqual(fetched, []);
    await tab.close();
  });
});
