/**
 * The last step of a build. Packages that are much larger than what is used of them, or that bring many others along, become
 * files of dist/vendor/, and what was compiled imports those. From source they are imported by name.
 */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import ts from 'typescript';
import { z } from 'zod';
import { noticesOf } from './notice.ts';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const vendor = join(dist, 'vendor');

/** The file that a package becomes: a module of what is imported by name, or all of one that is required. */
const bundles = new Map([
  ['fast-xml-parser', 'fast-xml-parser.js'],
  ['fast-xml-validator', 'fast-xml-validator.js'],
  ['heic-decode', 'heic-decode.cjs'],
  ['mediabunny', 'mediabunny.js'],
]);

const libheif = './libheif/index.cjs';

const keepApart: Plugin = {
  name: 'keep apart',
  setup(build) {
    // Whoever wants another libheif can put it there, as LGPL-3.0 asks in its section 4.
    build.onResolve({ filter: /^libheif-js\/wasm-bundle$/ }, () => ({
      path: libheif,
      external: true,
    }));
    // fast-xml-validator has it for rules of business, which nobody here asks for. It does not say of itself that it may be left out.
    build.onResolve({ filter: /^detailed-xml-validator$/ }, ({ path }) => {
      return { path, external: true, sideEffects: false };
    });
  },
};

const readText = (path: string) => readFile(path, 'utf8');

async function filesOfDist(ending: RegExp): Promise<string[]> {
  const files = await readdir(dist, { recursive: true });
  return files.filter((file) => ending.test(file)).map((file) => join(dist, file));
}

/** What compiled files import of a package: `XMLParser`. */
function namesOf(name: string, compiled: readonly string[]): ReadonlySet<string> {
  const clause = new RegExp(`import \\{([^}]*)\\} from '${name}'`, 'g');
  const clauses = compiled.flatMap((text) => [...text.matchAll(clause)]);
  return new Set(clauses.flatMap(([, names = '']) => names.match(/\w+/g) ?? []));
}

/** Writes the file of a package. */
async function bundle(name: string, file: string, names: ReadonlySet<string>): Promise<Metafile> {
  const contents = `export { ${[...names].join(', ')} } from '${name}';`;
  const source: BuildOptions = file.endsWith('.cjs')
    ? { entryPoints: [name], format: 'cjs' }
    : { stdin: { contents, resolveDir: root }, format: 'esm' };
  const { metafile } = await build({
    ...source,
    absWorkingDir: root,
    outfile: join(vendor, file),
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node20.19',
    legalComments: 'inline',
    plugins: [keepApart],
    logLevel: 'warning',
  });
  return metafile;
}

/** Copies libheif as it comes, its WebAssembly in a file of its own. Answers the folder of its package. */
async function copyLibheif(): Promise<string> {
  const decoder = createRequire(import.meta.url).resolve('heic-decode');
  const home = dirname(createRequire(decoder).resolve('libheif-js/package.json'));
  const copy = join(vendor, dirname(libheif));
  await mkdir(copy, { recursive: true });
  const take = (file: string, name = file) =>
    copyFile(join(home, 'libheif-wasm', file), join(copy, name));
  await take('libheif.js', 'libheif.cjs');
  await take('libheif.wasm');
  await take('LICENSE');
  await writeFile(join(vendor, libheif), "module.exports = require('./libheif.cjs')();\n");
  return home;
}

/** The folders of the packages of which something is in a bundle. */
const homesOf = ({ outputs }: Metafile): string[] =>
  Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [])
    .map((home) => resolve(root, home));

/** Makes compiled files import the bundles. Throws where nothing imports one. */
async function redirect(compiled: ReadonlyMap<string, string>): Promise<void> {
  const unused = new Set(bundles.keys());
  for (const [path, text] of compiled) {
    const named = /(?<=\bfrom |\bresolve\()'([^'.][^']*)'/g;
    const redirected = text.replace(named, (whole, name: string) => {
      const file = bundles.get(name);
      if (file === undefined) return whole;
      unused.delete(name);
      return `'${relative(dirname(path), join(vendor, file)).replaceAll('\\', '/')}'`;
    });
    if (redirected !== text) await writeFile(path, redirected);
  }
  if (unused.size > 0) throw new Error(`Nothing that was compiled imports ${[...unused].join()}.`);
}

const list = z.record(z.string(), z.string());
const manifest = z.object({
  dependencies: list,
  optionalDependencies: list,
  peerDependencies: list,
});

/** Throws where something in dist/, types included, imports a package that is not installed with it. */
async function checkImports(): Promise<void> {
  const lists = manifest.parse(JSON.parse(await readText(join(root, 'package.json'))));
  const known = new Set([...builtinModules, ...Object.values(lists).flatMap(Object.keys)]);
  for (const path of await filesOfDist(/\.(?:js|d\.ts)$/))
    for (const { fileName } of ts.preProcessFile(await readText(path)).importedFiles) {
      const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(fileName) ?? [];
      if (!/^(?:node:|\.\.?$)/.test(name) && !known.has(name))
        throw new Error(`${relative(root, path)} imports ${name}, which is no dependency.`);
    }
}

await rm(vendor, { recursive: true, force: true });
const compiled = new Map<string, string>();
for (const path of await filesOfDist(/\.js$/)) compiled.set(path, await readText(path));
const homes = [await copyLibheif()];
for (const [name, file] of bundles)
  homes.push(...homesOf(await bundle(name, file, namesOf(name, [...compiled.values()]))));
await writeFile(join(vendor, 'NOTICE'), await noticesOf(homes));
await redirect(compiled);
await checkImports();
