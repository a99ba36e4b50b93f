import { join } from 'node:path';
import { expect, test } from 'vitest';
import { corpus, evidenceOf, loadErrorCodes, loadManual, packageRoot, specOf } from './corpus.ts';
import { loadCorpus } from './load.ts';

test('what runs is what the YAML says', () => {
  const { manual, errorCodes, ...loaded } = loadCorpus(join(packageRoot, 'spec'));
  // JSON knows no undefined, and the schemas leave some behind.
  expect(corpus).toEqual(JSON.parse(JSON.stringify(loaded)));
  expect(loadManual()).toEqual(JSON.parse(JSON.stringify(manual)));
  expect(loadErrorCodes()).toEqual(JSON.parse(JSON.stringify(errorCodes)));
});

test('nobody can change a fact at run time', () => {
  const { chain } = specOf('current');
  expect(() => Object.assign(chain.pipes, { is: 99 })).toThrow(TypeError);
});

test('the strongest source is the evidence', () => {
  expect(evidenceOf(['manual#1.3', 'diagnosis-2026'], corpus)).toBe('observed');
  expect(evidenceOf(['Q001', 'manual#1.3'], corpus)).toBe('documented');
  expect(evidenceOf(['Q001'], corpus)).toBe('inferred');
});

test('editions differ where the documents do', () => {
  const range = (edition: 'current' | '2019-09') =>
    specOf(edition).operations['image/resize']?.parameters['w'];
  expect(range('current')).toMatchObject({ range: [1, 16384] });
  expect(range('2019-09')).toMatchObject({ range: [1, 4096] });
});
