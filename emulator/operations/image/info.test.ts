import { expect, test } from 'vitest';
import type { SourceInfo } from '../../operation.ts';
import { info } from './info.ts';

const source: SourceInfo = {
  format: 'jpg',
  width: 100,
  height: 100,
  bytes: 3267,
  frames: 1,
  orientation: 1,
  alpha: false,
  resolution: { unit: 'none', x: '1/1', y: '1/1' },
};
const told = async (frameCount: 'told' | 'absent', of: SourceInfo = source) => {
  const where = { source: of, choices: { frameCount }, refuse: () => expect.fail() };
  const body = await info.answer({ info: of, read: () => expect.fail() }, {}, where);
  expect(body.type).toBe('application/json');
  return Buffer.from(body.bytes).toString();
};

test('the bytes are those that the C++ and C# SDK suites assert of the live service', async () => {
  expect(await told('told')).toBe(
    [
      '{',
      '    "FileSize": {"value": "3267"},',
      '    "Format": {"value": "jpg"},',
      '    "FrameCount": {"value": "1"},',
      '    "ImageHeight": {"value": "100"},',
      '    "ImageWidth": {"value": "100"},',
      '    "ResolutionUnit": {"value": "1"},',
      '    "XResolution": {"value": "1/1"},',
      '    "YResolution": {"value": "1/1"}}',
    ].join('\n'),
  );
});

test('the edition of 2019 tells four fields', async () => {
  const fields = JSON.parse(await told('absent')) as object;
  expect(Object.keys(fields)).toEqual(['FileSize', 'Format', 'ImageHeight', 'ImageWidth']);
});

test('a file without a resolution tells none', async () => {
  const { resolution: _, ...png } = source;
  expect(await told('told', { ...png, format: 'png' })).not.toContain('Resolution');
});
