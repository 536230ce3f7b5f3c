// A real serve.py on a free port, ended with the test that started it. With CASEMENT_SITE and CASEMENT_BUNDLES set to
// folders, those are served as they are and nothing is built: to try the tests on one state while another is made.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './place.mjs';

export async function serve({ bundles = [], site = process.env.CASEMENT_SITE } = {}) {
  const demo = site && process.env.CASEMENT_BUNDLES ? [process.env.CASEMENT_BUNDLES] : [];
  const options = [...demo, ...bundles].flatMap((folder) => ['--bundles', folder]);
  const environment = { ...process.env, PYTHONUNBUFFERED: '1' };
  const command = site ? ['/usr/bin/env', ['python3', join(ROOT, 'tests/browser/lib/serve_site.py'), site, ...options]]
    : ['/usr/bin/env', ['python3', join(ROOT, 'serve.py'), '--no-install', '--port', '0', ...options]];
  const child = spawn(...command, { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const url = await new Promise((found, failed) => {
    const read = (data) => {
      output += data;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(output);
      if (address) found(address[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => failed(new Error(`serve.py ended with ${code}: ${output}`)));
  });
  return {
    url,
    close: () => new Promise((done) => {
      child.removeAllListeners('exit');
      child.once('exit', done);
      child.kill('SIGTERM');
    }),
  };
}
