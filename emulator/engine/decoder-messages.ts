import type { Body, Encode, Shot } from '../operation.ts';
import type { Fault } from './excerpt.ts';
import type { Ffmpeg } from './ffmpeg.ts';

/** Several pictures may be made at once, each under a number of its own. */
interface Numbered {
  readonly picture: number;
}

/** What a picture is made of: an excerpt, whose chunks follow. */
export interface Start extends Numbered {
  readonly is: 'start';
  readonly ffmpeg: Ffmpeg;
  readonly shot: Shot;
  readonly encode: Encode;
}

/** To the process: a start, one chunk for each `next`, an end; or at any time that nobody waits any more. */
export type Order =
  | Start
  | (Numbered & { readonly is: 'chunk'; readonly chunk: Uint8Array })
  | (Numbered & { readonly is: 'end' })
  | (Numbered & { readonly is: 'stop' });

/** From it; after each but `next` its ffmpeg is gone. */
export type Report =
  | (Numbered & { readonly is: 'next' })
  | (Numbered & { readonly is: 'body'; readonly body: Body })
  | (Numbered & { readonly is: 'fault'; readonly fault: Fault })
  | (Numbered & { readonly is: 'error'; readonly reason: string });
