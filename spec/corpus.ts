import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import type { Edition } from './model/edition.ts';
import type { manualTable, questionTable, sourceTable } from './model/evidence.ts';
import type { fontTable } from './model/font.ts';
import type { chainTable, Limit } from './model/limit.ts';
import type { oldGrammarTable } from './model/old-grammar.ts';
import type { operation } from './model/operation.ts';
import type { Failure, Parameter } from './model/parameter.ts';
import type { errorCodeTable, errorTable, refusal } from './model/refusal.ts';
import type { callTable } from './model/unbuilt.ts';
import type { ChainRule, OperationId } from './types.gen.ts';

export type { Edition, Failure, Limit, Parameter };
export type Refusal = z.infer<typeof refusal>;
export type ErrorTable = z.infer<typeof errorTable>;
export type Sources = z.infer<typeof sourceTable>;
export type Questions = z.infer<typeof questionTable>;
export type Fonts = z.infer<typeof fontTable>;
export type Manual = z.infer<typeof manualTable>;
export type OldGrammar = z.infer<typeof oldGrammarTable>;
export type ErrorCodes = z.infer<typeof errorCodeTable>;

/** One operation as one edition knows it. */
export type Operation = z.infer<typeof operation> & { readonly id: OperationId };

/** Everything that is true in one edition. */
export interface Spec {
  readonly edition: Edition;
  readonly title: string;
  /** Whether error answers of this edition carry `<EC>`. */
  readonly ec: boolean;
  readonly codes: ErrorTable['codes'];
  /** By our own names; those of an operation are `image/crop:start-outside`. */
  readonly refusals: Readonly<Record<string, Refusal>>;
  readonly binding: ErrorTable['binding'];
  readonly limits: Readonly<Record<string, Limit>>;
  readonly chain: Readonly<Record<ChainRule, z.infer<typeof chainTable>[string]>>;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly oldGrammar: OldGrammar;
}

/** Who says so, strongest first. */
export type Evidence = 'observed' | 'documented' | 'inferred';

export interface Corpus {
  readonly editions: Readonly<Record<Edition, Spec>>;
  readonly sources: Sources;
  readonly questions: Questions;
  readonly fonts: Fonts;
  /** What of OSS is not emulated, by topic. */
  readonly calls: z.infer<typeof callTable>;
}

/** The folder of package.json, from source and from dist/ alike. */
export const packageRoot: string = (() => {
  // Not `import.meta.dirname`: the modules that Jest loads have none.
  const here = dirname(fileURLToPath(import.meta.url));
  for (let at = here; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (at === dirname(at)) throw new Error(`no package.json above ${here}`);
  }
})();

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

/** Written by `npm run gen` from the same schemas as the types above; hence the casts. */
function load(file: string): unknown {
  return freeze(JSON.parse(readFileSync(join(packageRoot, 'spec', file), 'utf8')));
}

export const corpus = load('corpus.gen.json') as Corpus;

/** The facts of the 2019 manual; read when asked for, since no request needs them. */
export const loadManual = (): Manual => load('manual.gen.json') as Manual;

/** Every EC of processing and what shows it; read when asked for. */
export const loadErrorCodes = (): ErrorCodes => load('error-codes.gen.json') as ErrorCodes;

/** What one edition knows. */
export const specOf = (edition: Edition): Spec => corpus.editions[edition];

/** A citation is a source, `source#section`, or a question; the strongest one counts. */
export function evidenceOf(
  cite: readonly string[],
  { sources }: Pick<Corpus, 'sources'>,
): Evidence {
  const kinds = cite.map((c) => sources[c.split('#', 1)[0] ?? '']?.kind);
  if (kinds.includes('observation')) return 'observed';
  return kinds.includes('document') ? 'documented' : 'inferred';
}
