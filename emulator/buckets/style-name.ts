import { refuse } from '../errors.ts';

const longest = 63;
const characters = /^[A-Za-z0-9_.-]+$/;

/** Refuses what cannot name a style: 1 to 63 letters, digits, `_`, `.` and `-` (the manual's console says 64: Q063). */
export function holdStyleName(name: string): void {
  const fields = { value: name };
  if (name === '' || name.length > longest) refuse('style-name-length', { fields });
  if (!characters.test(name)) refuse('style-name-characters', { fields });
}

export const isStyleName = (name: string): boolean =>
  name.length <= longest && characters.test(name);
