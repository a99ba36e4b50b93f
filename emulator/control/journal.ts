import type { Response } from '../http/message.ts';
import type { World } from '../world.ts';
import { answerJson } from './json.ts';

/** The last requests to the service, oldest first. */
export const readJournal = ({ journal }: World): Promise<Response> =>
  Promise.resolve(answerJson(200, { requests: journal.entries }));

export function emptyJournal({ journal }: World): Promise<Response> {
  journal.clear();
  return Promise.resolve(answerJson(200, { status: 'empty' }));
}
