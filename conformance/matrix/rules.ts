import { join } from 'node:path';
import { packageRoot } from '../../spec/corpus.ts';
import { decode, open } from '../../spec/read.ts';
import { ruleTable } from '../format/rules.ts';

const opened = open(join(packageRoot, 'conformance', 'matrix', 'rules.yaml'), 'failsafe');

/** The rules of rules.yaml. */
export const rules = decode(ruleTable, undefined, opened, opened.tree);
