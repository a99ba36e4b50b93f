import type { Picture } from './pictures.ts';

/** One way to make a picture 200 pixels wide; disposing ends its process. */
export interface Contender extends AsyncDisposable {
  readonly pid: number;
  /** Pictures a second with `width` of them under way, over `duration` milliseconds. */
  rate(picture: Picture, width: number, duration: number): Promise<number>;
}
