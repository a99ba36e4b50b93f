/** The suite as a library: cases, runner, targets and reporters. */
export { loadAll as loadCases } from './all.ts';
export type { Case, Exchange, When } from './case.ts';
export type { Comparison, Measure, Unequal } from './compare/judge.ts';
export {
  expectImage,
  type ImageExpectation,
  ImageMismatch,
  type MatchOptions,
} from './expect-image.ts';
export { hashFolder } from './fixtures.ts';
export { replayWith } from './report/explain.ts';
export { keepForHtml, writeHtml } from './report/html.ts';
export { writeJson } from './report/json.ts';
export { writeJunit } from './report/junit.ts';
export { writePretty } from './report/pretty.ts';
export { exitCode, tally } from './report/tally.ts';
export { type Result, run, type RunOptions } from './run.ts';
export { select } from './select.ts';
export {
  type Fixture,
  NoAnswer,
  type Request,
  type Response,
  sabotage,
  type Saboteur,
  type Target,
} from './target.ts';
export type { Then } from './format/then.ts';
export {
  createHttpTarget,
  type HttpTarget,
  type HttpTargetOptions,
} from './targets/http-target.ts';
export { type Judged, judgeEmulator, judgeEndpoint } from './targets/judged.ts';
export type { Finding, Verdict } from './verdict.ts';
