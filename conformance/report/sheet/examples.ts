import { corpus, type Operation, type Parameter } from '../../../spec/corpus.ts';
import type { Case } from '../../case.ts';
import { callsOf } from '../../oracle/split.ts';

/** A case that shows an operation in some of its modes. */
export interface Example {
  readonly case: Case;
  /** `image/resize`. */
  readonly operation: string;
  /** The key of a parameter, with the value where it has few, or the name of a fact: `m_lfit`, `w`, `rounding`. */
  readonly modes: readonly string[];
}

/** What an example of a parameter must write: one mode for each value of a closed list, else one. */
function modesOf(key: string, parameter: Parameter): string[] {
  if (parameter.type === 'flag') return [`${key}_0`, `${key}_1`];
  if (parameter.type === 'enum') return parameter.values.map((value) => `${key}_${value}`);
  return [key];
}

/** Bare values have no key: `format,png` shows `png`, `rotate,90` shows `value`. */
function allModes({ parameters, bare, facts }: Operation): string[] {
  const keyed = Object.entries(parameters).flatMap(([key, one]) => modesOf(key, one));
  const ofBare = bare ? modesOf('', bare).map((mode) => mode.slice(1) || 'value') : [];
  return [...keyed, ...ofBare, ...Object.keys(facts)];
}

/** Modes that the tokens of an action write. */
const modesIn = (tokens: readonly string[]): string[] =>
  tokens.flatMap((token) => {
    const at = token.indexOf('_');
    return at < 0 ? [token, 'value'] : [token, token.slice(0, at)];
  });

/** An answer that can be shown: a GET of a given object with a process that is not refused. */
function processOf({ exchanges, given }: Case): string | undefined {
  const [first] = exchanges;
  if (first?.when.verb !== 'GET' || given[first.when.key] === undefined) return undefined;
  return first.then.error === undefined ? first.when.process : undefined;
}

/** The better the case, the higher: goldens first, then what is seen pixel by pixel, then short chains on real pictures. */
function meritOf({ id, exchanges: [first], given, edition }: Case, process: string): number {
  const { golden, pixels, colours } = first?.then ?? {};
  const source = given[first?.when.key ?? ''] ?? '';
  // Bounds are generated, and a value of 0 or at a bound shows little.
  const isExtreme = /\/bounds\[/.test(id) || /[,_]0\b/.test(process);
  return (
    (golden === undefined ? 0 : 8) +
    (pixels === undefined && colours === undefined ? 0 : 3) +
    (/^(photo|example|panda)/.test(source) ? 2 : 0) -
    (/^(header|wide|tall|pixel|empty|sha256)/.test(source) ? 6 : 0) -
    (isExtreme ? 1 : 0) +
    (edition === 'current' ? 1 : 0) -
    callsOf(process).length -
    process.length / 100
  );
}

interface Candidate {
  readonly one: Case;
  readonly operation: string;
  /** Whether it is the first action of the chain. */
  readonly leads: boolean;
  readonly modes: readonly string[];
  /** Names of the operation that the case says it shows: facts and parameters. */
  readonly shows: readonly string[];
  readonly merit: number;
}

function candidatesOf(one: Case): Candidate[] {
  const process = processOf(one);
  if (process === undefined) return [];
  const merit = meritOf(one, process);
  return callsOf(process).map(({ domain, name, tokens }, i) => {
    const operation = `${domain}/${name}`;
    const shows = one.shows.flatMap((sentence) => {
      const [home, shown = ''] = sentence.name.split('#', 2);
      return home === operation ? [shown] : [];
    });
    const modes = [...modesIn(tokens), ...shows];
    return { one, operation, leads: i === 0, modes, shows, merit };
  });
}

/** The best candidate for each mode; one case may be the best for several. */
function bestOf(operation: Operation, candidates: readonly Candidate[]): Example[] {
  const mine = candidates.filter((candidate) => candidate.operation === operation.id);
  const best = new Map<Case, string[]>();
  const modes = allModes(operation);
  for (const mode of modes.length > 0 ? modes : ['']) {
    const able = mine.filter((candidate) => mode === '' || candidate.modes.includes(mode));
    const [key = ''] = mode.split('_', 1);
    const worth = ({ merit, shows }: Candidate) => merit + (shows.includes(key) ? 3 : 0);
    const [first] = able.toSorted((a, b) => worth(b) - worth(a));
    if (first) best.set(first.one, [...(best.get(first.one) ?? []), mode]);
  }
  return [...best].map(([one, shown]) => {
    return { case: one, operation: operation.id, modes: shown.filter((mode) => mode !== '') };
  });
}

/**
 * One example of every parameter, value and fact of every operation that is emulated, as far as these cases show it in a picture
 * or a text, and every golden.
 */
export function chooseExamples(cases: readonly Case[]): Example[] {
  const candidates = cases.flatMap(candidatesOf);
  const { current, '2019-09': old } = corpus.editions;
  const operations = Object.values({ ...old.operations, ...current.operations });
  return operations.flatMap((operation) => {
    const chosen = operation.emulated ? bestOf(operation, candidates) : [];
    const goldens = candidates.filter(
      ({ one, operation: id, leads }) =>
        id === operation.id &&
        leads &&
        one.edition === 'current' &&
        one.exchanges[0]?.then.golden !== undefined &&
        !chosen.some((example) => example.case === one),
    );
    const more = goldens.map(({ one }) => ({ case: one, operation: operation.id, modes: [] }));
    return [...chosen, ...more];
  });
}
