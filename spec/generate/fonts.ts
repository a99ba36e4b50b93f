import type { Corpus } from '../corpus.ts';

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** What texts are drawn with, and how that differs from the service. */
export function writeFonts({ fonts: { fonts, faces } }: Corpus): string {
  const drawn = Object.entries(fonts).map(([name, font]) => {
    const { from = '' } = faces[font.drawn] ?? {};
    return [`\`${name}\``, font.title, from, font.differs ?? '', font.families.join(', ')];
  });
  const files = Object.values(faces).map(({ file, from, licence, has }) => [
    `\`${file}\``,
    from,
    licence,
    has,
  ]);
  return (
    [
      '# Fonts',
      '<!-- Generated from spec/ by npm run gen. Do not edit. -->',
      'What a text is drawn with that asks for a font of OSS. No font of the machine is ever used.',
      table(['`type`', 'the font', 'drawn with', 'difference', 'known in `--font-dir` as'], drawn),
      'A folder that `--font-dir` names is looked through for the fonts themselves: TrueType or OpenType files or collections that are called like the `type` (`wqy-zenhei.ttc`), or call themselves by one of the names in the last column. What it has none of is drawn as above.',
      'A sign that a font does not have is looked for in the files below from the top to the bottom.',
      table(['file', 'cut from', 'licence', 'has'], files),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}
