// The worker of the desk: its program comes from the page, which has proved it, and listens for jobs from then on.
import createDesk from './casement-desk.js';

addEventListener('message', ({ data: { module } }) => {
  const failed = (thrown) => postMessage({ failed: String(thrown?.message ?? thrown) });
  createDesk({
    // Emscripten goes on by itself when `done` is called; a failure it would not tell us.
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module), failed);
      return {};
    },
  }).then((program) => {
    program._desk_listen();
    postMessage({ ready: true });
  }, failed);
}, { once: true });
