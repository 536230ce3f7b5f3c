// Where things are. The audited console is the product with ImGui's test hooks: an item that can be clicked and has
// no semantic node is a console error there. CASEMENT_SITE names another site to try the tests on (serve.mjs).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
export const CASEMENT = join(ROOT, 'build/native/casement');
export const DATA = join(ROOT, '../shared/data');
export const AUDITED_SITE = process.env.CASEMENT_SITE ?? join(ROOT, 'build/web-test/site');
export const hasData = existsSync(DATA);
// The demo bundles that serve.mjs offers.
export const demoBundle = (name) => join(process.env.CASEMENT_BUNDLES ?? join(ROOT, 'build/bundles'), name);
