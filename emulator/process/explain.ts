import {
  corpus,
  type Corpus,
  type Edition,
  evidenceOf,
  type Spec,
  specOf,
} from '../../spec/corpus.ts';
import type { Bound, ObjectRef, SnapshotId } from '../../spec/types.gen.ts';
import { OssError } from '../errors.ts';
import { fill } from '../http/refuse.ts';
import { readOldGrammar } from '../old-grammar/read.ts';
import type { BoundAction, ClipInfo, Plan, Size, SourceInfo, Step } from '../operation.ts';
import { holdFormat } from './kinds.ts';
import { holdLimits } from './limits.ts';
import { bindOldGrammar, bindText, isSnapshot } from './line.ts';
import { type Chain, parse } from './parse.ts';
import { plan } from './plan.ts';
import { isRef } from './refs.ts';
import { encodingOf, planShot } from './shoot.ts';

/** The picture that a process is explained on when nobody named one: that of the documents' own examples. */
export const exampleSource: SourceInfo = {
  format: 'jpg',
  width: 400,
  height: 267,
  bytes: 21839,
  frames: 1,
  orientation: 1,
  alpha: false,
  quality: 82,
};

/** What a picture to be stamped is taken for, since there is no bucket: a logo. */
const exampleMark: SourceInfo = {
  format: 'png',
  width: 100,
  height: 100,
  bytes: 2048,
  frames: 1,
  orientation: 1,
  alpha: true,
};

export interface Explanation {
  readonly text: string;
  readonly isRefused: boolean;
}

const sizeOf = ({ width, height }: { width: number; height: number }) => `${width}x${height}`;

/** A citation with its own class of evidence: what one page says and what was seen once do not become each other. */
function citationLine(cite: string, all: Corpus): string {
  const [name = '', section] = cite.split('#', 2);
  const source = all.sources[name];
  const question = all.questions[name];
  const place = section === undefined ? '' : ` §${section}`;
  const told = source
    ? `${source.title}${place} (${source.date})`
    : `${name}: ${question?.asks ?? ''} ${question?.chosen ?? ''}`;
  return `  ${evidenceOf([cite], all)}: ${told}`;
}

function chainLines({ pipes }: Chain): string[] {
  return pipes.flatMap(({ domain, actions }) => [
    `  column ${domain.at}: ${domain.text}`,
    ...actions.map(
      ({ name, tokens }) =>
        `  column ${name.at}: ${name.text} ${tokens.map((token) => token.text).join(' ')}`,
    ),
  ]);
}

/** An object that an argument names is told by its key, with what is done to it first. */
function valueText(value: unknown): string {
  if (!isRef(value)) return String(value);
  return [value.key, ...(value.chain ?? []).map((action) => `(${boundLine(action).trim()})`)].join(
    ' ',
  );
}

function boundLine({ id, args }: BoundAction): string {
  const values = Object.entries(args).map(([key, value]) => `${key}=${valueText(value)}`);
  return `  ${id} ${values.join(' ')}`;
}

/** What a mark goes through before it is painted. */
function markLines(step: Step): string[] {
  const marks = step.do === 'paint' ? step.marks : [];
  return marks.flatMap((mark) => [
    `     of ${mark.source.format} ${sizeOf(mark.source)}, taken for an example`,
    ...mark.steps.map((inner, index) => `     ${stepLine(inner, index, mark).trim()}`),
  ]);
}

function stepLine(step: Step, index: number, { joined }: Plan): string {
  const what = 'what' in step ? step.what : step.do;
  const where = step.do === 'extract' ? ` at ${step.from.left},${step.from.top}` : '';
  const exif = step.do === 'orient' ? ` as EXIF orientation ${step.exif}` : '';
  const by = index < joined ? '  (by the decoder)' : '';
  return `  ${index + 1}. ${what}${where}${exif} -> ${sizeOf(step.size)}${by}`;
}

function planLines(made: Plan): string[] {
  const { encode, steps, source } = made;
  const written =
    encode === 'source'
      ? "the source's own bytes"
      : [
          encode.format,
          encode.quality === undefined ? '' : `quality ${encode.quality}`,
          encode.progressive ? 'progressive' : '',
          encode.animated ? 'animated' : '',
        ]
          .filter((word) => word !== '')
          .join(', ');
  return [
    `  source: ${source.format} ${sizeOf(source)}`,
    ...steps.flatMap((step, index) => [stepLine(step, index, made), ...markLines(step)]),
    `  answer: ${written}`,
  ];
}

/** The video that a frame is taken of: that of the demo bucket. */
const exampleClip: ClipInfo = {
  codec: 'h264',
  width: 960,
  height: 640,
  turn: 0,
  duration: 56_000,
};

function shotLines(action: Bound<SnapshotId>, spec: Spec): string[] {
  const shot = planShot(action, exampleClip, spec);
  const { codec, duration } = exampleClip;
  const frame = shot.fast ? 'the last key frame not after' : 'the frame on the screen at';
  const { format, quality } = encodingOf(shot, spec);
  return [
    `  source: ${codec} ${sizeOf(exampleClip)} of ${duration} ms, taken for an example`,
    `  1. ${frame} ${Math.min(shot.at, duration)} ms -> ${sizeOf(shot.size)}`,
    `  answer: ${format}${quality === undefined ? '' : `, quality ${quality}`}`,
  ];
}

/** What will happen. Refuses what the source forbids. */
function madeLines(actions: readonly BoundAction[], source: SourceInfo, spec: Spec): string[] {
  const filmed = actions.find(isSnapshot);
  if (filmed) return shotLines(filmed, spec);
  const planExample = ({ chain = [] }: ObjectRef, main: Size) =>
    plan(chain, exampleMark, spec, { main });
  if (!actions.some(({ id }) => spec.operations[id]?.kind === 'answer'))
    return planLines(plan(actions, source, spec, { mark: planExample }));
  holdFormat(source, spec);
  holdLimits(spec.limits, 'source', source, spec);
  return ['  what is asked is told of the source, no picture is written'];
}

function refusalLines(error: OssError, text: string, edition: Edition): string[] {
  const spec = specOf(edition);
  const refusal = spec.refusals[error.refusal];
  const { at, cite = [], ec = refusal?.ec } = error.details;
  const fields = { method: 'get', ...error.details.fields };
  const message = fill(error.details.message ?? refusal?.message ?? '', fields);
  const code = refusal?.code ?? '';
  const sources = [...new Set([...cite, ...(refusal?.cite ?? [])])];
  return [
    `refused: ${spec.codes[code] ?? ''} ${code}: ${message}`,
    ...(spec.ec && ec !== undefined ? [`  EC ${ec}`] : []),
    ...(at === undefined ? [] : [`  ${text}`, `  ${' '.repeat(at)}^`]),
    ...sources.map((source) => citationLine(source, corpus)),
  ];
}

/**
 * The reasoning of the line without a server: the parsed chain, the bound arguments and the plan, or the refusal with its
 * place in the text and who says so; a text that begins with `@` is of the old grammar. There is no bucket, so that no style has a name and any mark
 * is a logo of 100 by 100.
 */
export function explain(text: string, edition: Edition, source: SourceInfo): Explanation {
  const spec = specOf(edition);
  const lines = [`process (${edition}): ${text}`];
  const tail = text.startsWith('@') ? text.slice(1) : undefined;
  try {
    const chain = tail === undefined ? parse(text) : readOldGrammar(tail, spec);
    lines.push('parsed:', ...chainLines(chain));
    const { actions } =
      tail === undefined ? bindText(text, spec, () => undefined) : bindOldGrammar(tail, spec);
    lines.push('bound:', ...actions.map(boundLine));
    lines.push('plan:', ...madeLines(actions, source, spec));
    return { text: lines.join('\n'), isRefused: false };
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    lines.push(...refusalLines(error, tail ?? text, edition));
    return { text: lines.join('\n'), isRefused: true };
  }
}
