import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBasicDate, holdExpiry, holdSkew, readBasicDate, readHttpDate } from './clock.ts';

const noon = Date.UTC(2022, 11, 28, 12);

describe('dates', () => {
  it.each([
    ['Wed, 28 Dec 2022 12:00:00 GMT', noon],
    // The documentation's own example has the wrong weekday (OSS error code page 0002-00000504).
    ['Tue, 28 Dec 2022 12:00:00 GMT', noon],
    ['Wed, 8 Dec 2022 12:00:00 GMT', undefined],
    ['Wed, 31 Feb 2022 12:00:00 GMT', undefined],
    ['Wed, 28 Dec 2022 25:00:00 GMT', undefined],
    ['Wed, 28 Dec 2022 12:00:00 +0000', undefined],
    ['2022-12-28T12:00:00Z', undefined],
    ['', undefined],
  ])('reads the HTTP date %j', (text, time) => {
    expect(readHttpDate(text)).toBe(time);
  });

  it.each([
    ['20221228T120000Z', noon],
    ['20220231T120000Z', undefined],
    ['20221328T120000Z', undefined],
    ['20221228T120000', undefined],
    ['2022-12-28T12:00:00Z', undefined],
    ['Wed, 28 Dec 2022 12:00:00 GMT', undefined],
  ])('reads the basic date %j', (text, time) => {
    expect(readBasicDate(text)).toBe(time);
  });

  it('reads the basic dates that it writes', () => {
    const seconds = fc.integer({ min: 0, max: 4e9 });
    fc.assert(fc.property(seconds, (s) => readBasicDate(formatBasicDate(s * 1000)) === s * 1000));
  });
});

describe('the clock of a request', () => {
  it.each([-900_000, 0, 900_000])('may be off by %d ms', (skew) => {
    expect(() => holdSkew(noon + skew, noon)).not.toThrow();
  });

  it.each([-900_001, 900_001])('may not be off by %d ms', (skew) => {
    expect(() => holdSkew(noon + skew, noon)).toThrow('time-too-skewed');
  });

  it('is shown beside the clock of the service', () => {
    const fields = {
      MaxAllowedSkewMilliseconds: '900000',
      RequestTime: '2022-12-28T11:00:00.000Z',
      ServerTime: '2022-12-28T12:00:00.000Z',
    };
    expect(() => holdSkew(noon - 3_600_000, noon + 250)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ fields }) }),
    );
  });
});

describe('a signed URL', () => {
  it('lives to the last millisecond of its time', () => {
    expect(() => holdExpiry(noon, noon)).not.toThrow();
    const fields = {
      Expires: '2022-12-28T12:00:00.000Z',
      ServerTime: '2022-12-28T12:00:00.000Z',
    };
    expect(() => holdExpiry(noon, noon + 1)).toThrow(
      expect.objectContaining({
        refusal: 'url-expired',
        details: expect.objectContaining({ fields }),
      }),
    );
  });
});
