import { findFixture } from '../fixtures.ts';
import type { Source } from '../oracle/law.ts';
import { type Marks, readMark } from '../oracle/marks.ts';
import { sourceOf } from '../oracle/source.ts';
import type { Fixture } from '../target.ts';

/** A picture that requests are made of. */
export interface Subject {
  readonly fixture: Fixture;
  readonly source: Source;
  /** Length of the file. */
  readonly bytes: number;
  /** What may be stamped on it: pictures of the same bucket. */
  readonly marks: Marks;
}

/** Small pictures, so that thousands of requests take seconds; every kind of source that the reference knows. */
const names = [
  'grid-200x100.png',
  'grid-100x100.png',
  'grid-300x500.png',
  'exif-3.jpg',
  'exif-6.jpg',
  'quality-82.jpg',
  'progressive.jpg',
  'alpha-staircase.png',
  'palette.png',
  'grey.png',
  'still.gif',
  'still.webp',
  'animated.gif',
  'animated.webp',
  'disposals.gif',
  'equal-frames.webp',
  'bmp-8bit.bmp',
  'bmp-alpha.bmp',
  'lzw.tiff',
  'pages.tiff',
  'p3.png',
  'grid.heic',
  'grid.avif',
  'pixel.png',
  'tall-2x4097.png',
];

/** Small pictures to be stamped on others, of formats that both editions take. */
export const markNames = [
  'mark-red-40x20.png',
  'mark-green-half-40x20.png',
  'mark-halves-40x20.png',
  'mark-blue-20x60.png',
  'mark-red-300x200.png',
  'grid-100x100.png',
  'alpha-staircase.png',
  'palette.png',
  'grey.png',
  'pixel.png',
  'exif-3.jpg',
  'quality-82.jpg',
  'still.webp',
  'animated.webp',
] as const;

/** Those whose upright picture is the colour grid. */
export const showsGrid = ({ fixture }: Subject): boolean => fixture.shows === 'grid';

/** A fixture that the project has. */
export function fixtureOf(name: string): Fixture {
  const fixture = findFixture(name, new Map());
  if (!fixture) throw new Error(`fixtures/ has no ${name}.`);
  return fixture;
}

async function readMarks(): Promise<Marks> {
  const read = markNames.map(async (name) => {
    const mark = await readMark(await fixtureOf(name).bytes());
    if (!mark) throw new Error(`${name} cannot be stamped.`);
    return [name, mark] as const;
  });
  return new Map(await Promise.all(read));
}

async function read(name: string, marks: Marks): Promise<Subject> {
  const fixture = fixtureOf(name);
  const bytes = await fixture.bytes();
  return { fixture, source: sourceOf(bytes), bytes: bytes.length, marks };
}

/** The sources of a fuzz run. Rejects when a fixture is missing. */
export async function readSubjects(): Promise<Subject[]> {
  const marks = await readMarks();
  return Promise.all(names.map((name) => read(name, marks)));
}
