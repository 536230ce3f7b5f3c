// A few files on a free port. Unlike serve.py it sets no content security policy: json-logic-engine makes JavaScript
// from text, which the product's pages never may.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

const TYPES = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript', json: 'application/json', wasm: 'application/wasm' };

// `files`: by name, each a path or { text }.
export async function serveFiles(files) {
  const bodies = new Map(Object.entries(files).map(([name, from]) => ['/' + name, from.text ?? readFileSync(from)]));
  const server = createServer((request, response) => {
    const body = bodies.get(request.url);
    const type = TYPES[request.url.split('.').pop()] ?? 'application/octet-stream';
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': `${type}; charset=utf-8` });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}
