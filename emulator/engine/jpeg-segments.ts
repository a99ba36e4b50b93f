/** A marker segment of a JPEG file: the marker's second byte and what follows its length. */
export interface Segment {
  readonly marker: number;
  readonly body: Uint8Array;
}

const START_OF_SCAN = 0xda;
const FILL = 0xff;
const STUFFING = 0x00;
/** Segments that are looked at; a header of millions of empty ones would take a second. */
const MOST = 65_536;

/** The segments before the first scan (ITU-T T.81, annex B). A file that is cut off or broken ends the walk, no error. */
export function* segments(jpeg: Uint8Array): Generator<Segment> {
  let at = 2; // after SOI
  for (let left = MOST; left > 0; left -= 1) {
    at = jpeg.indexOf(FILL, at); // past stray bytes, as libjpeg goes on
    const marker = jpeg[at + 1];
    if (at < 0 || marker === undefined || marker === START_OF_SCAN) return;
    if (marker === FILL || marker === STUFFING) {
      at += 1;
      continue;
    }
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > jpeg.length) return;
    yield { marker, body: jpeg.subarray(at + 4, end) };
    at = end;
  }
}
