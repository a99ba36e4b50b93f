import type { Saboteur } from '../target.ts';
import { accessSaboteurs } from './access.ts';
import { addressSaboteurs } from './addresses.ts';
import { answerSaboteurs } from './answers.ts';
import { effectSaboteurs } from './effects.ts';
import { filmSaboteurs } from './films.ts';
import { formatSaboteurs } from './formats.ts';
import { formSaboteurs } from './forms.ts';
import { nearMisses } from './near-misses.ts';
import { oldGrammarSaboteurs } from './old-grammar.ts';
import { pictureSaboteurs } from './pictures.ts';
import { requestSaboteurs } from './requests.ts';
import { uploadSaboteurs } from './uploads.ts';
import { versionSaboteurs } from './versions.ts';
import { watermarkSaboteurs } from './watermarks.ts';

/** Every endpoint that lies in one way, with the cases that must notice it. */
export const saboteurs: readonly Saboteur[] = [
  ...requestSaboteurs,
  ...accessSaboteurs,
  ...addressSaboteurs,
  ...watermarkSaboteurs,
  ...uploadSaboteurs,
  ...formSaboteurs,
  ...versionSaboteurs,
  ...answerSaboteurs,
  ...pictureSaboteurs,
  ...effectSaboteurs,
  ...formatSaboteurs,
  ...filmSaboteurs,
  ...oldGrammarSaboteurs,
  ...nearMisses,
];
