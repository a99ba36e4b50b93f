import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problems } from './check.ts';
import { packageRoot } from './corpus.ts';
import { loadCorpus } from './load.ts';

const fresh = () => structuredClone(loadCorpus(join(packageRoot, 'spec')));
type Loaded = ReturnType<typeof fresh>;
/** The corpus is read-only everywhere but here, where it is broken on purpose. */
type Broken = { -readonly [K in keyof Loaded]: Loaded[K] };
const resizeOf = (corpus: Broken) => {
  const resize = corpus.editions.current.operations['image/resize'];
  if (!resize) throw new Error('there is no resize');
  return resize;
};

test('the corpus is consistent', () => {
  expect(problems(fresh())).toEqual([]);
});

test.each<[string, (corpus: Broken) => void]>([
  ['there is no source nobody', (c) => (resizeOf(c).facts['lfit']!.cite = ['nobody'])],
  ['manual has no section 9.9', (c) => (resizeOf(c).facts['lfit']!.cite = ['manual#9.9'])],
  ['there is no question Q999', (c) => (resizeOf(c).facts['lfit']!.cite = ['Q999'])],
  ['question Q999 is cited by nothing', (c) => Object.assign(c.questions, { Q999: {} })],
  [
    'default crooked is none of its values',
    (c) => Object.assign(resizeOf(c).parameters['m']!, { default: 'crooked' }),
  ],
  ['anyOf: no parameter z', (c) => resizeOf(c).anyOf!.keys.push('z')],
  ['forbid: no parameter z', (c) => (resizeOf(c).forbid[0]!.when['z'] = 0)],
  ['precedes: no operation image/none', (c) => resizeOf(c).precedes.push('image/none')],
  [
    'limits/result-side: no refusal gone',
    (c) => (resizeOf(c).limits['result-side']!.refuse = 'gone'),
  ],
  [
    'limits/result-side: no parameter z',
    (c) => (resizeOf(c).limits['result-side']!.when = { z: 1 }),
  ],
  [
    'old grammar (current): no operation image/none',
    (c) => (c.editions.current.oldGrammar.words['info']!.means = 'none'),
  ],
  [
    'old grammar (current): image/crop has no z',
    (c) => (c.editions.current.oldGrammar.keys['a']!.means = 'crop,x_{0},z_{1}'),
  ],
  [
    'old grammar (current) watermark t: image/watermark has no z',
    (c) => (c.editions.current.oldGrammar.watermark['t']!.token = 'z'),
  ],
  ['the name w stands twice', (c) => (resizeOf(c).facts['w'] = { text: 'w', cite: ['manual'] })],
  ['no status for code InvalidArgument', (c) => delete c.editions.current.codes['InvalidArgument']],
])('%s', (sentence, breakIt) => {
  const corpus = fresh();
  breakIt(corpus);
  expect(problems(corpus).some((problem) => problem.includes(sentence))).toBe(true);
});
