import { type Spec, specOf } from '../../spec/corpus.ts';
import { formOf, keepOriginal } from '../auth/protection.ts';
import type { AskedOfObject, ObjectCall } from '../call.ts';
import { OssError, refuse } from '../errors.ts';
import { holdConditions } from '../http/conditions.ts';
import type { Response } from '../http/message.ts';
import type { BoundChain } from '../process/bind.ts';
import { choicesOf } from '../process/choices.ts';
import { forgives } from '../process/forgives.ts';
import type * as Line from '../process/line.ts';
import { openThrough } from './follow.ts';
import { getObject } from './get-object.ts';
import { headObject } from './head-object.ts';
import { identityHeaders, metaHeaders } from './headers.ts';
import { readProcessBody } from './process-body.ts';
import { readResponseHeaders } from './response-headers.ts';
import { findTarget, saveAs } from './save-as.ts';

const parameter = 'x-oss-process';

/** The engine is most of a start; whoever never asks for a process never loads it, and nobody twice. */
let line: Promise<typeof Line> | undefined;
const loadLine = () => (line ??= import('../process/line.ts'));

/** Anonymous callers never get what needs a cloud project, whether there is one or not (Q100). */
function refuseBinding(error: unknown, { principal }: AskedOfObject): never {
  const isUnbound = error instanceof OssError && error.refusal === 'not-bound';
  if (isUnbound && principal.kind === 'anonymous') refuse('anonymous-forbidden', error.details);
  throw error;
}

async function bind(asked: AskedOfObject, text: string, spec: Spec): Promise<BoundChain> {
  const { bindOldGrammar, bindText } = await loadLine();
  try {
    if (asked.oldProcess !== undefined) return bindOldGrammar(asked.oldProcess, spec);
    return bindText(
      text,
      spec,
      (name) => asked.bucket.styles.find((style) => style.name === name)?.content,
    );
  } catch (error) {
    return refuseBinding(error, asked);
  }
}

/**
 * Binds the text, then looks for the object and where its result goes, holds the conditions and renders (Q030). ETag and Last-Modified are
 * the source's; its CRC and MD5 are not sent, since SDKs compare them with the bytes they receive. What a chain forgives is
 * answered as if no process were asked for (Q102).
 */
async function process(asked: AskedOfObject, text: string): Promise<Response> {
  const { request, world, bucket, key, principal } = asked;
  const { holdTools, render } = await loadLine();
  const spec = specOf(bucket.edition);
  const overrides = request.method === 'POST' ? {} : readResponseHeaders(asked, spec);
  const bound = await bind(asked, text, spec);
  const { deliver } = bound;
  if (deliver && request.method !== 'POST')
    refuse('unknown-process', { fields: { value: deliver.id }, at: deliver.at });
  await holdTools(bound, world.video);
  const object =
    (await openThrough(asked, key)) ?? refuse('no-such-source', { fields: { Key: key } });
  try {
    const identity = identityHeaders(object.head);
    holdConditions(request.headers, object.head, { ...identity, ...metaHeaders(object.head) });
    const target = deliver && (await findTarget(asked, deliver));
    const { settings, faceOf } = world;
    const store = { open: (_: string, mark: string) => openThrough(asked, mark) };
    const { maxSourceBytes, resampler } = settings;
    // What a style stamps is its owner's wish.
    const protect = (mark: string) => keepOriginal(asked, mark, formOf(text));
    const shelf = { store, bucket, principal, protect, maxSourceBytes, resampler, faceOf };
    const studio = {
      video: world.video,
      get signal() {
        return request.signal;
      },
    };
    const result = await render(bound, object, shelf, studio);
    if (target) return await saveAs(asked, target, result, choicesOf('sys/saveas', spec));
    const { type, bytes } = result;
    return {
      status: 200,
      headers: { 'Content-Type': type, ...identity, ...overrides },
      body: bytes,
    };
  } catch (error) {
    if (deliver || !(error instanceof OssError && forgives(bound, spec))) throw error;
    keepOriginal(asked, key, 'original'); // Q206
    return await (request.method === 'HEAD' ? headObject : getObject).run(asked);
  } finally {
    await object.close();
  }
}

const row = { on: 'object', query: parameter, right: 'read-object' } as const;
/** A header counts where the query has no such parameter (Q141); of two parameters the first does (Q142). */
export const processOf = ({
  oldProcess,
  process,
  request,
}: Pick<AskedOfObject, 'oldProcess' | 'process' | 'request'>): string =>
  oldProcess ?? process ?? request.query.get(parameter) ?? request.headers[parameter] ?? '';

/** Whoever is one too many is told so before anything is read for it. */
const admit = (asked: AskedOfObject, text: string) => asked.world.admit(() => process(asked, text));
const ask = (asked: AskedOfObject) => admit(asked, processOf(asked));

export const getProcessed: ObjectCall = { ...row, name: 'GetObject', method: 'GET', run: ask };
/** The headers of the GET, its length too (Q028). */
export const headProcessed: ObjectCall = { ...row, name: 'HeadObject', method: 'HEAD', run: ask };

const byHeader = { on: 'object', header: parameter, right: 'read-object', run: ask } as const;
export const getByHeader: ObjectCall = { ...byHeader, name: 'GetObject', method: 'GET' };
export const headByHeader: ObjectCall = { ...byHeader, name: 'HeadObject', method: 'HEAD' };

export const postProcessed: ObjectCall = {
  ...row,
  name: 'ProcessObject',
  method: 'POST',
  run: async (asked) => admit(asked, await readProcessBody(asked, parameter)),
};
