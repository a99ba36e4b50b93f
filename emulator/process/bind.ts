import type { Operation, Spec } from '../../spec/corpus.ts';
import type { Bound, DeliverId } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { BoundAction } from '../operation.ts';
import { type Arguments, bindArguments, type BindInner } from './arguments.ts';
import type { Chain, Pipe } from './parse.ts';
import { holdCount } from './refs.ts';

/** Where a chain stands: on its own, inside the value that names a mark, or behind the `@` of the old grammar. */
export type Within = 'main' | 'watermark' | 'old-grammar';

/** A chain with typed arguments and defaults. */
export interface BoundChain {
  readonly actions: readonly BoundAction[];
  /** What becomes of the result, where it is not the answer itself. */
  readonly deliver?: Bound<DeliverId>;
}

/** `null` allows everything; a mark's parameter lists what its chain may do, and refuses the rest by its id. */
type Allowed = { readonly names: readonly string[]; readonly refuse: (id: string) => never } | null;

function operationOf(pipe: Pipe, name: string, at: number, spec: Spec): Operation {
  const id = `${pipe.domain.text}/${name}`;
  const operation =
    spec.operations[id] ?? refuse('unknown-action', { fields: { value: name }, at });
  const { cite = [] } = operation;
  if (operation.async) refuse('unknown-process', { fields: { value: id }, at, cite });
  if (operation.needs) refuse('not-bound', { at, cite });
  if (!operation.emulated) refuse('not-emulated', { fields: { value: id }, at, cite });
  return operation;
}

/** Domains are those of the operations: `image`, `video`, `sys`. */
const isDomain = (text: string, { operations }: Spec) =>
  Object.keys(operations).some((id) => id.startsWith(`${text}/`));

function bindPipe(pipe: Pipe, spec: Spec, within: Within, allowed: Allowed): Bound[] {
  const { text, at } = pipe.domain;
  if (!isDomain(text, spec)) refuse('unknown-process', { fields: { value: text }, at });
  // `image//resize` and a trailing slash stand in addresses of live sites (Q025).
  const written = pipe.actions.filter(({ name, tokens }) => name.text !== '' || tokens.length > 0);
  if (written.length === 0) refuse('no-action', { fields: { value: text }, at });
  return written.map(({ name, tokens }) => {
    const id = `${text}/${name.text}`;
    if (allowed && id in spec.operations && !allowed.names.includes(id)) allowed.refuse(id);
    const operation = operationOf(pipe, name.text, name.at, spec);
    const inner: BindInner = (chain, names, refuseInner) =>
      bind(chain, spec, 'watermark', { names, refuse: refuseInner }).actions;
    const place = pipe.old === true ? 'old-grammar' : within;
    const args: Arguments = bindArguments(operation, name, tokens, spec, place, inner);
    // The one cast: types.gen.ts is generated from the very parameters that were bound.
    return { id: operation.id, args, at: name.at } as unknown as Bound;
  });
}

/** Answers tell something, and frames are pictures of their own: neither goes through further actions. */
const standsAlone = (operation: Operation | undefined) =>
  operation?.kind === 'answer' || operation?.kind === 'snapshot';

const isDeliver = (action: Bound): action is Bound<DeliverId> => action.id === 'sys/saveas';

/** Takes off what delivers the result; it is the last, and has a result to deliver. */
function takeDeliver(bound: readonly Bound[]): BoundChain {
  const actions = bound.filter((action): action is BoundAction => !isDeliver(action));
  const deliver = bound.find(isDeliver);
  if (!deliver) return { actions };
  if (deliver !== bound.at(-1) || actions.length === 0)
    refuse('sys/saveas:not-last', { at: deliver.at });
  return { actions, deliver };
}

/**
 * Chain × edition → typed arguments with their defaults, or the first refusal from left to right. The only reader of
 * ranges; of the operations it knows only the one that is none: what delivers the result.
 */
export function bind(
  chain: Chain,
  spec: Spec,
  within: Within = 'main',
  allowed: Allowed = null,
): BoundChain {
  const most = Number(spec.chain.pipes.is);
  const beyond = chain.pipes[most];
  if (beyond) refuse('too-many-pipes', { at: beyond.domain.at });
  const bound = takeDeliver(chain.pipes.flatMap((pipe) => bindPipe(pipe, spec, within, allowed)));
  const { actions } = bound;
  const alone = actions.find(({ id }) => standsAlone(spec.operations[id]));
  if (alone && actions.length > 1)
    refuse('not-combinable', { fields: { value: nameOf(alone.id) }, at: alone.at });
  holdCount(actions, spec);
  return bound;
}

/** `image/info` → `info`. */
export const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1);
