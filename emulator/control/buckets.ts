import { corpus } from '../../spec/corpus.ts';
import type { Request, Response } from '../http/message.ts';
import type { Bucket } from '../store/bucket.ts';
import type { World } from '../world.ts';
import { answerJson, Fault, readJson } from './json.ts';

type Change = Partial<Pick<Bucket, 'edition' | 'region' | 'owner'>>;

const editions = Object.values(corpus.editions).map(({ edition }) => edition);

/** Sets what no call of the service can set: edition, region and owner of a bucket that is there. */
export async function changeBucket(
  world: World,
  name: string,
  request: Request,
): Promise<Response> {
  const change = readChange(await readJson(request), world);
  if (!(await world.store.changeBucket(name, change)))
    throw new Fault(404, `there is no bucket ${name}`);
  const bucket = await world.store.getBucket(name);
  return answerJson(200, {
    name,
    edition: bucket?.edition,
    region: bucket?.region,
    owner: bucket?.owner,
  });
}

function readChange(asked: Readonly<Record<string, unknown>>, { credentials }: World): Change {
  const { edition, region, owner, ...others } = asked;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new Fault(400, `${unknown} cannot be set; edition, region and owner can`);
  const owners = credentials.accounts.map(({ id }) => id);
  return {
    ...(edition !== undefined && { edition: oneOf('edition', editions, edition) }),
    ...(region !== undefined && { region: readRegion(region) }),
    ...(owner !== undefined && { owner: oneOf('owner', owners, owner) }),
  };
}

function oneOf<W extends string>(name: string, words: readonly W[], value: unknown): W {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new Fault(400, `${name} is one of ${words.join(', ')}`);
  return word;
}

function readRegion(value: unknown): string {
  if (typeof value === 'string' && /^[a-z0-9-]+$/.test(value)) return value;
  throw new Fault(400, 'region looks like cn-hangzhou');
}
