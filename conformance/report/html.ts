import { corpus } from '../../spec/corpus.ts';
import type { Case } from '../case.ts';
import type { Result, RunOptions } from '../run.ts';
import type { Replay } from './explain.ts';
import { createAlbum } from './sheet/album.ts';
import { drawCard } from './sheet/card.ts';
import { chooseExamples } from './sheet/examples.ts';
import type { Markup } from './sheet/markup.ts';
import { drawPage, type Section } from './sheet/page.ts';
import { tally } from './tally.ts';

/** Bytes of answers that are kept: a target that answers everything wrongly must not fill the memory. */
const most = 128 * 2 ** 20;

/** Which answers a run keeps for the page: those of its examples, and of what does not pass, up to 128 MiB. */
export function keepForHtml(cases: readonly Case[]): NonNullable<RunOptions['keep']> {
  const examples = new Set(chooseExamples(cases).map((example) => example.case));
  let kept = 0;
  return ({ case: one, verdict, exchanges }) => {
    if (verdict.is === 'pass' && !examples.has(one)) return false;
    const bytes = exchanges.reduce((sum, { response }) => sum + (response?.body.length ?? 0), 0);
    if (kept + bytes > most) return false;
    kept += bytes;
    return true;
  };
}

const titleOf = (id: string): string => {
  const { current, '2019-09': old } = corpus.editions;
  return `${id}: ${(current.operations[id] ?? old.operations[id])?.title ?? ''}`;
};

/**
 * The contact sheet: every result that did not pass, and an example of every mode of every operation, with input, request and
 * output, and the golden with what differs from it where there is one. `contact-sheet.html` and the pictures beside it, by
 * their names; it needs no network. The run must have kept the answers by `keepForHtml`.
 */
export async function writeHtml(
  results: readonly Result[],
  replay: Replay,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const album = createAlbum();
  const wrong = results.filter(({ verdict }) => !['pass', 'skip'].includes(verdict.is));
  const failed: Markup[] = [];
  for (const result of wrong) failed.push(await drawCard(result, [], album, replay));
  const byCase = new Map(results.map((result) => [result.case, result]));
  const operations = new Map<string, Markup[]>();
  for (const { case: one, operation, modes } of chooseExamples([...byCase.keys()])) {
    const result = byCase.get(one);
    if (!result) continue;
    const cards = operations.get(operation) ?? [];
    operations.set(operation, [...cards, await drawCard(result, modes, album, replay)]);
  }
  const sections: Section[] = [
    { id: 'wrong', title: 'What did not pass', cards: failed },
    ...[...operations].map(([id, cards]) => ({ id, title: titleOf(id), cards })),
  ];
  const page = drawPage(tally(results), sections);
  return new Map<string, string | Uint8Array>([['contact-sheet.html', page.text], ...album.files]);
}
