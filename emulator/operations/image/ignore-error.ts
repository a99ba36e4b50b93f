import type { Setting } from '../../operation.ts';

/** Asks for nothing itself; what it forgives is forgiven where the answer is made (`rescues` of its YAML). */
export const ignoreError: Setting<'image/ignore-error'> = { settle: () => 'source' };
