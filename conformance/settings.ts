import { join } from 'node:path';
import { packageRoot } from '../spec/corpus.ts';
import { readPlain } from '../spec/read.ts';
import { type Setting, settingTable } from './format/tables.ts';

/** The settings of settings.yaml by name. */
export const settings: ReadonlyMap<string, Setting> = new Map(
  Object.entries(readPlain(join(packageRoot, 'conformance', 'settings.yaml'), settingTable)),
);
