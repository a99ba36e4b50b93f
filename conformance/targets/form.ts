import type { PostForm } from '../target.ts';

const boundary = 'oss-conformance-form';

const quote = (text: string) => text.replaceAll('"', '%22');
const part = (name: string, head: string, content: string | Uint8Array) => [
  Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"${head}\r\n\r\n`,
  ),
  Buffer.from(content),
  Buffer.from('\r\n'),
];

/** A form as a browser writes it: its fields, the file, and what stands behind the file. */
export function writeForm({ fields, file, behind = {} }: PostForm): Uint8Array {
  const texts = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).flatMap(([name, value]) => part(name, '', value));
  const type = file?.type === undefined ? '' : `\r\nContent-Type: ${file.type}`;
  return Buffer.concat([
    ...texts(fields),
    ...(file ? part('file', `; filename="${quote(file.name)}"${type}`, file.bytes) : []),
    ...texts(behind),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

export const formHeaders = { 'content-type': `multipart/form-data; boundary=${boundary}` };
