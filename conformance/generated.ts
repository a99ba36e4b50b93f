import { parametersOf } from '../spec/check.ts';
import { corpus, type Failure, type Operation, type Parameter, type Spec } from '../spec/corpus.ts';
import { editions } from '../spec/model/edition.ts';
import type { Case } from './case.ts';
import { failed } from './fuzz/refusal.ts';
import { isRefused, type Source } from './oracle/law.ts';
import { foresee } from './oracle/predict.ts';
import { evidenceOfCase, requirementOf } from './requirement.ts';
import { type Sample, samplesOf } from './samples.ts';
import type { Then } from './format/then.ts';

const write = (key: string, value: string) => (key === 'value' ? value : `${key}_${value}`);

/** The other tokens without which no value of this parameter could be accepted. */
function companions(operation: Operation, key: string): string[] {
  const { anyOf } = operation;
  const first = anyOf && !anyOf.keys.includes(key) ? anyOf.keys[0] : undefined;
  return Object.entries(parametersOf(operation))
    .filter(([other, { required }]) => other !== key && (required === true || other === first))
    .map(([other, parameter]) =>
      write(other, samplesOf(parameter).find(({ failure }) => failure === undefined)?.value ?? ''),
    );
}

/** What every generated request is made on: a lossless picture, and for quality and format a JPEG. */
const sources = {
  picture: {
    fixture: 'grid-200x100.png',
    is: { format: 'png', width: 200, height: 100, frames: 1, orientation: 1 },
  },
  photo: {
    fixture: 'quality-80.jpg',
    is: { format: 'jpg', width: 160, height: 120, frames: 1, orientation: 1, quality: 80 },
  },
} as const satisfies Record<string, { readonly fixture: string; readonly is: Source }>;

/** An accepted value makes the picture that the oracle foresees, or the refusal that its size causes. */
function expectPicture(process: string, source: Source, spec: Spec): Then {
  const foreseen = foresee(process, source, spec);
  if (!foreseen) return { status: 200 };
  if (isRefused(foreseen)) return { error: spec.refusals[foreseen.refused]?.code ?? '' };
  const { width, height, format, quality } = foreseen;
  return { size: `${width}x${height}`, format, ...(quality !== undefined && { quality }) };
}

function expectRefusal(
  parameter: Parameter,
  key: string,
  { value, failure }: Required<Sample>,
  process: string,
  spec: Spec,
): Then {
  const { refusal, ec, message } = failed(parameter, key, { value, failure }, process, spec);
  return {
    error: spec.refusals[refusal]?.code ?? '',
    ...(ec !== undefined && { ec }),
    ...(message !== undefined && { message }),
  };
}

/** A bare value that is empty is none; whether it is required decides, and nothing else of it. */
function failureOf(parameter: Parameter, key: string, { failure }: Sample): Failure | undefined {
  if (key !== 'value' || failure !== 'empty') return failure;
  return parameter.required ? 'missing' : undefined;
}

/** One parameter of an operation in one edition. */
interface Subject {
  readonly operation: Operation;
  readonly key: string;
  readonly parameter: Parameter;
  readonly spec: Spec;
}

/** The case that tries one value; undefined for an empty one that means nothing. */
function tryValue({ operation, key, parameter, spec }: Subject, sample: Sample): Case | undefined {
  const { value } = sample;
  const failure = failureOf(parameter, key, sample);
  if (key === 'value' && value === '' && failure === undefined) return undefined;
  const { fixture, is: source } = operation.kind === 'encode' ? sources.photo : sources.picture;
  const name = operation.id.replace(/^image\//, '');
  const process = [operation.id, ...companions(operation, key), write(key, value)].join(',');
  const called = key === 'value' ? name : key;
  const then =
    failure === undefined
      ? expectPicture(process, source, spec)
      : expectRefusal(parameter, called, { value, failure }, process, spec);
  const shows = [requirementOf(key, operation.id, spec, corpus)].filter((r) => r !== undefined);
  const rest = { setting: 'plain', query: '', headers: {}, as: 'anonymous' } as const;
  return {
    id: `${name}/bounds[${key},${value}]`,
    edition: spec.edition,
    shows,
    evidence: evidenceOfCase(shows, corpus),
    settings: ['plain'],
    given: { [fixture]: fixture },
    exchanges: [{ when: { verb: 'GET', key: fixture, process, ...rest }, then }],
  };
}

/** Every parameter that a request outside of a watermark can carry in this edition. */
const subjectsOf = (operation: Operation, spec: Spec): Subject[] =>
  Object.entries(parametersOf(operation))
    .filter(
      ([, { within, only }]) => within === undefined && (only ?? spec.edition) === spec.edition,
    )
    .map(([key, parameter]) => ({ operation, key, parameter, spec }));

/**
 * Cases at both sides of every bound of every parameter of the emulated image operations, from the tables of spec/. They show
 * that an endpoint obeys the tables, not that the tables are right: that is what written cases are for.
 */
export function generateCases(): Case[] {
  return editions.flatMap((edition) => {
    const spec = corpus.editions[edition];
    return Object.values(spec.operations)
      .filter(({ id, emulated }) => emulated && id.startsWith('image/'))
      .flatMap((operation) => subjectsOf(operation, spec))
      .flatMap((subject) =>
        samplesOf(subject.parameter).flatMap((sample) => tryValue(subject, sample) ?? []),
      );
  });
}
