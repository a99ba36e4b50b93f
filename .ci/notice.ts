/** What has to be handed on with packages of which parts are in dist/. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  repository: z.object({ url: z.string() }),
});

/** The version of the package in a folder, where its source is (MPL-2.0 and LGPL-3.0 ask for it), and its licence. */
async function noticeOf(home: string): Promise<string> {
  const read = (file: string) => readFile(join(home, file), 'utf8');
  const { name, version, license, repository } = manifest.parse(
    JSON.parse(await read('package.json')),
  );
  const [file] = (await readdir(home)).filter((file) => /^licen[cs]e/i.test(file));
  const text = file === undefined ? 'It brings no text of its licence.' : await read(file);
  const address = repository.url.replace(/^git\+|\.git$/g, '');
  const release = `https://www.npmjs.com/package/${name}/v/${version}`;
  return `${name} ${version}, ${license}\nSource: ${address}, ${release}\n\n${text.trim()}\n`;
}

/** The notices of the packages in these folders, by their names. */
export async function noticesOf(homes: Iterable<string>): Promise<string> {
  const notices = await Promise.all([...new Set(homes)].sort().map(noticeOf));
  return notices.join(`\n${'-'.repeat(100)}\n\n`);
}
