// Starts the console: loads the program while showing how far it is, proves what was loaded, and says in plain words
// what is wrong when it cannot start or stops.
'use strict';

(() => {
  const byId = (id) => document.getElementById(id);
  const kept = 'Drafts and decisions are kept in this browser.';
  let failed = false;

  // ---- cards

  function button(label, primary, action) {
    const el = document.createElement('button');
    el.type = 'button';
    el.className = primary ? 'button primary' : 'button';
    el.textContent = label;
    el.addEventListener('click', () => action(el));
    return el;
  }

  const reloadButton = (label) => button(label, true, () => location.reload());

  function copyButton(details) {
    return button('Copy details', false, (el) => {
      navigator.clipboard?.writeText(details).then(() => { el.textContent = 'Copied'; }, () => selectDetails());
    });
  }

  function selectDetails() {
    getSelection().selectAllChildren(byId('boot-details'));
  }

  // The first problem stays: what follows is usually its consequence.
  function problem({ title, text, details, buttons }) {
    if (failed) return;
    failed = true;
    const boot = byId('boot');
    byId('app').inert = true;
    boot.hidden = false;
    boot.classList.add('problem');
    boot.setAttribute('role', 'alert');
    byId('boot-progress').hidden = true;
    byId('boot-title').textContent = title;
    byId('boot-text').textContent = text;
    byId('boot-details').hidden = !details;
    byId('boot-details').textContent = details ?? '';
    byId('boot-buttons').replaceChildren(...buttons);
    buttons[0]?.focus();
  }

  function describe(thrown) {
    const agent = navigator.userAgent;
    const stack = thrown?.stack ? '\n' + thrown.stack : '';
    return String(thrown?.message ?? thrown) + stack + '\n' + (globalThis.casement?.digest ?? 'not started') + '\n' + agent;
  }

  function cannotLoad(what, thrown) {
    const details = describe(thrown);
    problem({ title: 'Casement could not be loaded', text: what + ' ' + kept, details,
      buttons: [reloadButton('Try again'), copyButton(details)] });
  }

  function stopped(thrown) {
    const details = describe(thrown);
    problem({ title: 'Casement has stopped', text: 'Something failed that should not have. ' + kept + ' Reload to go on.',
      details, buttons: [reloadButton('Reload'), copyButton(details)] });
  }

  function unsupported(text) {
    problem({ title: 'This browser cannot run Casement', text, buttons: [reloadButton('Try again')] });
  }

  // ---- what the browser must be able to do

  // The smallest modules that use exceptions and SIMD: (func (try (do) (catch_all))) and (v128.const).
  const exceptionsModule = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];
  const simdModule = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

  function hasWebGl2() {
    const gl = document.createElement('canvas').getContext('webgl2');
    gl?.getExtension('WEBGL_lose_context')?.loseContext();
    return !!gl;
  }

  function missing() {
    if (!isSecureContext) return 'The page must come over https (or from localhost): signing keys are not available otherwise.';
    const valid = (bytes) => globalThis.WebAssembly?.validate(new Uint8Array(bytes));
    if (!valid(exceptionsModule) || !valid(simdModule)) {
      return 'It lacks WebAssembly with exceptions and SIMD. Use a current Chromium, Edge, Firefox or Safari.';
    }
    if (!hasWebGl2()) {
      return 'It has no WebGL2. Turn on hardware acceleration in the browser\'s settings, or allow software rendering, and try again.';
    }
    return '';
  }

  // ---- loading

  function progress(bytes, total) {
    if (failed) return;
    const share = total ? Math.min(1, bytes / total) : 0;
    byId('boot-progress').setAttribute('aria-valuenow', String(Math.round(share * 100)));
    byId('boot-bar').style.width = share * 100 + '%';
    byId('boot-text').textContent = 'Loading Casement… ' + Math.round(bytes / 1024) + ' of ' + Math.round(total / 1024) + ' KB';
  }

  async function get(path) {
    const response = await fetch(path, { cache: 'no-cache' });
    if (!response.ok) throw new Error(path + ': the server answered ' + response.status);
    return response;
  }

  // Counts what is read, unpacked, against the size that the build wrote down: content-length may be of packed bytes.
  async function read(path, total) {
    const response = await get(path);
    const bytes = new Uint8Array(total);
    let at = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > total) throw new Error(path + ' is larger than the build says');
      bytes.set(value, at);
      at += value.length;
      progress(at, total);
    }
    if (at !== total) throw new Error(path + ' was cut short at ' + at + ' of ' + total + ' bytes');
    return bytes;
  }

  async function sha256(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  async function loadProgram() {
    const build = await (await get('build.json')).json();
    progress(0, build.wasm.bytes);
    const wasm = await read(build.wasm.path, build.wasm.bytes);
    const digest = await sha256(wasm);
    if (digest !== build.wasm.sha256) throw new Error(build.wasm.path + ' and build.json are of different versions');
    return { wasm, digest: 'sha256:' + digest, desk: build.desk };
  }

  // Text that was drawn before its font was there would stay in the wrong one.
  function loadFonts() {
    const fonts = ['400 14px Inter', '500 14px Inter', '600 14px Inter', '400 14px "JetBrains Mono"'];
    return Promise.all([...fonts.map((font) => document.fonts.load(font)), document.fonts.load('14px lucide', '\ue038')]);
  }

  function firstFrame() {
    return new Promise((resolve) => {
      const look = () => globalThis.casement?.frames() > 0 || failed ? resolve() : requestAnimationFrame(look);
      look();
    });
  }

  async function start() {
    const reason = missing();
    if (reason) {
      unsupported(reason);
      return;
    }
    let program, glue;
    try {
      [program, glue] = await Promise.all([loadProgram(), import('./casement.js'), loadFonts()]);
    } catch (thrown) {
      cannotLoad('The program did not arrive whole. Check the connection.', thrown);
      return;
    }
    try {
      await glue.default({
        wasmDigest: program.digest,
        desk: program.desk,
        onFatal: () => unsupported('WebGL2 is gone. Reload; if that does not help, restart the browser.'),
        // Emscripten goes on by itself when `done` is called; a failure it would not tell us.
        instantiateWasm: (imports, done) => {
          WebAssembly.instantiate(program.wasm, imports).then(({ instance, module }) => done(instance, module), stopped);
          return {};
        },
      });
    } catch (thrown) {
      stopped(thrown);
      return;
    }
    await firstFrame();
    if (failed) return;
    byId('boot').hidden = true;
  }

  addEventListener('error', (event) => {
    // A file that did not load has no error object, and a late ResizeObserver is only late: they stop nothing.
    if (event.message?.startsWith('ResizeObserver')) return;
    if (event.error || event.message) stopped(event.error ?? event.message);
  });
  addEventListener('unhandledrejection', (event) => stopped(event.reason));

  start();
})();
