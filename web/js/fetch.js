// Bytes with a limit and a digest: the other half of src/platform/web/fetch.hpp.
addToLibrary({
  $Fetching__deps: ['$Web'],
  $Fetching: {
    running: null,     // ticket -> AbortController
    drops: null,       // "drop:<n>/" -> Map of path -> File
    maxDropped: 200000,

    // ---- where bytes come from

    // A stream of the stored bytes and how many there are (-1: unknown).
    open: async (url, signal) => {
      if (url.startsWith('drop:')) return Fetching.openDropped(url);
      const address = new URL(url, globalThis.document?.baseURI ?? location.href);
      if (address.origin !== location.origin) {
        throw Web.error('fetch.origin', 'The address is not on the server this page came from',
          'Serve the bundle beside the console, or drop its folder into the window', url);
      }
      let response;
      try {
        response = await fetch(address, { signal: signal, credentials: 'same-origin', redirect: 'error' });
      } catch (thrown) {
        if (thrown.name === 'AbortError') throw thrown;
        throw Web.error('fetch.network', 'The server could not be reached', 'Check the connection and try again', url);
      }
      if (!response.ok || !response.body) {
        throw Web.error('fetch.status', 'The server answered ' + response.status + ' for ' + url,
          response.status === 404 ? 'Check that the bundle is complete on the server' : 'Try again later', url);
      }
      // With a Content-Encoding the length is that of other bytes than we read.
      const length = response.headers.has('content-encoding') ? null : response.headers.get('content-length');
      return { stream: response.body, total: length === null ? -1 : Number(length) };
    },

    openDropped(url) {
      const [, base, path] = /^(drop:\d+\/)(.*)$/s.exec(url) ?? [];
      const file = Fetching.drops?.get(base)?.get(path);
      if (!file) {
        throw Web.error('fetch.status', 'The dropped folder has no file ' + (path ?? url), 'Drop the whole folder again', url);
      }
      return { stream: file.stream(), total: file.size };
    },

    tooLarge(url, maxBytes) {
      return Web.error('fetch.size', 'The file is larger than the ' + maxBytes + ' bytes allowed',
        'Ask for a bundle whose files are smaller', url);
    },

    // All stored bytes of `url`, never more than `maxBytes`.
    read: async (url, maxBytes, signal, progress) => {
      const { stream, total } = await Fetching.open(url, signal);
      if (total > maxBytes) throw Fetching.tooLarge(url, maxBytes);
      const chunks = [];
      let size = 0;
      const reader = stream.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        signal.throwIfAborted();
        size += value.length;
        if (size > maxBytes) {
          reader.cancel().catch(() => {});
          throw Fetching.tooLarge(url, maxBytes);
        }
        chunks.push(value);
        progress?.(size, total);
      }
      return Fetching.join(chunks, size);
    },

    join(chunks, size) {
      if (chunks.length === 1) return chunks[0];
      const whole = new Uint8Array(size);
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
      return whole;
    },

    digest: async (bytes) => {
      return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    },

    // The limit holds while unpacking: a bomb is stopped at it, not after it.
    gunzip: async (bytes, maxBytes, url) => {
      const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
      const chunks = [];
      let size = 0;
      for (;;) {
        let step;
        try {
          step = await reader.read();
        } catch {
          throw Web.error('fetch.gzip', 'The file is not whole gzip data', 'Fetch the bundle again; it may be cut short', url);
        }
        if (step.done) return { chunks: chunks, size: size };
        size += step.value.length;
        if (size > maxBytes) {
          reader.cancel().catch(() => {});
          throw Web.error('fetch.unpacked_size', 'Unpacked, the file is larger than the ' + maxBytes + ' bytes allowed',
            'Ask for a bundle whose files are smaller', url);
        }
        chunks.push(step.value);
      }
    },

    // ---- requests

    start(ticket, url, maxBytes, gunzip, maxUnpackedBytes) {
      Fetching.running ??= new Map();
      const control = new AbortController();
      Fetching.running.set(ticket, control);
      Web.request(ticket, 'fetch', async () => {
        try {
          await Fetching.deliver(ticket, url, maxBytes, gunzip ? maxUnpackedBytes : 0, control.signal);
        } catch (thrown) {
          if (!control.signal.aborted) throw thrown;
          throw Web.error('fetch.cancelled', 'The transfer was cancelled', '', url);
        } finally {
          if (Fetching.running.get(ticket) === control) Fetching.running.delete(ticket);
        }
      });
    },

    deliver: async (ticket, url, maxBytes, maxUnpackedBytes, signal) => {
      const stored = await Fetching.read(url, maxBytes, signal, Fetching.progressOf(ticket));
      const digest = await Fetching.digest(stored);
      const unpacked = maxUnpackedBytes ? await Fetching.gunzip(stored, maxUnpackedBytes, url)
        : { chunks: [stored], size: stored.length };
      signal.throwIfAborted();
      Web.sendBytes(digest);
      Web.sendChunks(unpacked.chunks, unpacked.size);
      _web_on_fetched(ticket, stored.length);
    },

    // A few times a second is enough for a person.
    progressOf(ticket) {
      let last = 0;
      return (bytes, total) => {
        const now = performance.now();
        if (now - last < 80 && bytes !== total) return;
        last = now;
        _web_on_fetch_progress(ticket, bytes, total);
      };
    },

    cancel(ticket) {
      Fetching.running?.get(ticket)?.abort();
    },

    hash(ticket, items) {
      Web.request(ticket, 'hash', async () => {
        const digests = await Promise.all(items.map(Fetching.digest));
        for (const digest of digests) Web.sendBytes(digest);
        _web_on_hashed(ticket, digests.length);
      });
    },

    // ---- dropped folders

    takeDrop: async (entries) => {
      Fetching.drops ??= new Map();
      const folder = entries.length === 1 && entries[0].isDirectory ? entries[0] : null;
      const files = new Map();
      const drop = { base: 'drop:' + (Fetching.drops.size + 1) + '/', name: folder?.name ?? 'Dropped files' };
      try {
        for (const entry of folder ? await Fetching.entriesOf(folder) : entries) await Fetching.collect(entry, '', files);
      } catch (thrown) {
        drop.error = thrown.named ? thrown : { code: 'drop.empty', place: drop.name,
          message: 'The dropped folder could not be read', remedy: 'Drop it again, or open the bundle from a server' };
        return drop;
      }
      if (!files.size) {
        drop.error = { code: 'drop.empty', place: drop.name, message: 'The dropped folder is empty', remedy: 'Drop the folder of a bundle' };
      } else if (!files.has('datapackage.json')) {
        drop.error = { code: 'drop.no_descriptor', place: drop.name, message: 'The dropped folder has no datapackage.json',
          remedy: 'Drop the folder of the bundle itself, not one above or below it' };
      } else {
        Fetching.drops.set(drop.base, files);
      }
      return drop;
    },

    collect: async (entry, prefix, files) => {
      if (files.size >= Fetching.maxDropped) {
        throw Web.error('drop.size', 'The dropped folder has more than ' + Fetching.maxDropped + ' files',
          'Drop the folder of one bundle', prefix);
      }
      if (entry.isFile) {
        files.set(prefix + entry.name, await new Promise((resolve, reject) => entry.file(resolve, reject)));
      } else if (entry.isDirectory) {
        for (const inner of await Fetching.entriesOf(entry)) await Fetching.collect(inner, prefix + entry.name + '/', files);
      }
    },

    // readEntries answers in portions until one is empty.
    entriesOf: async (directory) => {
      const reader = directory.createReader();
      const all = [];
      for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (!some.length) return all;
        all.push(...some);
      }
    },
  },

  web_fetch__deps: ['$Fetching'],
  web_fetch: (ticket, url, bytes, maxBytes, gunzip, maxUnpackedBytes) => Web.safe(() =>
    Fetching.start(ticket, Web.text(url, bytes), maxBytes, gunzip, maxUnpackedBytes)),

  web_fetch_cancel__deps: ['$Fetching'],
  web_fetch_cancel: (ticket) => Web.safe(() => Fetching.cancel(ticket)),

  web_hash__deps: ['$Fetching'],
  web_hash: (ticket, items, count) => Web.safe(() => {
    const words = HEAPU32.subarray(items >> 2, (items >> 2) + 2 * count);
    Fetching.hash(ticket, Array.from({ length: count }, (_, i) => Web.bytes(words[2 * i], words[2 * i + 1])));
  }),
});
