// Debian's Chromium with software GL, and a page that records what must never happen: violations of the content
// security policy, errors, and requests to anywhere but the server.
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--headless', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const launch = () => chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: FLAGS });

export async function openPage(browser, url, { viewport = { width: 1440, height: 900 }, ...options } = {}) {
  const context = await browser.newContext({ viewport, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !address.startsWith('blob:' + url)) faults.push(`request: ${address}`);
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) =>
      globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return {
    page, context,
    // Everything that went wrong so far; an empty list is what every test ends with.
    faults: async () => [...faults, ...await page.evaluate(() => globalThis.violations)],
    close: () => context.close(),
  };
}
