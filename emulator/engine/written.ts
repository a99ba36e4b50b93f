import type { Format } from '../operation.ts';

/** Formats that can be written: libheif comes to us without an encoder of HEVC. */
export type Written = Exclude<Format, 'heic'>;

export const isWritten = (format: Format): format is Written => format !== 'heic';
