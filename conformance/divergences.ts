import { join } from 'node:path';
import { packageRoot } from '../spec/corpus.ts';
import { readPlain } from '../spec/read.ts';
import { divergenceTable, type Divergences } from './format/tables.ts';

/** Where the emulator is known to differ from a case. */
export const loadDivergences = (): Divergences =>
  readPlain(join(packageRoot, 'conformance', 'divergences.yaml'), divergenceTable);
