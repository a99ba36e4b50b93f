import { corpus } from '../spec/corpus.ts';
import { refuse } from './errors.ts';
import type { Request } from './http/message.ts';
import type { Query } from './http/query.ts';

type Resource = 'service' | 'bucket' | 'object';

/** A call of OSS that is known by its name. */
interface Unbuilt {
  readonly name: string;
  readonly method: string;
  readonly on: string;
  /** Parameters that the query has, some with their value; the first is the sub-resource. */
  readonly wants: readonly (readonly [name: string, value: string | undefined])[];
}

/** `GET bucket ?inventory&inventoryId` as what it means. */
function read(name: string, text: string): Unbuilt[] {
  const [method = '', on = '', query] = text.split(' ');
  if (query === undefined) return [];
  const wants = query
    .slice(1)
    .split('&')
    .map((part) => {
      const [parameter = '', value] = part.split('=');
      return [parameter, value] as const;
    });
  return [{ name, method, on, wants }];
}

const topics = Object.values(corpus.calls);
/** Those that want more of the query come first. */
export const unbuiltCalls: readonly Unbuilt[] = topics
  .flatMap(({ calls }) => Object.entries(calls).flatMap(([name, text]) => read(name, text)))
  .sort((one, other) => other.wants.length - one.wants.length);

const refuseByName = (value: string): never => refuse('call-not-emulated', { fields: { value } });

/** Refuses a call that is known and not built, by its name. */
export function refuseUnbuilt(on: Resource, method: string, query: Query): void {
  const found = unbuiltCalls.find(
    (call) =>
      call.on === on &&
      call.method === method &&
      call.wants.every(([name, value]) =>
        value === undefined ? query.has(name) : query.get(name) === value,
      ),
  );
  if (found) refuseByName(found.name);
}

/** Whether a query names a sub-resource of which something is not built. */
export const namesUnbuilt = (on: Resource, query: Query): boolean =>
  unbuiltCalls.some((call) => call.on === on && query.has(call.wants[0]?.[0] ?? ''));

const riders = topics.flatMap(({ 'asked-by': askedBy = [], calls }) =>
  askedBy.map((word) => [word, Object.keys(calls)[0] ?? ''] as const),
);

/** Refuses what rides on a call and is not built, by its name, where a field of a form asks for it. */
export function refuseRiders(has: (word: string) => boolean): void {
  const rider = riders.find(([word]) => has(word));
  if (rider) refuseByName(rider[1]);
}

/** The same, where a header or a parameter of what writes asks for it. */
export function holdRiders({
  method,
  headers,
  query,
}: Pick<Request, 'method' | 'headers' | 'query'>) {
  if (method === 'PUT' || method === 'POST')
    refuseRiders((word) => Object.hasOwn(headers, word) || query.has(word));
}
