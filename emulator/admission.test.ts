import { expect, test } from 'vitest';
import { createAdmission } from './admission.ts';

test('as many as may be, and again when one has left, however it left', async () => {
  const admit = createAdmission(2);
  const ends: { resolve: () => void; reject: (reason: Error) => void }[] = [];
  const stay = () =>
    admit(() => new Promise<void>((resolve, reject) => ends.push({ resolve, reject })));
  const inside = [stay(), stay()];
  await expect(stay()).rejects.toMatchObject({ refusal: 'too-busy' });
  ends[1]?.reject(new Error('no'));
  await expect(inside[1]).rejects.toThrow('no');
  inside[1] = stay();
  await expect(stay()).rejects.toMatchObject({ refusal: 'too-busy' });
  for (const { resolve } of ends) resolve();
  await Promise.all(inside);
});
