import type { Case, Exchange } from './case.ts';

/** Whether an exchange changes an object, and is not expected to be refused. */
const isWrite = ({ when, then }: Exchange): boolean =>
  ['PUT', 'DELETE'].includes(when.verb) &&
  when.bucket === undefined &&
  when.query === '' &&
  then.error === undefined &&
  (then.status ?? 200) < 300;

/**
 * Cases that would disturb each other, a sentence each: they run at the same time and share one bucket a setting. A key has one
 * fixture, and what one case writes no other may be given. Names that only a target knows are compared as they are written.
 */
export function conflictsOf(cases: readonly Case[]): string[] {
  const givers = new Map<string, { readonly id: string; readonly fixture: string }>();
  const found: string[] = [];
  for (const { id, edition, settings, given } of cases)
    for (const setting of settings)
      for (const [key, fixture] of Object.entries(given)) {
        const place = `${edition} ${setting} ${key}`;
        const first = givers.get(place) ?? { id, fixture };
        givers.set(place, first);
        if (first.fixture !== fixture)
          found.push(`${key} is ${first.fixture} for ${first.id} and ${fixture} for ${id}`);
      }
  for (const { id, edition, exchanges } of cases)
    for (const { when } of exchanges.filter(isWrite)) {
      const giver = givers.get(`${edition} ${when.setting} ${when.key}`);
      if (giver && giver.id !== id)
        found.push(`${id} writes ${when.key}, which ${giver.id} is given`);
    }
  return found;
}
