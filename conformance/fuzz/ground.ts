import type fc from 'fast-check';
import type { Spec } from '../../spec/corpus.ts';
import type { Fixture } from '../target.ts';
import { literalsOf, styledObjects, styledSettings } from './delimiter.ts';
import { chainsOf, type Draw, drawsOf } from './draw.ts';
import { expectationOf } from './expect.ts';
import { films, shotsOf } from './film.ts';
import { film, fuzzable, isFuzzable, literal } from './fuzzable.ts';
import { oldSetting, oldTailsOf } from './old-grammar.ts';
import type { Drawn } from './property.ts';
import { fixtureOf, markNames, readSubjects, type Subject } from './source.ts';

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
export interface Ground {
  readonly draws: fc.Arbitrary<Drawn>;
  readonly settings: readonly string[];
  readonly objects: ReadonlyMap<string, Fixture>;
}

const byName = (fixtures: readonly Fixture[]) =>
  new Map(fixtures.map((fixture) => [fixture.name, fixture]));

/** Throws for an operation that cannot be fuzzed. */
export async function groundOf(name: string, spec: Spec): Promise<Ground> {
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
