import fc from 'fast-check';
import { type Edition, type Operation, type Spec, specOf } from '../../spec/corpus.ts';
import { takesNoFrames } from '../prepare.ts';
import type { Fixture, Target } from '../target.ts';
import { chainsOf, type Draw, drawsOf } from './draw.ts';
import { literalsOf, styledObjects, styledSettings } from './delimiter.ts';
import { expectationOf } from './expect.ts';
import { films, shotsOf } from './film.ts';
import { oldSetting, oldTailsOf } from './old-grammar.ts';
import {
  changedRequest,
  changesOf,
  holdHonest,
  judgeChange,
  signedObjects,
  signedSetting,
  stockOf,
} from './signature.ts';
import { type Drawn, judge, requestOf, Violation } from './property.ts';
import { fixtureOf, markNames, readSubjects, type Subject } from './source.ts';

export interface FuzzOptions {
  /** How many requests are drawn. */
  readonly runs: number;
  readonly seed: number;
  readonly target: Target;
  /** Of a counterexample that was found with the same seed: only that one is tried. */
  readonly path?: string | undefined;
}

/** What a fuzz run found. */
export interface FuzzReport {
  /** An operation without `image/`, `chain`, `delimiter`, or `old-grammar`. */
  readonly operation: string;
  readonly edition: Edition;
  readonly seed: number;
  /** Requests drawn, without those of shrinking; each was sent twice. */
  readonly runs: number;
  /** Why nothing was sent. */
  readonly skipped?: string;
  readonly failure?: Failure;
}

/** The smallest request found that breaks a property. */
export interface Failure {
  readonly source: string;
  readonly process: string;
  /** Expected and actual of every check that failed, a line each. */
  readonly problem: string;
  readonly curl: string;
  readonly path: string;
}

const isFuzzable = ({ id, emulated }: Operation): boolean => emulated && id.startsWith('image/');
const film = 'snapshot';
const literal = 'delimiter';
const signature = 'signature';

/**
 * What can be fuzzed in an edition: every emulated operation by its name, `chain` for chains of those on pictures,
 * `delimiter` for literal keys, and `old-grammar` for what stands behind an `@`.
 */
export function fuzzable(edition: Edition): string[] {
  const all = Object.values(specOf(edition).operations).filter(isFuzzable);
  return [
    ...all.map(({ id }) => id.replace('image/', '')),
    'chain',
    film,
    literal,
    oldSetting,
    signature,
  ];
}

function drawsFor(name: string, spec: Spec, subjects: readonly Subject[]): fc.Arbitrary<Draw> {
  const all = Object.values(spec.operations).filter(isFuzzable);
  if (name === 'chain') {
    // Answers stand alone.
    const steps = all.filter(({ kind }) => kind !== 'answer');
    return chainsOf(steps, spec, subjects);
  }
  const operation = all.find(({ id }) => id === `image/${name}`);
  if (!operation)
    throw new Error(
      `There is no operation ${name} to fuzz, only ${fuzzable(spec.edition).join(', ')}.`,
    );
  return drawsOf(operation, spec, subjects);
}

const drawn = (draw: Draw, spec: Spec): Drawn => ({
  fixture: draw.subject.fixture,
  process: draw.process,
  then: expectationOf(draw, spec),
});

function shots(spec: Spec): fc.Arbitrary<Drawn> {
  const operation = spec.operations[`video/${film}`];
  if (!operation) throw new Error(`spec/ has no video/${film}`);
  return shotsOf(operation, spec);
}

/** What is drawn, and the objects that it is about, in the bucket of each setting. */
interface Ground {
  readonly draws: fc.Arbitrary<Drawn>;
  readonly settings: readonly string[];
  readonly objects: ReadonlyMap<string, Fixture>;
}

const byName = (fixtures: readonly Fixture[]) =>
  new Map(fixtures.map((fixture) => [fixture.name, fixture]));

async function groundOf(name: string, spec: Spec): Promise<Ground> {
  const subjects = await readSubjects();
  const marks = markNames.map(fixtureOf);
  if (name === literal) {
    const styled = styledObjects(subjects);
    const objects = new Map([...styled].map(([key, { fixture }]) => [key, fixture]));
    return { draws: literalsOf(styled, spec), settings: styledSettings, objects };
  }
  const settings = ['plain'];
  if (name === film) {
    const fixtures = films().map(({ fixture }) => fixture);
    return { draws: shots(spec), settings, objects: byName([...fixtures, ...marks]) };
  }
  const fixtures = subjects.map(({ fixture }) => fixture);
  if (name === oldSetting)
    return { draws: oldTailsOf(subjects, spec), settings: [oldSetting], objects: byName(fixtures) };
  const draws = drawsFor(name, spec, subjects).map((draw) => drawn(draw, spec));
  return { draws, settings, objects: byName([...fixtures, ...marks]) };
}

/**
 * Draws legal requests and requests with exactly one thing wrong from the tables of spec/, sends each twice, and holds the
 * answers against the oracle: refused if and only if expected and as expected, never a failure of the server, size, format and
 * grid colours as predicted, well-formed XML, the same bytes again. A counterexample is shrunk. Rejects for an unknown operation,
 * when the target cannot be prepared, and when the suite itself is at fault.
 */
export async function fuzz(
  operation: string,
  { runs, seed, target, path }: FuzzOptions,
): Promise<FuzzReport> {
  if (operation === signature) return fuzzSignatures({ runs, seed, target, path });
  const spec = specOf(target.edition);
  const { draws, settings, objects } = await groundOf(operation, spec);
  const buckets = new Map<string, string>();
  for (const setting of settings) buckets.set(setting, await target.prepare(setting, objects));
  const [bucket = ''] = buckets.values();
  if (operation === film && (await takesNoFrames(target, bucket))) {
    const skipped = 'the target takes no frames of videos';
    return { operation, edition: target.edition, seed, runs: 0, skipped };
  }
  const property = fc.asyncProperty(draws, (draw) => judge(draw, target, buckets, spec));
  const result = await fc.check(property, {
    seed,
    numRuns: runs,
    ...(path !== undefined && { path }),
  });
  const report = { operation, edition: target.edition, seed, runs: result.numRuns };
  if (!result.failed) return report;
  const error: unknown = result.errorInstance;
  const [draw] = result.counterexample ?? [];
  if (!(error instanceof Violation) || !draw) throw error;
  return {
    ...report,
    failure: {
      source: draw.asked?.key ?? draw.fixture?.name ?? '',
      process: draw.process ?? 'no process',
      problem: error.message,
      curl: target.curl(requestOf(draw, target, buckets)),
      path: result.counterexamplePath ?? '',
    },
  };
}

/** Changes single bits of signed requests. The honest ones are answered, or the run rejects. */
async function fuzzSignatures({ runs, seed, target, path }: FuzzOptions): Promise<FuzzReport> {
  const report = { operation: signature, edition: target.edition, seed };
  if (!target.can.has('write')) return { ...report, runs: 0, skipped: 'the target lacks write' };
  const bucket = await target.prepare(signedSetting, signedObjects);
  await holdHonest(target, bucket);
  const stock = await stockOf(target, bucket);
  const property = fc.asyncProperty(changesOf(target), (change) =>
    judgeChange(change, target, bucket, stock),
  );
  const result = await fc.check(property, {
    seed,
    numRuns: runs,
    ...(path !== undefined && { path }),
  });
  if (!result.failed) return { ...report, runs: result.numRuns };
  const error: unknown = result.errorInstance;
  const [change] = result.counterexample ?? [];
  if (!(error instanceof Violation) || !change) throw error;
  const { does, sign, flip } = change;
  return {
    ...report,
    runs: result.numRuns,
    failure: {
      source: `${does} signed by ${sign}`,
      process: `bit ${flip.bit} of ${flip.part}`,
      problem: error.message,
      curl: target.curl(changedRequest(change, bucket)),
      path: result.counterexamplePath ?? '',
    },
  };
}

/** A report for people: one line, or the counterexample and how to try it again. */
export function describeFuzz(report: FuzzReport): string {
  const { operation, edition, seed, runs, skipped, failure } = report;
  if (skipped !== undefined) return `${operation} (${edition}): skipped, ${skipped}`;
  const line = `${operation} (${edition}): ${runs} requests with seed ${seed}`;
  if (!failure) return `${line}: all as expected`;
  const { source, process, problem, curl, path } = failure;
  return [
    `${line}: failed`,
    `  ${source}: ${process}`,
    `  ${problem}`,
    `  ${curl}`,
    `  oss-conformance fuzz ${operation} --edition ${edition} --seed ${seed} --runs 1 --path ${path}`,
  ].join('\n');
}
