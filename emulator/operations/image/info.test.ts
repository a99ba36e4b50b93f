import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../spec/corpus.ts';
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
const plain = Buffer.of(0xff, 0xd8, 0xff, 0xd9);
const fixture = (name: string) => readFileSync(join(packageRoot, 'fixtures/image', name));

async function told(frameCount: 'told' | 'absent', of: SourceInfo = source, bytes = plain) {
  const where = { source: of, choices: { frameCount }, refuse: () => expect.fail() };
  const read = () => Promise.resolve(bytes);
  const body = await info.answer({ info: of, read, show: () => expect.fail() }, {}, where);
  expect(body.type).toBe('application/json');
  return Buffer.from(body.bytes).toString();
}
const valueOf = (text: string, name: string): unknown =>
  (JSON.parse(text) as Record<string, { value: string }>)[name]?.value;

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

test('EXIF stands among the fields in every edition, and FrameCount does not', async () => {
  const text = await told('absent', source, fixture('exif-camera.jpg'));
  expect(valueOf(text, 'GPSLatitude')).toBe('31deg 55\' 3.870" ');
  expect(valueOf(text, 'FrameCount')).toBeUndefined();
});

test('the density of EXIF goes before that of JFIF, which stands in for none', async () => {
  const [camera, turned] = [fixture('exif-camera.jpg'), fixture('exif-6.jpg')];
  expect(valueOf(await told('told', source, camera), 'XResolution')).toBe('300/1');
  const text = await told('told', source, turned);
  expect([valueOf(text, 'Orientation'), valueOf(text, 'XResolution')]).toEqual(['6', '1/1']);
});

test('the size is the picture itself, whatever a TIFF says of its pages', async () => {
  // One field, tag ImageWidth, SHORT, 9.
  const tiff = Buffer.from('49492a0008000000010000010300010000000900000000000000', 'hex');
  const text = await told('told', { ...source, format: 'tiff' }, tiff);
  expect(valueOf(text, 'ImageWidth')).toBe('100');
});
