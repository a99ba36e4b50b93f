import { writeComment } from './comment.ts';
import { type Field, fieldsOf, type Group } from './directories.ts';
import { gpsNames } from './gps-names.ts';
import { imageNames } from './image-names.ts';
import { photoNames } from './photo-names.ts';
import { writeAngle, writeDirection } from './place.ts';
import { writeValue } from './values.ts';

/** The names that exiv2 gives to tags; a tag without one is not told. */
const names: Readonly<Record<Group, Readonly<Record<number, string>>>> = {
  image: imageNames,
  photo: photoNames,
  gps: gpsNames,
  interoperability: { 1: 'InteroperabilityIndex', 2: 'InteroperabilityVersion' },
};

/** Fields that are not told as they stand: the service interprets these of a place, and no other. */
const special: ReadonlyMap<string, (field: Field) => string> = new Map([
  ['GPSLatitudeRef', writeDirection],
  ['GPSLatitude', writeAngle],
  ['GPSLongitudeRef', writeDirection],
  ['GPSLongitude', writeAngle],
  ['UserComment', writeComment],
]);

/**
 * The fields of a TIFF structure by their names, written as the service writes them. Of two fields of one name the first
 * is told: the picture's goes before the thumbnail's (Q121). Never throws.
 */
export function readExif(tiff: Uint8Array): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const [group, field] of fieldsOf(tiff)) {
    const name = names[group][field.tag];
    if (name === undefined || told.has(name)) continue;
    told.set(name, (special.get(name) ?? writeValue)(field));
  }
  return told;
}
