import type {
  AnswerId,
  ArgsOf,
  Bound,
  ChoicesOf,
  EncodeId,
  EmulatedId,
  ObjectRef,
  RefusalsOf,
  SnapshotId,
  TransformId,
} from '../spec/types.gen.ts';
import type { FaceOf } from './engine/face.ts';
import type { Moment } from './engine/excerpt.ts';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** An offset in pixels from the upper left corner. */
export interface Point {
  readonly left: number;
  readonly top: number;
}

export type Format = 'jpg' | 'png' | 'webp' | 'gif' | 'bmp' | 'tiff' | 'heic' | 'avif';

/** Pixel density as EXIF words it: `x` and `y` are rationals in pixels per `unit`. */
export interface Resolution {
  readonly unit: 'none' | 'inch' | 'centimetre';
  readonly x: string;
  readonly y: string;
}

/** What the header of an object says; no pixel is decoded for it. Width and height are as stored: orientation is not applied. */
export interface SourceInfo extends Size {
  readonly format: Format;
  /** Size of the object in bytes. */
  readonly bytes: number;
  /** Pictures in an animation; 1 for a still. */
  readonly frames: number;
  /** EXIF orientation, 1 to 8; 1 where the file has none. */
  readonly orientation: number;
  readonly alpha: boolean;
  /** JPEG only: the IJG quality nearest to the quantisation tables, 1 to 100. */
  readonly quality?: number;
  readonly resolution?: Resolution;
}

/** 8-bit pixels of one picture: RGB or RGBA, row by row, alpha not premultiplied. */
export interface Frame extends Size {
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/** What travels between steps: raw pixels, never an encoding. All frames have one size. */
export interface Picture {
  readonly frames: readonly Frame[];
  /** Milliseconds each frame is shown; empty for a still. */
  readonly delays: readonly number[];
  /** How often an animation plays; 0 is for ever. */
  readonly loop: number;
}

/** What a level becomes: `slope` · level + `offset`, without its fraction, held between 0 and 255. */
export interface Line {
  readonly slope: number;
  readonly offset: number;
}

/**
 * One step of a plan. The decoder may take over all but `paint` at the head of a chain; `levels` that follow each other are
 * one; `paint` is everything else. `size` is the size afterwards.
 */
export type Step =
  | { readonly do: 'orient'; readonly size: Size; readonly exif: number }
  | { readonly do: 'extract'; readonly size: Size; readonly from: Point }
  | { readonly do: 'scale'; readonly size: Size }
  | {
      readonly do: 'levels';
      readonly size: Size;
      /** What they come to, for a person who reads the plan. */
      readonly what: string;
      /** What each level of red, green and blue becomes. */
      readonly table: Uint8Array;
      /** The same in one term, where there is such a term. */
      readonly line?: Line | undefined;
    }
  | {
      readonly do: 'paint';
      readonly size: Size;
      /** What is painted, for a person who reads the plan. */
      readonly what: string;
      /** Pictures that are drawn first, from other objects; `paint` gets the first frame of each. */
      readonly marks: readonly Plan[];
      /** May change the frame, which nobody else holds; marks are shared, and stay as they are. */
      readonly paint: (on: Frame, marks: readonly Frame[]) => Frame | Promise<Frame>;
    };

/** How the result is written. `quality` is absent where the format has none or its default is meant. */
export interface Encode {
  readonly format: Format;
  readonly quality?: number;
  readonly progressive: boolean;
  /** Whether an animation stays one. */
  readonly animated: boolean;
  /** Of a JPEG: Huffman tables of the standard, written in half the time, instead of the picture's own. */
  readonly huffman?: 'standard';
  /** What alpha is laid on where the format has none; white without it. */
  readonly ground?: 'black';
}

/** Everything that will happen, as data (but for `paint`). `explain` prints it and tests read it. */
export interface Plan {
  readonly source: SourceInfo;
  readonly steps: readonly Step[];
  /** How many leading steps the decoder does itself. */
  readonly joined: number;
  /** `source`: the answer is the source's own bytes. */
  readonly encode: Encode | 'source';
  /** Of a mark: plans of one key draw the same picture. */
  readonly key?: string;
}

/** Where an action stands. The code never sees the edition: only the words that the spec chose for it. */
export interface Where<K extends EmulatedId> {
  readonly source: SourceInfo;
  /** While a mark is prepared: the size of the main picture at that point. */
  readonly main?: Size;
  readonly choices: ChoicesOf[K];
  /** Refuses by a name of the operation's own YAML. */
  readonly refuse: (name: RefusalsOf[K]) => never;
}

/** Where a transform stands: it may draw other objects. */
export interface WhereDrawn<K extends TransformId> extends Where<K> {
  /** The plan of an object that an argument names; `main` is the size of the picture that it is for. */
  readonly mark: (ref: ObjectRef, main: Size) => Plan;
  /** What the fonts of texts are drawn with. */
  readonly faceOf: FaceOf;
}

/** `source`: nothing to do; where nothing else is asked, the answer is the source's own bytes. */
export interface Transform<K extends TransformId> {
  steps(input: Size, args: ArgsOf[K], where: WhereDrawn<K>): readonly Step[] | 'source';
}
export interface Setting<K extends EncodeId> {
  settle(encode: Encode, args: ArgsOf[K], where: Where<K>): Encode | 'source';
}

/** A source that an answer may look at. */
export interface Source {
  readonly info: SourceInfo;
  read(): Promise<Uint8Array>;
  /**
   * Hands over the first frame, reduced to `size`, as RGB laid on white, and answers what `look` makes of it. The pixels
   * are there only until `look` has ended, so that no more of them are in memory than pictures in work.
   */
  show<T>(size: Size, look: (frame: Frame) => Promise<T>): Promise<T>;
}
/** A finished answer: MIME type and bytes. */
export interface Body {
  readonly type: string;
  readonly bytes: Uint8Array;
}
export interface Answer<K extends AnswerId> {
  answer(source: Source, args: ArgsOf[K], where: Where<K>): Promise<Body>;
}

/** What the header of a video says. Width and height are as stored: no turn is applied. */
export interface ClipInfo extends Size {
  readonly codec: 'h264' | 'h265' | 'other';
  /** Degrees clockwise by which a player turns the picture. */
  readonly turn: 0 | 90 | 180 | 270;
  /** Milliseconds from its first frame to the end of its last one. */
  readonly duration: number;
}

/** What will happen to a video, as data. */
export interface Shot extends Moment {
  /** Of the picture before it is turned. */
  readonly size: Size;
  /** Degrees clockwise. */
  readonly turn: ClipInfo['turn'];
  readonly format: 'jpg' | 'png';
}

/** Where a snapshot stands. */
export interface WhereFilmed<K extends SnapshotId> {
  readonly choices: ChoicesOf[K];
  readonly refuse: (name: RefusalsOf[K]) => never;
  /** Refuses the value of a parameter as one that is out of its range. */
  readonly outside: (key: keyof ArgsOf[K] & string) => never;
}
export interface Snapshot<K extends SnapshotId> {
  shoot(clip: ClipInfo, args: ArgsOf[K], where: WhereFilmed<K>): Shot;
}

/** One action with its arguments and its column in the process text. */
export type BoundAction = Bound<TransformId | EncodeId | AnswerId | SnapshotId>;
