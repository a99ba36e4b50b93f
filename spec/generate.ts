import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { problems } from './check.ts';
import { writeFonts } from './generate/fonts.ts';
import { writeErrorCodes } from './generate/error-codes.ts';
import { writeOldGrammar } from './generate/old-grammar.ts';
import { writeReadme } from './generate/readme.ts';
import { writeReference } from './generate/reference.ts';
import { writeRegistry } from './generate/registry.ts';
import { writeManifestSchema, writeSchema } from './generate/schema.ts';
import { writeTypes } from './generate/types.ts';
import { loadCorpus } from './load.ts';

/** Everything that is written from the corpus: path under the project → text. */
function generate(root: string): Map<string, string> {
  const { manual, errorCodes, ...corpus } = loadCorpus(join(root, 'spec'));
  const wrong = problems({ manual, errorCodes, ...corpus });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return new Map([
    ['spec/types.gen.ts', writeTypes(corpus)],
    ['spec/corpus.gen.json', `${JSON.stringify(corpus, undefined, 1)}\n`],
    ['spec/manual.gen.json', `${JSON.stringify(manual, undefined, 1)}\n`],
    ['spec/error-codes.gen.json', `${JSON.stringify(errorCodes, undefined, 1)}\n`],
    ['emulator/operations/registry.gen.ts', writeRegistry(corpus)],
    ['spec/schema/operation.json', writeSchema()],
    ['spec/schema/oss-double.json', writeManifestSchema()],
    ...writeReference(corpus),
    ['spec/reference/error-codes.md', writeErrorCodes(errorCodes)],
    ['spec/reference/fonts.md', writeFonts(corpus)],
    ['spec/reference/old-grammar.md', writeOldGrammar(corpus)],
    ['README.md', writeReadme(corpus, readFileSync(join(root, 'README.md'), 'utf8'))],
  ]);
}

/** Pages of operations that are gone. */
function orphans(root: string, files: Map<string, string>): string[] {
  const folder = join(root, 'spec', 'reference');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => `spec/reference/${name}`)
    .filter((path) => !files.has(path));
}

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
try {
  const files = generate(root);
  const stale = [...files].filter(([path, text]) => {
    const full = join(root, path);
    return !existsSync(full) || readFileSync(full, 'utf8') !== text;
  });
  const gone = orphans(root, files);
  if (check && stale.length + gone.length > 0)
    throw new Error(
      `stale: ${[...stale.map(([path]) => path), ...gone].join(', ')}; run npm run gen`,
    );
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  for (const path of gone) {
    rmSync(join(root, path));
    console.log(`removed ${path}`);
  }
  console.log(`${files.size} generated files are fresh`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
