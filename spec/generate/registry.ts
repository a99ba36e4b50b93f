import type { Corpus, Operation } from '../corpus.ts';

const tables = {
  transform: 'Transform',
  encode: 'Setting',
  answer: 'Answer',
  snapshot: 'Snapshot',
} as const;
const isListed = (kind: Operation['kind']): kind is keyof typeof tables => kind in tables;
/** `image/auto-orient` → `autoOrient`; a name that is also a global keeps its domain: `videoSnapshot`. */
const variable = (id: string) =>
  id.slice(id.indexOf('/') + 1).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The table of operations: one mapped type a kind, so that the compiler pairs code, arguments and choices. */
export function writeRegistry({ editions }: Corpus): string {
  const operations = Object.values(editions.current.operations).filter(
    (op) => op.emulated && isListed(op.kind),
  );
  const rows = (kind: Operation['kind']) =>
    operations
      .filter((op) => op.kind === kind)
      .map((op) => `  '${op.id}': ${variable(op.id)},`)
      .join('\n');
  return `${[
    '// Generated from spec/operations by `npm run gen`. Do not edit.',
    "import type { AnswerId, EncodeId, SnapshotId, TransformId } from '../../spec/types.gen.ts';",
    "import type { Answer, Setting, Snapshot, Transform } from '../operation.ts';",
    ...operations.map((op) => `import { ${variable(op.id)} } from './${op.id}.ts';`),
    '',
    ...Object.entries(tables).map(
      ([kind, type]) =>
        `export const ${kind}s: { readonly [K in ${type === 'Setting' ? 'Encode' : type}Id]: ${type}<K> } = {\n${rows(kind as Operation['kind'])}\n};`,
    ),
  ].join('\n')}\n`;
}
