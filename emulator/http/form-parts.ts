import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import { OssError, refuse } from '../errors.ts';
import type { Request } from './message.ts';

/** One part of a form. Its bytes come as they arrive, and have to be read before the next part is asked for. */
export interface Part {
  /** Empty where it has none. */
  readonly name: string;
  /** As the client named its file; without folders. Undefined: the part is no file of the client. */
  readonly fileName: string | undefined;
  readonly type: string | undefined;
  readonly content: AsyncIterable<Uint8Array>;
}

const malformed = () => new OssError('post-malformed');

/** What a header of a part says, by its name in lower case; busboy hands it over byte by byte, and it is UTF-8. */
function readHeader(header: object): (name: string) => string | undefined {
  const byName = new Map<string, unknown>(Object.entries(header));
  return (name) => {
    const found = byName.get(name);
    const first: unknown = Array.isArray(found) ? found[0] : undefined;
    return typeof first === 'string' ? Buffer.from(first, 'latin1').toString('utf8') : undefined;
  };
}

/** `name="a"` of a Content-Disposition; browsers write a quote in it as `%22`, others as `\"`. */
function parameterOf(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(
    disposition,
  );
  return (found?.[1]?.replace(/\\(["\\])/g, '$1') ?? found?.[2])?.replace(/%22/g, '"');
}

function describe(header: object, content: Readable): Part {
  const read = readHeader(header);
  const disposition = read('content-disposition') ?? '';
  if (!/^form-data(;|$)/i.test(disposition)) throw malformed();
  return {
    name: parameterOf(disposition, 'name') ?? '',
    fileName: parameterOf(disposition, 'filename')?.replace(/^.*[/\\]/s, ''),
    type: read('content-type'),
    content: readAll(content),
  };
}

async function* readAll(content: Readable): AsyncGenerator<Uint8Array> {
  try {
    const chunks: AsyncIterable<Uint8Array> = content;
    yield* chunks;
  } catch (error) {
    throw error instanceof OssError ? error : malformed();
  }
}

function createParser({ headers }: Pick<Request, 'headers'>): Dicer {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(
      headers['content-type'] ?? '',
    ) ?? [];
  const boundary = quoted ?? plain ?? refuse('post-content-type');
  // RFC 2046, section 5.1.1.
  if (boundary.length > 70) refuse('post-content-type');
  return new Dicer({ boundary });
}

/** Hands a body over as fast as its parts are read, until it ends or nobody reads any more. */
async function feed(body: Request['body'], parser: Dicer, stop: AbortSignal): Promise<void> {
  const stopped = once(stop, 'abort');
  for await (const chunk of body) {
    await Promise.race([new Promise<void>((taken) => parser.write(chunk, () => taken())), stopped]);
    if (stop.aborted) return;
  }
  parser.end();
}

/**
 * The parts of a multipart form, in order. Throws an OssError for what is no such form, and where the body fails; a form
 * that ends before its last boundary throws behind its last part, so that nothing may be believed before the end.
 */
export async function* readParts(
  request: Pick<Request, 'headers' | 'body'>,
): AsyncGenerator<Part, undefined> {
  const parser = createParser(request);
  const stop = new AbortController();
  const waiting: Part[] = [];
  let last: Readable | undefined;
  let headless = 0;
  const end: { failure?: OssError; isOver?: true } = {};
  let wake = () => {};
  const fail = (error: unknown) => {
    end.failure ??= error instanceof OssError ? error : malformed();
    last?.destroy(end.failure);
    wake();
  };
  parser.on('part', (content) => {
    last = content;
    headless += 1;
    // The reader is told by `end`; an error that nobody hears would end the process.
    content.on('error', () => undefined);
    content.once('header', (header) => {
      headless -= 1;
      try {
        waiting.push(describe(header, content));
      } catch (error) {
        fail(error);
      }
      wake();
    });
  });
  parser.on('error', fail);
  parser.on('finish', () => {
    end.isOver = true;
    wake();
  });
  feed(request.body, parser, stop.signal).catch(fail);
  try {
    for (;;) {
      const part = waiting.shift();
      if (part) yield part;
      else if (end.failure) throw end.failure;
      else if (end.isOver) return headless > 0 ? refuse('post-malformed') : undefined;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop.abort();
  }
}
