/**
 * What a thread writes of a clip and ffmpeg reads: the packets from a key frame to the frame that is asked for, in Matroska,
 * with frames of one duration, whatever it was in the clip. So the times of the clip, which containers count in many ways and
 * ffmpeg's own seeking does not meet exactly, play no part in decoding.
 */
export const excerpt = {
  format: 'matroska',
  /** Seconds of each frame. */
  duration: 0.04,
  /**
   * Second at which the frame that is asked for is shown, a day after 0: it is the same for all, so that ffmpeg starts while
   * the excerpt is cut, and none has so many frames before it.
   */
  shown: 86_400,
} as const;

/** Which frame of a clip. */
export interface Moment {
  /** Milliseconds from the first frame. */
  readonly at: number;
  /** The last key frame not after it, instead of the frame itself. */
  readonly fast: boolean;
}

/** Why no frame can be had of a clip. */
export type Fault = 'not-supported' | 'no-video-stream' | 'unreadable';

export class ClipFault extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, cause?: unknown) {
    super(fault, { cause });
    this.name = 'ClipFault';
    this.fault = fault;
  }
}
