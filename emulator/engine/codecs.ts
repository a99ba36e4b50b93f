import { probe } from './probe.ts';
import { sharp } from './sharp.ts';

const formats = ['jpg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const;

/** Whether a picture of one pixel can be written in the format, and read again as that. */
async function works(format: (typeof formats)[number]): Promise<boolean> {
  const pixel = { width: 1, height: 1, channels: 3, background: '#fff' } as const;
  const name = format === 'jpg' ? 'jpeg' : format;
  try {
    const bytes = await sharp({ create: pixel }).toFormat(name).toBuffer();
    return (await probe(bytes)).format === format;
  } catch {
    return false;
  }
}

async function tryAll(): Promise<Readonly<Record<string, boolean>>> {
  const tried = formats.map(async (format) => [format, await works(format)] as const);
  return Object.fromEntries(await Promise.all(tried));
}

let found: ReturnType<typeof tryAll> | undefined;

/** Which formats of pictures the machine can write and read; tried once in the life of the process. */
export const probeCodecs = () => (found ??= tryAll());
