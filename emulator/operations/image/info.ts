import { exifBlock } from '../../exif/block.ts';
import { readExif } from '../../exif/read.ts';
import type { Answer, SourceInfo } from '../../operation.ts';

/** EXIF's numbers of ResolutionUnit (tag 296). */
const units = { none: '1', inch: '2', centimetre: '3' };

/** What a JFIF header tells, where EXIF tells no resolution. */
function density({ resolution }: SourceInfo, exif: ReadonlyMap<string, string>) {
  if (!resolution || exif.has('XResolution') || exif.has('YResolution')) return {};
  return {
    ResolutionUnit: units[resolution.unit],
    XResolution: resolution.x,
    YResolution: resolution.y,
  };
}

function fieldsOf(
  info: SourceInfo,
  exif: ReadonlyMap<string, string>,
  isFull: boolean,
): Record<string, string> {
  return {
    ...(isFull && density(info, exif)),
    ...Object.fromEntries(exif),
    // EXIF has an ImageWidth of its own, which does not count.
    FileSize: String(info.bytes),
    Format: info.format,
    ...(isFull && { FrameCount: String(info.frames) }),
    ImageHeight: String(info.height),
    ImageWidth: String(info.width),
  };
}

/**
 * The JSON as the service writes it (asserted byte for byte by the C++ and C# SDK suites): keys in ASCII order, four
 * spaces, every value a string in an object of its own, the last brace on the line of the last value.
 */
function writeInfo(fields: Readonly<Record<string, string>>): string {
  const rows = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `    ${JSON.stringify(name)}: {"value": ${JSON.stringify(value)}}`);
  return `{\n${rows.join(',\n')}}`;
}

export const info: Answer<'image/info'> = {
  async answer(source, { of = 'all' }, { choices, refuse }) {
    const block = exifBlock(await source.read(), source.info.format);
    const exif = block ? readExif(block) : new Map<string, string>();
    if (of === 'exif' && exif.size === 0) refuse('no-exif');
    const told = of === 'basic' ? new Map<string, string>() : exif;
    const isFull = of === 'all' && choices.frameCount === 'told';
    const fields = of === 'exif' ? Object.fromEntries(exif) : fieldsOf(source.info, told, isFull);
    return { type: 'application/json', bytes: Buffer.from(writeInfo(fields)) };
  },
};
