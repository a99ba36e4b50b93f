import { corpus } from '../spec/corpus.ts';
import { type FaceOf, substitute } from './engine/face.ts';
import { readFontFolder } from './engine/font-folder.ts';

/** Why a font does not look as it does in the service; undefined where it does. */
function difference(font: string): string | undefined {
  const { title = font, differs } = corpus.fonts.fonts[font] ?? {};
  if (differs === undefined) return undefined;
  return `${font} is not drawn with ${title}: ${differs}; --font-dir puts in the font itself`;
}

/**
 * What fonts are drawn with: with files of the folder where it has them, else with what came along, never with a font of
 * the machine. Tells once of each font that is drawn with another. Throws what `readFontFolder` throws.
 */
export async function openFonts(
  folder: string | undefined,
  tell: (note: string) => void,
): Promise<FaceOf> {
  const own = folder === undefined ? undefined : await readFontFolder(folder);
  const told = new Set<string>();
  return (font) => {
    const face = own?.get(font);
    if (face) return face;
    const note = difference(font);
    if (note !== undefined && !told.has(font)) {
      told.add(font);
      tell(note);
    }
    return substitute(font);
  };
}
