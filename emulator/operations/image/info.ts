import type { Answer, SourceInfo } from '../../operation.ts';

/** EXIF's numbers of ResolutionUnit (tag 296). */
const units = { none: '1', inch: '2', centimetre: '3' };

function fieldsOf(info: SourceInfo, isFull: boolean): Record<string, string> {
  const { resolution } = info;
  return {
    FileSize: String(info.bytes),
    Format: info.format,
    ...(isFull && { FrameCount: String(info.frames) }),
    ImageHeight: String(info.height),
    ImageWidth: String(info.width),
    ...(isFull &&
      resolution && {
        ResolutionUnit: units[resolution.unit],
        XResolution: resolution.x,
        YResolution: resolution.y,
      }),
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
  answer: (source, _, { choices }) =>
    Promise.resolve({
      type: 'application/json',
      bytes: Buffer.from(writeInfo(fieldsOf(source.info, choices.frameCount === 'told'))),
    }),
};
