import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes the certificate of an authority where programs of this machine can read it, for as long as this process lives. Answers its path. */
export function publishAuthority(pem: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'oss-double-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'ca.pem');
  writeFileSync(path, pem);
  return path;
}
