import fc from 'fast-check';
import type { Operation, Spec } from '../../spec/corpus.ts';
import { isRefused } from '../oracle/law.ts';
import { foresee } from '../oracle/predict.ts';
import { legalAction } from './action.ts';
import { mistaken } from './mistake.ts';
import type { Mistake } from './refusal.ts';
import type { Subject } from './source.ts';

/** One request of a fuzz run. */
export interface Draw {
  readonly subject: Subject;
  readonly process: string;
  /** The one thing that is wrong with the text; undefined: nothing is. */
  readonly mistake?: Mistake;
}
type Draws = fc.Arbitrary<Draw>;

/** Most pixels on the way that one request may cost; the cases look at larger ones. */
const affordable = 500_000;

function isAffordable({ subject, process }: Draw, spec: Spec): boolean {
  const seen = foresee(process, subject.source, spec, subject.marks);
  if (seen) return isRefused(seen) || seen.work <= affordable;
  // Where the documents are silent nobody knows the cost, but that of small numbers.
  return !/\d{4}/.test(process.replace(/color_\w+/g, ''));
}

const legal = (subjects: readonly Subject[], actions: fc.Arbitrary<string[]>, spec: Spec): Draws =>
  fc
    .record({ subject: fc.constantFrom(...subjects), actions })
    .map(({ subject, actions }) => ({ subject, process: ['image', ...actions].join('/') }))
    .filter((draw) => isAffordable(draw, spec));

/** One mistake among legal actions, at any place. */
function wrong(
  subjects: readonly Subject[],
  others: fc.Arbitrary<string[]>,
  mistakes: fc.Arbitrary<Mistake>,
): Draws {
  return fc
    .record({ subject: fc.constantFrom(...subjects), others, mistake: mistakes, at: fc.nat() })
    .map(({ subject, others, mistake, at }) => {
      const actions = others.toSpliced(at % (others.length + 1), 0, mistake.action);
      return { subject, process: ['image', ...actions].join('/'), mistake };
    });
}

/** Requests with this operation alone: legal ones, and ones with exactly one thing wrong. */
export function drawsOf(operation: Operation, spec: Spec, subjects: readonly Subject[]): Draws {
  const alone = legalAction(operation, spec).map((action) => [action]);
  return fc.oneof(
    { weight: 3, arbitrary: legal(subjects, alone, spec) },
    { weight: 2, arbitrary: wrong(subjects, fc.constant([]), mistaken(operation, spec)) },
  );
}

/** Chains of one to six of these operations, and chains with exactly one thing wrong. */
export function chainsOf(
  operations: readonly Operation[],
  spec: Spec,
  subjects: readonly Subject[],
): Draws {
  const any = fc.oneof(...operations.map((operation) => legalAction(operation, spec)));
  const mistakes = fc.oneof(...operations.map((operation) => mistaken(operation, spec)));
  const six = fc.array(any, { minLength: 1, maxLength: 6 });
  const five = fc.array(any, { minLength: 1, maxLength: 5 });
  return fc.oneof(
    { weight: 4, arbitrary: legal(subjects, six, spec) },
    { weight: 1, arbitrary: wrong(subjects, five, mistakes) },
  );
}
