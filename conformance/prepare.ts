import type { Case } from './case.ts';
import { settings as known } from './settings.ts';
import type { Ability, Fixture, Target } from './target.ts';

/** What a case needs of a target. */
function needs({ exchanges, settings }: Case): Ability[] {
  const asks = exchanges.map(({ when }) => when);
  const writes = asks.some(({ verb, as }) => as !== 'anonymous' || !/^(GET|HEAD)$/.test(verb));
  const other = asks.some(({ as }) => as === 'other');
  const temporary = asks.some(({ token }) => token !== undefined);
  return [
    ...(writes ? (['write'] as const) : []),
    ...(settings.some((name) => name !== 'plain') ? (['settings'] as const) : []),
    ...(other ? (['other-account'] as const) : []),
    ...(temporary ? (['temporary-keys'] as const) : []),
    ...(settings.some((name) => known.get(name)?.domain !== undefined)
      ? (['domains'] as const)
      : []),
  ];
}

/** Whether a case asks for frames of videos, in whatever place its process stands. */
export const needsFrames = ({ exchanges }: Case): boolean =>
  JSON.stringify(exchanges.map(({ when }) => when)).includes('video/snapshot');

/**
 * Whether a target says that it takes no frames of videos: the emulator does where the machine has no ffmpeg. Any other answer,
 * a refusal too, is judged by the cases.
 */
export async function takesNoFrames(target: Target, bucket: string): Promise<boolean> {
  const { status, body } = await target.send({
    verb: 'GET',
    bucket,
    key: 'no-such-video.mp4',
    process: 'video/snapshot,t_0',
    query: '',
    headers: {},
    as: target.can.has('write') ? 'owner' : 'anonymous',
  });
  return status >= 400 && Buffer.from(body).includes('<Code>NotImplemented</Code>');
}

/** A bucket whose name can be no label of a host, where hosts are what names buckets. */
const unaddressable = ({ exchanges }: Case, target: Target): string | undefined =>
  target.host('b') === target.host('')
    ? undefined
    : exchanges.map(({ when }) => when.bucket ?? '').find((bucket) => /[.A-Z]/.test(bucket));

/** Why a case cannot be run on a target; undefined: it can. */
export function reasonToSkip(
  one: Case,
  target: Target,
  fixtures: ReadonlyMap<string, Fixture>,
): string | undefined {
  const lacking = needs(one).find((ability) => !target.can.has(ability));
  if (lacking !== undefined) return `the target lacks ${lacking}`;
  const bucket = unaddressable(one, target);
  if (bucket !== undefined) return `no host names a bucket ${bucket}`;
  const missing = Object.values(one.given).find((name) => !fixtures.has(name));
  return missing === undefined ? undefined : `--fixtures has no file ${missing}`;
}

/** The objects that cases need, by setting and key: each is in the bucket of every setting that its case names. */
function objectsOf(
  cases: readonly Case[],
  fixtures: ReadonlyMap<string, Fixture>,
): Map<string, Map<string, Fixture>> {
  const objects = new Map<string, Map<string, Fixture>>();
  for (const { settings, exchanges, given } of cases)
    for (const setting of [...settings, ...exchanges.map(({ when }) => when.setting)]) {
      const held = objects.get(setting) ?? new Map<string, Fixture>();
      objects.set(setting, held);
      for (const [key, name] of Object.entries(given)) {
        const fixture = fixtures.get(name);
        if (fixture) held.set(key, fixture);
      }
    }
  return objects;
}

/** Makes the buckets of these cases with their objects in them: setting → bucket. Rejects when the target refuses. */
export async function prepare(
  cases: readonly Case[],
  target: Target,
  fixtures: ReadonlyMap<string, Fixture>,
): Promise<Map<string, string>> {
  const buckets = new Map<string, string>();
  for (const [setting, objects] of objectsOf(cases, fixtures))
    buckets.set(setting, await target.prepare(setting, objects));
  return buckets;
}
