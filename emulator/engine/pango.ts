import { join } from 'node:path';
import { corpus, packageRoot } from '../../spec/corpus.ts';
import { type Mask, toMask } from './mask.ts';
import { sharp } from './sharp.ts';

const folder = join(packageRoot, 'emulator', 'fonts');

/** A sign of `OSS Double Box`: one pixel by one at 10 px, opaque, and the next sign begins where it begins. */
export const strut = '<span font="OSS Double Box 10px" fallback="false">͵</span>';

/** At 72 dots per inch a point is a pixel. */
const draw = (markup: string, file?: string): Promise<Mask> =>
  toMask(
    sharp({
      text: { text: markup, font: 'OSS Double Box', dpi: 72, ...(file && { fontfile: file }) },
      limitInputPixels: false,
    }),
  );

/** What tells fontconfig where its configuration is. */
const variables = ['FONTCONFIG_FILE', 'FONTCONFIG_SYSROOT'] as const;

/**
 * fontconfig reads its configuration once, at the first text of the process. It reads ours: the variables have their own
 * values again afterwards, since what this process starts (a browser, say) has text of its own to draw.
 */
async function beginOurs(): Promise<Mask> {
  const before = variables.map((name) => process.env[name]);
  process.env.FONTCONFIG_FILE = join(folder, 'fonts.conf');
  delete process.env.FONTCONFIG_SYSROOT;
  try {
    return await draw(strut);
  } finally {
    for (const [index, name] of variables.entries()) {
      const value = before[index];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/**
 * Whoever drew a text or an SVG by sharp before, or runs us in a worker thread, whose environment is a copy, has the fonts
 * of the machine: then ours join them file by file. They have names of their own, and between them every sign, so that none
 * of the machine's is drawn; but how outlines are hinted is then up to the machine.
 */
async function begin(): Promise<void> {
  const { width, height, data } = await beginOurs();
  if (width === 1 && height === 1 && data[0] === 255) return;
  for (const { file } of Object.values(corpus.fonts.faces)) await draw(strut, join(folder, file));
}

let begun: Promise<void> | undefined;

/**
 * Draws pango's markup with the fonts that come along, and with that of `file` (TrueType or OpenType), on the smallest
 * canvas that its ink fits on. Throws where that is wider or higher than 32,767 pixels.
 */
export async function drawMarkup(markup: string, file?: string): Promise<Mask> {
  await (begun ??= begin());
  return draw(markup, file);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** A text as markup that shows it letter by letter, also between quotation marks. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
