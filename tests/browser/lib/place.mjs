// Where things are. The audited console is the product with ImGui's test hooks: an item that can be clicked and has
// no semantic node is a console error there.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');
export const CASEMENT = join(ROOT, 'build/native/casement');
export const DATA = join(ROOT, '../shared/data');
export const OUT = join(ROOT, 'build/test-logs/browser');
export const AUDITED_SITE = join(ROOT, 'build/web-test/site');
export const hasData = existsSync(DATA);
export const folderOf = dirname;
