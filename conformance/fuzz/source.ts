import { findFixture } from '../fixtures.ts';
import type { Source } from '../oracle/law.ts';
import { sourceOf } from '../oracle/source.ts';
import type { Fixture } from '../target.ts';

/** A picture that requests are made of. */
export interface Subject {
  readonly fixture: Fixture;
  readonly source: Source;
  /** Length of the file. */
  readonly bytes: number;
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
  'pixel.png',
  'tall-2x4097.png',
];

/** Those whose upright picture is the colour grid. */
export const showsGrid = ({ fixture }: Subject): boolean => fixture.shows === 'grid';

async function read(name: string): Promise<Subject> {
  const fixture = findFixture(name, new Map());
  const bytes = await fixture?.bytes();
  const source = bytes && sourceOf(bytes);
  if (!fixture || !source) throw new Error(`fixtures/ has no picture ${name}.`);
  return { fixture, source, bytes: bytes.length };
}

/** The sources of a fuzz run. Rejects when a fixture is missing. */
export const readSubjects = (): Promise<Subject[]> => Promise.all(names.map(read));
