import { describe, expect, it } from 'vitest';
import { parametersOf } from '../spec/check.ts';
import { corpus } from '../spec/corpus.ts';
import { generateCases } from './generated.ts';
import { samplesOf } from './samples.ts';

const cases = generateCases();
const of = (id: string, edition = 'current') => {
  const found = cases.find((one) => one.id === id && one.edition === edition);
  return { process: found?.exchanges[0]?.when.process, then: found?.exchanges[0]?.then };
};

describe('generated cases', () => {
  it('have ids of their own in each edition', () => {
    const ids = cases.map(({ id, edition }) => `${edition} ${id}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stand on both sides of each bound, in each edition', () => {
    expect(of('resize/bounds[w,0]')).toEqual({
      process: 'image/resize,w_0',
      then: {
        error: 'InvalidArgument',
        ec: '0040-00000312',
        message: 'The value: 0 of parameter: w is invalid.',
      },
    });
    expect(of('resize/bounds[w,1]').then).toEqual({ size: '1x1', format: 'png' });
    expect(of('resize/bounds[w,16384]').then).toEqual({ size: '200x100', format: 'png' });
    expect(of('resize/bounds[w,16385]').then?.error).toBe('InvalidArgument');
    expect(of('resize/bounds[w,4096]', '2019-09').then?.size).toBe('200x100');
    expect(of('resize/bounds[w,4097]', '2019-09').then).toMatchObject({
      error: 'InvalidArgument',
      ec: 'none',
    });
  });

  it('bring the other parameters that a value needs', () => {
    expect(of('resize/bounds[m,pad]').process).toBe('image/resize,w_1,m_pad');
    expect(of('resize/bounds[h,1]').process).toBe('image/resize,h_1');
  });

  it('expect the refusal that an accepted value causes by its size', () => {
    expect(of('crop/bounds[x,30000]').then).toEqual({ error: 'CutEdgeExceedRange' });
    expect(of('crop/bounds[x,30001]').then?.error).toBe('InvalidArgument');
  });

  it('take an empty value without key for none', () => {
    expect(of('rotate/bounds[value,]')).toMatchObject({
      process: 'image/rotate,',
      then: { error: 'MissingArgument', ec: '0040-00000216' },
    });
    expect(of('quality/bounds[value,]').then).toBeUndefined();
  });

  it.each(
    Object.values(corpus.editions).flatMap(({ edition, operations }) =>
      Object.values(operations)
        .filter(({ emulated, id }) => emulated && id.startsWith('image/'))
        .flatMap((operation) =>
          Object.entries(parametersOf(operation))
            .filter(([, { within, only }]) => within === undefined && (only ?? edition) === edition)
            .map(([key, parameter]) => [edition, operation.id.slice(6), key, parameter] as const),
        ),
    ),
  )('accept and refuse a value in %s of %s %s', (edition, name, key, parameter) => {
    const mine = cases.filter(
      (one) => one.edition === edition && one.id.startsWith(`${name}/bounds[${key},`),
    );
    const isRefused = mine.map(({ exchanges }) => exchanges[0]?.then.error !== undefined);
    expect(isRefused).toContain(true);
    // Of some parameters no value can be made up that is accepted: a face, a picture of a watermark.
    const isAccepted = samplesOf(parameter).some(({ failure }) => failure === undefined);
    expect(isRefused.includes(false)).toBe(isAccepted);
  });
});
