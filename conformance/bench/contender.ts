import type { Job } from './jobs.ts';

/** One side of the comparison; disposing ends its process. */
export interface Contender extends AsyncDisposable {
  readonly pid: number;
  /** How often a second a job is done with `width` of them under way, over `duration` milliseconds. */
  rate(job: Job, width: number, duration: number): Promise<number>;
}
