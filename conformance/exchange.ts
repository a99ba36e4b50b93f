import type { Exchange, When } from './case.ts';
import { hasFixture } from './fixtures.ts';
import { ask, type Entry, verbOf, verbs } from './format/entry.ts';
import { expectation } from './format/then.ts';
import { goldens } from './goldens.ts';
import { complain, decodeAt, type Place } from './place.ts';
import { settings } from './settings.ts';
import { namesIn } from './template.ts';

/** Names that are filled when a request is sent: the bucket asked, the endpoint's host, ETag and Last-Modified of the answer before, the upload told of last. */
const sentNames = ['bucket', 'host', 'etag', 'modified', 'version', 'upload', ...settings.keys()];

type Path = readonly PropertyKey[];

function readWhen(raw: unknown, { in: named, given }: Entry, place: Place, path: Path): When {
  const [first] = Object.keys(given);
  if (typeof raw === 'string' && first === undefined)
    throw complain(place, path, 'a bare process needs a given object');
  const tree = typeof raw === 'string' ? { get: first, process: raw } : raw;
  const asked = decodeAt(place, path, ask, tree);
  const word = verbOf(asked);
  const { in: setting, get, head, put, post, delete: gone, options, ...rest } = asked;
  const key = get ?? head ?? put ?? post ?? gone ?? options ?? '';
  return { ...rest, verb: verbs[word], key, setting: setting ?? named[0] ?? 'plain' };
}

function checkExchange(exchange: Exchange, place: Place, path: Path): void {
  const { body, setting } = exchange.when;
  if (!settings.has(setting))
    throw complain(place, [...path, 'when', 'in'], `settings.yaml has no ${setting}`);
  if (typeof body === 'object' && 'fixture' in body && !hasFixture(body.fixture))
    throw complain(place, [...path, 'when', 'body'], `there is no fixture ${body.fixture}`);
  const { golden } = exchange.then;
  if (golden !== undefined && !goldens.has(golden))
    throw complain(place, [...path, 'then', 'golden'], `there is no golden ${golden}`);
  const unknown = namesIn(exchange).find((name) => !sentNames.includes(name));
  if (unknown !== undefined) throw complain(place, path, `nothing fills {${unknown}}`);
  if (Object.keys(exchange.then).length === 0)
    throw complain(place, [...path, 'then'], 'expects nothing');
}

/** The exchanges of an entry whose row is filled in. Throws CorpusError. */
export function readExchanges(entry: Entry, place: Place): Exchange[] {
  return [entry, ...entry.after].map(({ when, then }, i) => {
    const path = i === 0 ? [] : ['after', i - 1];
    const exchange = {
      when: readWhen(when, entry, place, [...path, 'when']),
      then: decodeAt(place, [...path, 'then'], expectation, then),
    };
    checkExchange(exchange, place, path);
    return exchange;
  });
}
