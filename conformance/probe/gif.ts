import { type Picture, PictureError } from './picture.ts';

/** Length in bytes of a colour table by the packed field before it. */
const tableLength = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

/** The place after a run of sub-blocks. */
function skipBlocks(bytes: Buffer, at: number): number {
  for (let size = bytes.readUInt8(at); ; size = bytes.readUInt8(at)) {
    at += 1 + size;
    if (size === 0) return at;
  }
}

/** Source: CompuServe, Graphics Interchange Format, version 89a, 1990; the loop by Netscape's application extension. */
export function readGif(bytes: Buffer): Picture {
  const delays: number[] = [];
  const metadata: string[] = [];
  let [frames, plays, alpha, interlaced, control] = [0, 1, false, false, 0];
  let at = 13 + tableLength(bytes.readUInt8(10));
  for (let mark = bytes.readUInt8(at); mark !== 0x3b; mark = bytes.readUInt8(at)) {
    if (mark === 0x2c) {
      const packed = bytes.readUInt8(at + 9);
      interlaced ||= (packed & 0x40) !== 0;
      frames += 1;
      delays.push(control);
      control = 0;
      at = skipBlocks(bytes, at + 11 + tableLength(packed));
      continue;
    }
    if (mark !== 0x21) throw new PictureError(`there is no block of kind ${mark}`);
    const label = bytes.readUInt8(at + 1);
    if (label === 0xf9) {
      control = 10 * bytes.readUInt16LE(at + 4);
      alpha ||= (bytes.readUInt8(at + 3) & 1) === 1;
    }
    if (label === 0xfe) metadata.push('comment');
    if (label === 0xff) {
      const application = bytes.toString('latin1', at + 3, at + 14);
      // The number is how often it is repeated after the first time; 0 is for ever.
      const repeats = bytes.readUInt16LE(at + 16);
      if (application === 'NETSCAPE2.0') plays = repeats === 0 ? 0 : repeats + 1;
      else metadata.push(application);
    }
    at = skipBlocks(bytes, at + 2);
  }
  if (frames === 0) throw new PictureError('there is no frame');
  return {
    format: 'gif',
    width: bytes.readUInt16LE(6),
    height: bytes.readUInt16LE(8),
    alpha,
    frames,
    ...(frames > 1 && { delays, loop: plays }),
    progressive: interlaced,
    metadata,
  };
}
