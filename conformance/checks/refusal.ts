import type { Observation } from '../observe.ts';
import { type Element, find } from '../xml.ts';
import { type About, type Checks, matches, same, type Seen, together } from './check.ts';

const textOf = (error: Element, name: string): string | undefined => find(error, name)[0]?.text;

/** Checks of the service's XML for errors. */
export const refusalChecks = {
  error: (expected, { xml }) => matches(expected, textOf(xml(), 'Code')),
  message: (expected, { xml }) => matches(expected, textOf(xml(), 'Message')),
  ec: (expected, { xml }) =>
    matches(expected === 'none' ? 'absent' : expected, textOf(xml(), 'EC')),
  elements: (expected, { xml }) =>
    together(
      Object.entries(expected).map(([name, value]) => [name, matches(value, textOf(xml(), name))]),
    ),
} satisfies Partial<Checks>;

/** The elements that come first and last, in their order; those of one code stand between. */
const first = ['Code', 'Message', 'RequestId', 'HostId'];
const last = ['EC', 'RecommendDoc'];

function orderOf(error: Element): Seen {
  const names = error.children.map(({ name }) => name);
  const own = names.filter((name) => !first.includes(name) && !last.includes(name));
  const expected = [...first, ...own, ...last.filter((name) => names.includes(name))];
  return same(expected.join(' '), names.join(' '));
}

/**
 * What holds for every refusal with a body, or with its document in `x-oss-err`: well-formed XML, the order of the elements,
 * the request id of the header, and an EC that is the header's or is in neither.
 */
export function checkShape(
  { response: { headers }, xml }: Observation,
  { spec }: Pick<About, 'spec'>,
): Seen {
  const error = xml();
  const id = textOf(error, 'RequestId');
  const ec = textOf(error, 'EC');
  return together([
    ['root', same('Error', error.name)],
    ['elements', orderOf(error)],
    ['RequestId', matches('/^[0-9A-F]{24}$/', id)],
    ['x-oss-request-id', same(id, headers.get('x-oss-request-id'))],
    ['x-oss-ec', same(ec ?? 'absent', headers.get('x-oss-ec') ?? 'absent')],
    [
      'EC',
      spec.ec
        ? matches(ec === undefined ? 'absent' : '/^\\d{4}-\\d{8}$/', ec)
        : matches('absent', ec),
    ],
    ['Content-Type', matches('/^application\\/xml/', headers.get('content-type'))],
  ]);
}
