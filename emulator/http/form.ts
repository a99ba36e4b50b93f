import { refuse } from '../errors.ts';
import type { Part } from './form-parts.ts';
import type { Request } from './message.ts';

/** Bytes that a form may bring before its file (OSS error code pages 0006-00000110 to 0006-00000112). */
export interface FormLimits {
  readonly name: number;
  readonly value: number;
  readonly all: number;
}

/** A form whose fields were read and whose file was not. Whoever opened it closes it, or reads the file to its end. */
export interface Form {
  /** By their names in lower case (Q245); of a name given twice the first counts. */
  readonly fields: ReadonlyMap<string, string>;
  /** Its content ends when the form has ended as it should; it throws an OssError where it has not. */
  readonly file: Part;
  readonly close: () => Promise<unknown>;
}

/** More fields than any form has; each costs memory, however short it is. */
const mostFields = 1000;

async function readText({ content }: Part, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > limit) refuse('post-field-too-long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const isFile = ({ name }: Part) => name.toLowerCase() === 'file';

/** The bytes of the file, and then the end of the form: behind the file stands the button of the form at most (Q243). */
async function* readFile(file: Part, parts: AsyncIterable<Part>): AsyncGenerator<Uint8Array> {
  yield* file.content;
  for await (const part of parts) {
    if (isFile(part)) refuse('post-files');
    if (part.name.toLowerCase() !== 'submit') refuse('post-file-not-last');
    await readText(part, 1024);
  }
}

/** Reads a form up to its file. Throws an OssError for what is no form, has no file, or brings more than the limits allow. */
export async function openForm(
  request: Pick<Request, 'headers' | 'body'>,
  limits: FormLimits,
): Promise<Form> {
  // Most servers never see a form, and need not load what reads one.
  const { readParts } = await import('./form-parts.ts');
  const parts = readParts(request);
  const fields = new Map<string, string>();
  const close = () => parts.return(undefined);
  let size = 0;
  try {
    for (;;) {
      const { value: part } = await parts.next();
      if (part === undefined) return refuse('post-no-file');
      if (isFile(part)) return { fields, file: { ...part, content: readFile(part, parts) }, close };
      if (part.name === '') refuse('post-malformed');
      if (Buffer.byteLength(part.name) > limits.name) refuse('post-field-name-too-long');
      const text = await readText(part, limits.value);
      size += Buffer.byteLength(part.name) + Buffer.byteLength(text);
      if (size > limits.all || fields.size === mostFields) refuse('post-fields-too-long');
      const name = part.name.toLowerCase();
      if (!fields.has(name)) fields.set(name, text);
    }
  } catch (error) {
    await close();
    throw error;
  }
}
