// Title, address, live region, clipboard, files, preferences, timers: the other half of src/platform/web/page.hpp.
addToLibrary({
  $Page__deps: ['$Web', '$Fetching'],
  $Page: {
    timer: 0,
    timerAt: 0,   // 0: none is set
    files: null,  // handle -> File, kept for the desk

    listen() {
      Page.watchPreferences();
      addEventListener('online', () => _web_on_online(1));
      addEventListener('offline', () => _web_on_online(0));
      addEventListener('hashchange', Page.sendRoute);
      addEventListener('dragover', (event) => event.preventDefault());
      addEventListener('drop', (event) => {
        event.preventDefault();
        Page.dropped(event.dataTransfer);
      });
      globalThis.casement = { frames: () => _web_frames(), digest: Module['wasmDigest'] ?? '' };
      _web_on_online(navigator.onLine ? 1 : 0);
      Page.sendRoute();
    },

    // ---- preferences

    watchPreferences() {
      const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)',
        '(prefers-reduced-motion: reduce)'].map((query) => matchMedia(query));
      const tell = () => {
        const [dark, contrast, forced, still] = queries.map((query) => query.matches);
        _web_on_preferences(dark, contrast || forced, still, innerWidth, innerHeight);
      };
      for (const query of queries) query.addEventListener('change', tell);
      addEventListener('resize', tell);
      tell();
    },

    // ---- address

    // As it stands in the address, still percent-encoded: the console takes it apart before it decodes the parts.
    sendRoute() {
      Web.send(location.hash.slice(1));
      _web_on_route();
    },

    setRoute(hash, replace) {
      const address = '#' + hash.replace(/^#/, '');
      if (location.hash === address) return;
      // These two do not fire hashchange; going back does.
      history[replace ? 'replaceState' : 'pushState'](null, '', address);
    },

    // ---- print

    // A copy of the document alone, as tall as it is: the page around it is a screen's.
    print(name) {
      const scroller = Dom.record(name).scroller;
      if (!scroller) return;
      document.getElementById('print')?.remove();
      const sheet = scroller.cloneNode(true);
      sheet.id = 'print';
      sheet.removeAttribute('tabindex');
      document.body.append(sheet);
      addEventListener('afterprint', () => sheet.remove(), { once: true });
      // The frame that builds the document anew comes first.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        sheet.replaceChildren(...[...Dom.record(name).scroller.children].map((child) => child.cloneNode(true)));
        print();
      }));
    },

    // ---- live region

    say(text, urgent) {
      const region = document.getElementById(urgent ? 'live-urgent' : 'live-polite');
      const line = document.createElement('div');
      line.textContent = text;
      // A new element is announced even when the words are the same again.
      region.replaceChildren(line);
    },

    // ---- clipboard, downloads, files

    copy(text) {
      navigator.clipboard?.writeText(text).catch(() => Page.copyBySelection(text));
    },

    // Where the clipboard is closed to scripts, a selection and the browser's own command still work in a gesture.
    copyBySelection(text) {
      const area = document.createElement('textarea');
      area.className = 'visually-hidden';
      area.value = text;
      const focused = document.activeElement;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
      focused?.focus?.({ preventScroll: true });
    },

    download(name, mediatype, bytes) {
      const address = URL.createObjectURL(new Blob([bytes], { type: mediatype }));
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    },

    pick(ticket, accept, maxBytes, keep) {
      const input = document.createElement('input');
      input.type = 'file';
      input.accept = accept;
      input.addEventListener('change', () => {
        const file = input.files?.[0];
        if (file) Web.request(ticket, 'file', () => Page.readFile(ticket, file, maxBytes, keep));
      });
      input.click();
    },

    readFile: async (ticket, file, maxBytes, keep) => {
      if (file.size > maxBytes) {
        throw Web.error('file.size', file.name + ' has ' + file.size + ' bytes, more than the ' + maxBytes + ' allowed',
          'Choose a smaller file', file.name);
      }
      const bytes = new Uint8Array(keep ? 0 : await file.arrayBuffer());
      let handle = '';
      if (keep) {
        Page.files ??= new Map();
        handle = 'file:' + (Page.files.size + 1);
        Page.files.set(handle, file);
      }
      Web.send(file.name);
      Web.sendBytes(bytes);
      Web.send(handle);
      _web_on_file_picked(ticket, file.size);
    },

    // Entries must be taken while the event lasts; reading them takes longer.
    dropped(transfer) {
      const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      if (!entries.length) return;
      Fetching.takeDrop(entries).then((drop) => {
        Web.send(drop.base, drop.name);
        Web.sendError(drop.error ?? { code: '', message: '' });
        _web_on_folder_dropped();
      });
    },

    // ---- time

    wakeAt(at) {
      if (Page.timerAt && at >= Page.timerAt) return;  // an earlier one is on its way and asks again
      clearTimeout(Page.timer);
      Page.timerAt = at;
      Page.timer = setTimeout(() => {
        Page.timerAt = 0;
        _web_on_tick();
      }, Math.min(Math.max(0, at - Date.now()), 0x7fffffff));
    },

    random(pointer, bytes) {
      const limit = 65536;  // of getRandomValues
      for (let at = 0; at < bytes; at += limit) {
        const n = Math.min(limit, bytes - at);
        HEAPU8.set(crypto.getRandomValues(new Uint8Array(n)), pointer + at);
      }
    },
  },

  web_page_listen__deps: ['$Page'],
  web_page_listen: () => Web.safe(() => Page.listen()),

  web_page_now_ms: () => Date.now(),

  web_page_random__deps: ['$Page'],
  web_page_random: (pointer, bytes) => Web.safe(() => Page.random(pointer, bytes)),

  web_page_digest: (out, capacity) => {
    const digest = Module['wasmDigest'] ?? '';
    return stringToUTF8(digest, out, capacity);
  },
  web_page_digest__deps: ['$stringToUTF8'],

  web_page_say__deps: ['$Page'],
  web_page_say: (text, bytes, urgent) => Web.safe(() => Page.say(Web.text(text, bytes), urgent)),

  web_page_title__deps: ['$Web'],
  web_page_title: (text, bytes) => Web.safe(() => { document.title = Web.text(text, bytes); }),

  web_page_route__deps: ['$Page'],
  web_page_route: (hash, bytes, replace) => Web.safe(() => Page.setRoute(Web.text(hash, bytes), replace)),

  web_page_copy__deps: ['$Page'],
  web_page_copy: (text, bytes) => Web.safe(() => Page.copy(Web.text(text, bytes))),

  web_page_download__deps: ['$Page'],
  web_page_download: (name, nameBytes, mediatype, mediatypeBytes, content, contentBytes) => Web.safe(() =>
    Page.download(Web.text(name, nameBytes), Web.text(mediatype, mediatypeBytes), Web.bytes(content, contentBytes))),

  web_page_pick__deps: ['$Page'],
  web_page_pick: (ticket, accept, bytes, maxBytes, keep) => Web.safe(() =>
    Page.pick(ticket, Web.text(accept, bytes), maxBytes, !!keep)),

  web_page_wake_at__deps: ['$Page'],
  web_page_wake_at: (at) => Page.wakeAt(at),

  web_page_print__deps: ['$Web', '$Dom'],
  web_page_print: (name, bytes) => Web.safe(() => Page.print(Web.text(name, bytes))),

  web_page_persist: () => {
    const asked = navigator.storage?.persist?.() ?? Promise.resolve(false);
    asked.then((granted) => _web_on_persisted(granted ? 1 : 0), () => _web_on_persisted(0));
  },
});
