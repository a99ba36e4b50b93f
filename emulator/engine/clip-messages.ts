import type { ClipInfo } from '../operation.ts';
import type { Fault, Moment } from './excerpt.ts';

/** What a thread is given to do with a clip of so many bytes. It does one thing at a time; each has a number of its own. */
export interface Task {
  readonly task: number;
  readonly size: number;
  /** Left out: what the header says is asked for, and else an excerpt. */
  readonly moment?: Moment;
}

/** To the thread: a task, bytes that it asked for, or that it may go on after a chunk. */
export type Order =
  | { readonly is: 'task'; readonly task: Task }
  | { readonly is: 'bytes'; readonly read: number; readonly bytes: Uint8Array }
  | { readonly is: 'next' };

/** It needs bytes, both ends included; those of a task that is over need no answer. */
export interface ReadReport {
  readonly is: 'read';
  readonly task: number;
  readonly read: number;
  readonly first: number;
  readonly last: number;
}

/** From the thread. */
export type Report =
  | ReadReport
  | { readonly is: 'info'; readonly info: ClipInfo }
  /** Of an excerpt: one, and then one more for each `next`. */
  | { readonly is: 'chunk'; readonly chunk: Uint8Array }
  | { readonly is: 'end' }
  | { readonly is: 'fault'; readonly fault: Fault };
