import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus, ErrorCodes, Manual, Operation, Spec } from './corpus.ts';
import { type Edition, editions, editionTable } from './model/edition.ts';
import { manualTable, questionTable, sourceTable } from './model/evidence.ts';
import { fontTable } from './model/font.ts';
import { chainTable, limitTable } from './model/limit.ts';
import { oldGrammarTable } from './model/old-grammar.ts';
import { operation } from './model/operation.ts';
import { errorCodeTable, errorTable } from './model/refusal.ts';
import { callTable, unemulatedTable } from './model/unbuilt.ts';
import { read, readPlain } from './read.ts';

/** Where an operation's YAML stands; its id is this path without the ending. */
function operationFiles(folder: string): string[] {
  return ['image', 'video', 'sys'].flatMap((domain) =>
    readdirSync(join(folder, 'operations', domain))
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => `${domain}/${file.slice(0, -'.yaml'.length)}`),
  );
}

/** The corpus, and what no request needs: it is kept in files of its own. */
export type Loaded = Corpus & { readonly manual: Manual; readonly errorCodes: ErrorCodes };

/** The YAML of a spec folder as one value. Throws CorpusError; cross-checks are check.ts's business. */
export function loadCorpus(folder: string): Loaded {
  const file = (name: string) => join(folder, name);
  const byEdition = readPlain(file('editions.yaml'), editionTable);
  const errors = read(file('errors.yaml'), errorTable);
  const limits = read(file('limits.yaml'), limitTable);
  const chain = read(file('chain.yaml'), chainTable);
  const operations = operationFiles(folder).map((id) => ({
    id,
    views: read(file(`operations/${id}.yaml`), operation),
  }));
  const oldGrammar = read(file('old-grammar.yaml'), oldGrammarTable);
  const others = read(file('unemulated.yaml'), unemulatedTable);
  const specOf = (edition: Edition): Spec => ({
    edition,
    ...byEdition[edition],
    codes: errors[edition].codes,
    refusals: {
      ...errors[edition].refusals,
      ...Object.fromEntries(
        operations.flatMap(({ id, views }) =>
          Object.entries(views[edition].refusals).map(([name, refusal]) => [
            `${id}:${name}`,
            refusal,
          ]),
        ),
      ),
    },
    binding: errors[edition].binding,
    limits: limits[edition],
    // Its keys are where the type ChainRule comes from.
    chain: chain[edition] as Spec['chain'],
    operations: Object.fromEntries(
      [
        ...operations.map(({ id, views }) => ({ ...views[edition], id })),
        ...Object.entries(others[edition]).map(([id, other]) => {
          const kind = other.async ? 'deliver' : 'answer';
          return { ...operation.parse({ ...other, kind, emulated: false }), id };
        }),
      ].map((one) => [one.id, one as Operation]),
    ),
    oldGrammar: oldGrammar[edition],
  });
  return {
    editions: Object.fromEntries(editions.map((e) => [e, specOf(e)])) as Corpus['editions'],
    sources: readPlain(file('sources.yaml'), sourceTable),
    questions: readPlain(file('questions.yaml'), questionTable),
    fonts: readPlain(file('fonts.yaml'), fontTable),
    calls: readPlain(file('calls.yaml'), callTable),
    manual: readPlain(file('manual-2019-09.yaml'), manualTable),
    errorCodes: readPlain(file('error-codes.yaml'), errorCodeTable),
  };
}
