import { specOf } from '../../spec/corpus.ts';
import type { ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { parse } from '../process/parse.ts';
import { readProcessBody } from './process-body.ts';

const parameter = 'x-oss-async-process';

/**
 * Everything that can be started so needs a cloud project, which no bucket of the double has; an anonymous caller does not
 * hear of that (Q100, Q101).
 */
export const asyncProcessObject: ObjectCall = {
  name: 'AsyncProcessObject',
  method: 'POST',
  on: 'object',
  query: parameter,
  right: 'read-object',
  run: async (asked) => {
    const text = await readProcessBody(asked, parameter);
    if (text === '') refuse('empty-async-process');
    if (asked.principal.kind === 'anonymous') refuse('anonymous-forbidden');
    const [pipe] = parse(text).pipes;
    const id = [pipe?.domain.text, pipe?.actions[0]?.name.text].join('/');
    const operation = specOf(asked.bucket.edition).operations[id];
    if (!operation?.needs) refuse('unknown-process', { fields: { value: id } });
    return refuse('not-bound', { cite: operation.cite ?? [] });
  },
};
