import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadAll } from '../all.ts';
import { loadDivergences } from '../divergences.ts';
import { hashFolder } from '../fixtures.ts';
import { type Replay, replayWith } from '../report/explain.ts';
import { keepForHtml, writeHtml } from '../report/html.ts';
import { writeJson } from '../report/json.ts';
import { writeJunit } from '../report/junit.ts';
import { writePretty } from '../report/pretty.ts';
import { createProgress } from '../report/progress.ts';
import { exitCode } from '../report/tally.ts';
import { type Result, run } from '../run.ts';
import { select } from '../select.ts';
import { caseFlags, oneOf, openJudged, readEdition, readLevel, targetFlags } from './flags.ts';

const options = {
  ...caseFlags,
  ...targetFlags,
  level: { type: 'string', default: 'exact' },
  fixtures: { type: 'string' },
  report: { type: 'string', default: 'pretty' },
  out: { type: 'string', default: 'out' },
} as const;
const read = (args: readonly string[]) => parseArgs({ args: [...args], options }).values;
type Values = ReturnType<typeof read>;

type Files = ReadonlyMap<string, string | Uint8Array>;
type Write = (results: readonly Result[], replay: Replay) => Files | Promise<Files>;
/** Reports that are files of `--out`. */
const files: Readonly<Record<string, Write>> = {
  junit: (results, replay) => new Map([['junit.xml', writeJunit(results, replay)]]),
  json: (results) => new Map([['report.json', writeJson(results)]]),
  html: writeHtml,
};

/** How this command is called, from source and from the package. */
const program = import.meta.filename.endsWith('.ts')
  ? 'npm run suite --'
  : 'npx oss-conformance run';

/** This run's flags without secrets, for the command that runs one case again. */
function replayOf({ level, ...values }: Values): Replay {
  const kept = (['endpoint', 'bucket', 'addressing', 'region', 'fixtures'] as const).flatMap(
    (flag) => {
      const value = values[flag];
      return value === undefined || value === 'path' ? [] : [` --${flag} '${value}'`];
    },
  );
  const keys = values['access-key-id'] ? ' --access-key-id … --access-key-secret …' : '';
  const exactly = level === 'exact' ? '' : ` --level ${level}`;
  return replayWith(`${program}${kept.join('')}${keys}${exactly}`);
}

const reports = ['pretty', ...Object.keys(files)];

async function report(
  results: readonly Result[],
  names: readonly string[],
  values: Values,
): Promise<void> {
  const replay = replayOf(values);
  for (const name of names) {
    const write = files[name];
    if (!write) {
      console.log(writePretty(results, replay));
      continue;
    }
    for (const [file, content] of await write(results, replay)) {
      const path = join(values.out, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  }
}

/** Judges an endpoint, or the emulator started for this. Answers the exit code. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const values = read(args);
  const edition = readEdition(values.edition);
  const level = readLevel(values.level);
  const names = values.report.split(',').map((name) => oneOf('report', reports, name));
  const judged = openJudged(values, edition);
  // It starts while the cases are read; how that failed is asked below.
  judged.catch(() => undefined);
  const progress = createProgress(process.stderr);
  try {
    const cases = select(loadAll(), values.only, edition);
    const others = values.fixtures === undefined ? new Map() : await hashFolder(values.fixtures);
    const { targets } = await judged;
    const results = await run({
      cases,
      targets,
      others,
      level,
      // What the emulator is known to do differently is no excuse for another endpoint.
      divergences: values.endpoint === undefined ? loadDivergences() : {},
      ...(names.includes('html') && { keep: keepForHtml(cases) }),
      onResult: progress.show,
    });
    progress.end();
    await report(results, names, values);
    return exitCode(results);
  } finally {
    progress.end();
    await (await judged).close();
  }
}
