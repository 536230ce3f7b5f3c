// Long work in a worker with a program of its own: the other half of src/platform/web/desk.hpp. Nothing of it is
// loaded before the first job. The worker's side is web/desk-worker.js and web/desk.
addToLibrary({
  $Desk__deps: ['$Web', '$Fetching', '$Page'],
  $Desk: {
    policy: null,
    program: null,  // promise of the compiled module: once for all workers
    worker: null,   // promise of a worker that listens
    live: null,     // the worker itself, to end it
    waiting: [],    // jobs, in order: one at a time
    current: null,

    // ---- the worker

    // The only address this page may make a worker of.
    address() {
      const own = new URL('desk-worker.js', document.baseURI).href;
      Desk.policy ??= globalThis.trustedTypes?.createPolicy('casement', {
        createScriptURL: (address) => {
          if (address !== own) throw new TypeError('This is no worker of Casement');
          return address;
        },
      }) ?? { createScriptURL: (address) => address };
      return Desk.policy.createScriptURL(own);
    },

    // Proved by the digest that the page was loaded with.
    load: async () => {
      const { path, bytes, sha256 } = Module['desk'].wasm;
      const wasm = await Fetching.read(path, bytes, new AbortController().signal);
      const digest = Array.from(await Fetching.digest(wasm), (byte) => byte.toString(16).padStart(2, '0')).join('');
      if (digest !== sha256) {
        throw Web.error('desk.digest', 'The program for long work is of another version than this page', 'Reload the page', path);
      }
      return WebAssembly.compile(wasm);
    },

    spawn: async () => {
      const module = await (Desk.program ??= Desk.load());
      const worker = Desk.live = new Worker(Desk.address(), { type: 'module', name: 'casement-desk' });
      await new Promise((resolve, reject) => {
        const failed = (why) => reject(Web.error('desk.start', 'The program for long work could not be started: ' + why, 'Reload the page'));
        worker.onmessage = ({ data }) => data.ready ? resolve() : failed(data.failed);
        worker.onerror = (event) => {
          event.preventDefault();
          failed(event.message || 'it did not arrive');
        };
        worker.postMessage({ module: module });
      });
      return worker;
    },

    // What failed is tried anew with the next job.
    ready: async () => {
      try {
        return await (Desk.worker ??= Desk.spawn());
      } catch (thrown) {
        Desk.end();
        Desk.program = null;
        throw thrown;
      }
    },

    end() {
      Desk.live?.terminate();
      Desk.live = Desk.worker = null;
    },

    // ---- jobs

    start(ticket, job) {
      Desk.waiting.push({ ticket: ticket, job: job });
      Desk.turn();
    },

    turn() {
      if (Desk.current || !Desk.waiting.length) return;
      const one = Desk.current = Desk.waiting.shift();
      Web.request(one.ticket, 'desk', async () => {
        try {
          const result = await Desk.run(one);
          Web.send(result);
          _web_on_desk_done(one.ticket);
        } finally {
          if (Desk.current === one) Desk.current = null;
          Desk.turn();
        }
      });
    },

    run: async (one) => {
      const worker = await Desk.ready();
      return new Promise((resolve, reject) => {
        one.reject = reject;
        if (one.stopped) return Desk.giveUp(one);
        worker.onmessage = ({ data: { result, error, progress } }) => {
          if (progress) {
            Web.send(progress.note);
            _web_on_desk_progress(one.ticket, progress.done, progress.total);
          } else if (error) {
            if (error.code === 'desk.failed') Desk.end();
            reject(Web.error(error.code, error.message, error.remedy, error.place));
          } else {
            resolve(result);
          }
        };
        worker.onerror = (event) => {
          event.preventDefault();
          Desk.end();
          reject(Web.error('desk.failed', 'The work could not be ended: ' + event.message, 'Try again; if it stays, use the command line'));
        };
        worker.postMessage({ ticket: one.ticket, job: one.job, files: Page.files, drops: Desk.dropsOf(one.job) });
      });
    },

    // The folders that the job names, without what it has no use for.
    dropsOf(job) {
      const named = [...Fetching.drops ?? []].filter(([base]) => job.includes('"' + base));
      return new Map(named.map(([base, files]) => [base, new Map([...files].filter(([path]) => !path.startsWith('media/')))]));
    },

    stop(ticket) {
      Desk.waiting = Desk.waiting.filter((one) => one.ticket !== ticket);
      const one = Desk.current;
      if (one?.ticket !== ticket) return;
      one.stopped = true;
      if (!one.reject) return;  // the worker is still on its way: the next job takes it
      Desk.end();
      Desk.giveUp(one);
    },

    giveUp(one) {
      one.reject(Web.error('desk.stopped', 'The work was stopped', ''));
    },
  },

  web_desk_start__deps: ['$Desk'],
  web_desk_start: (ticket, job, bytes) => Web.safe(() => Desk.start(ticket, Web.text(job, bytes))),

  web_desk_stop__deps: ['$Desk'],
  web_desk_stop: (ticket) => Web.safe(() => Desk.stop(ticket)),
});
