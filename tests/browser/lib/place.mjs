// Where things are. The audited console is the product with ImGui's test hooks: an item that can be clicked and has
// no semantic node is a console error there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
export const CASEMENT = join(ROOT, 'build/native/casement');
export const DATA = join(ROOT, '../shared/data');
export const AUDITED_SITE = join(ROOT, 'build/web-test/site');
export const hasData = existsSync(DATA);
