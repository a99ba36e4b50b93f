import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { corpus, packageRoot } from '../spec/corpus.ts';
import { editions } from '../spec/model/edition.ts';
import { decode, open, problemAt, resolve } from '../spec/read.ts';
import type { Case } from './case.ts';
import { readExchanges } from './exchange.ts';
import { hasFixture } from './fixtures.ts';
import { caseFile, type Entry } from './format/entry.ts';
import { complain, type Place } from './place.ts';
import { evidenceOfCase, type Requirement, requirementOf } from './requirement.ts';
import { settings } from './settings.ts';
import { fill, namesIn } from './template.ts';

const casesFolder = join(packageRoot, 'conformance', 'cases');

function readShows(entry: Entry, place: Place): Requirement[] {
  return entry.shows.map((name, i) => {
    const found = requirementOf(name, place.home, corpus.editions[place.edition], corpus);
    if (!found) throw complain(place, ['shows', i], `spec/ has no ${name}`);
    return found;
  });
}

/** Names that an entry takes from elsewhere must be there. */
function checkNames({ in: named, given, observed }: Entry, place: Place): void {
  for (const setting of named)
    if (!settings.has(setting)) throw complain(place, ['in'], `settings.yaml has no ${setting}`);
  for (const fixture of Object.values(given))
    if (!hasFixture(fixture)) throw complain(place, ['given'], `there is no fixture ${fixture}`);
  if (observed !== undefined && corpus.sources[observed]?.kind !== 'observation')
    throw complain(place, ['observed'], `spec/sources.yaml has no observation ${observed}`);
}

/** One row of an entry as a case; its id shows the values that make requests differ. */
function make(
  entry: Entry,
  row: Readonly<Record<string, string>>,
  shows: readonly Requirement[],
  place: Place,
): Case {
  const inRequests = namesIn([entry.given, entry.when, ...entry.after.map(({ when }) => when)]);
  const keys = Object.keys(row).filter((key) => inRequests.includes(key));
  const values = keys.length > 0 ? `[${keys.map((key) => row[key]).join(',')}]` : '';
  const { observed = entry.observed } = row;
  const filled: Entry = { ...fill(entry, row), ...(observed !== undefined && { observed }) };
  checkNames(filled, place);
  return {
    id: `${place.home.replace(/^image\//, '')}/${place.name}${values}`,
    edition: place.edition,
    shows,
    evidence: observed === undefined ? evidenceOfCase(shows, corpus) : 'observed',
    ...(observed !== undefined && { observed }),
    settings: entry.in,
    given: filled.given,
    exchanges: readExchanges(filled, place),
  };
}

function expand(entry: Entry, place: Place): Case[] {
  const shows = readShows(entry, place);
  return entry.each.map((row) => make(entry, row, shows, place));
}

/** The cases of one file in both editions; `home` is its path without the ending. Throws CorpusError. */
export function loadFile(file: string, home: string): Case[] {
  const opened = open(file, 'failsafe');
  return editions.flatMap((edition) => {
    const entries = decode(caseFile, edition, opened, resolve(opened.tree, edition));
    const cases = Object.entries(entries)
      .filter(([, entry]) => (entry.edition ?? edition) === edition)
      .flatMap(([name, entry]) => expand(entry, { opened, edition, home, name }));
    const ids = cases.map(({ id }) => id);
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice !== undefined) throw problemAt(opened, [], edition, `two cases have the id ${twice}`);
    return cases;
  });
}

/**
 * Every written case, by file and in the order of the file. Throws CorpusError, whose message is `file:line:col path:
 * problem`.
 */
export function loadCases(folder: string = casesFolder): Case[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const path = join(folder, file);
      return loadFile(path, relative(folder, path).replaceAll(sep, '/').slice(0, -'.yaml'.length));
    });
}
