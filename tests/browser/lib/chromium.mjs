// Debian's Chromium with software GL, and a page that records what must never happen: violations of the content
// security policy, errors, and requests to anywhere but the server.
import { chromium } from 'playwright-core';

export const ARGUMENTS = ['--no-sandbox', '--headless', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const EXECUTABLE = '/usr/bin/chromium';

export const launch = () => chromium.launch({ executablePath: EXECUTABLE, headless: true, args: ARGUMENTS });

// The console asks every host for its keyring, and Chromium reports each 404 by itself: that one is an answer, no fault.
const isAbsentKeyring = (message) => /\b404\b/.test(message.text()) && /\/keyring\.json$/.test(message.location().url);

// Watches a page of any context; several pages of one context are several tabs of one person.
export async function watch(page, url) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isAbsentKeyring(message)) faults.push(`console: ${message.text()}`);
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
  // Everything that went wrong so far; an empty list is what every test ends with.
  return async () => [...faults, ...await page.evaluate(() => globalThis.violations)];
}

export async function openPage(browser, url, { viewport = { width: 1440, height: 900 }, ...options } = {}) {
  const context = await browser.newContext({ viewport, acceptDownloads: true, ...options });
  const page = await context.newPage();
  return { page, context, faults: await watch(page, url), close: () => context.close() };
}

// Another tab beside the first.
export async function openBeside({ context }, url) {
  const page = await context.newPage();
  return { page, context, faults: await watch(page, url), close: () => page.close() };
}
