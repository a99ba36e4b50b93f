import type { Corpus, Evidence, Operation, Parameter, Refusal, Spec } from '../spec/corpus.ts';
import { parametersOf } from '../spec/check.ts';
import { sentencesOfOldGrammar } from '../spec/old-grammar.ts';

/** One sentence of the corpus that a case shows. */
export interface Requirement {
  /** In full: `image/resize#lfit`, `chain:order`. */
  readonly name: string;
  readonly text: string;
  readonly cite: readonly string[];
}
type Sentence = Omit<Requirement, 'name'>;

function describeParameter(key: string, parameter: Parameter): string {
  const range = parameter.type === 'integer' ? `, ${parameter.range.join(' to ')}` : '';
  const values = 'values' in parameter && parameter.values ? `, ${parameter.values.join(' ')}` : '';
  return `${key}: ${parameter.text}${range}${values}`;
}
const sentenceOfRefusal = ({ code, message, cite }: Refusal): Sentence => ({
  text: `refused with ${code}: ${message}`,
  cite,
});

/** What cases may show of one operation, by name; the names are those of spec/check.ts. */
export function sentencesOf(operation: Operation): Map<string, Sentence> {
  const { anyOf, pairs, forbid, refusals, limits, choices, facts } = operation;
  return new Map<string, Sentence>([
    ...Object.entries(parametersOf(operation)).map(
      ([key, p]) => [key, { text: describeParameter(key, p), cite: p.cite }] as const,
    ),
    ...(anyOf ? [['anyOf', anyOf] as const] : []),
    ...(pairs ? [['pairs', pairs] as const] : []),
    ...(forbid[0]
      ? [['forbid', { text: forbid.map((f) => f.text).join('; '), cite: forbid[0].cite }] as const]
      : []),
    ...Object.entries(refusals).map(([key, r]) => [key, sentenceOfRefusal(r)] as const),
    ...Object.entries(limits),
    ...Object.entries(choices).map(
      ([key, { text, is, cite }]) => [key, { text: `${text}: ${is}`, cite }] as const,
    ),
    ...Object.entries(facts),
  ]);
}

/** Tables beside the operations, by the word before the colon. */
const tables: Readonly<
  Record<string, (key: string, spec: Spec, corpus: Corpus) => Sentence | undefined>
> = {
  chain: (key, { chain }) => {
    const rule = new Map(Object.entries(chain)).get(key);
    return rule && { text: `${rule.text}: ${rule.is}`, cite: rule.cite };
  },
  limit: (key, { limits }) => limits[key],
  refusal: (key, { refusals }) => refusals[key] && sentenceOfRefusal(refusals[key]),
  old: (key, { oldGrammar }) => sentencesOfOldGrammar(oldGrammar).get(key),
  source: (key, _, { sources }) => {
    const source = sources[key.split('#', 1)[0] ?? ''];
    return source && { text: source.title, cite: [key] };
  },
};

/**
 * What a name of `shows` means in a file of cases; `home` is the operation whose file it is, and a bare name is one of its
 * own. Undefined: nothing.
 */
export function requirementOf(
  written: string,
  home: string,
  spec: Spec,
  corpus: Corpus,
): Requirement | undefined {
  const name = /[:#]/.test(written) ? written : `${home}#${written}`;
  const [, word = '', mark, rest = ''] = /^([^:#]*)([:#])(.*)$/s.exec(name) ?? [];
  const operation = spec.operations[word];
  const found =
    mark === ':'
      ? tables[word]?.(rest, spec, corpus)
      : operation && sentencesOf(operation).get(rest);
  return found && { name, text: found.text, cite: found.cite };
}

/**
 * On what a case rests that nobody saw answered: weaker than the evidence of the sentence it shows, since an observation
 * of one answer is none of another. An open question makes it inferred, and of several sentences the weakest counts.
 */
export function evidenceOfCase(
  shows: readonly Requirement[],
  { sources, questions }: Pick<Corpus, 'sources' | 'questions'>,
): Evidence {
  const kinds = shows.map(({ cite }): Evidence => {
    const open = cite.filter((c) => questions[c]?.answered === undefined);
    const kind = open.map((c) => sources[c.split('#', 1)[0] ?? '']?.kind);
    if (kind.includes(undefined)) return 'inferred';
    return kind.includes('document') ? 'documented' : 'observed';
  });
  return (
    (['inferred', 'documented'] as const).find((evidence) => kinds.includes(evidence)) ?? 'observed'
  );
}
