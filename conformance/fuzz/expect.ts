import type { Spec } from '../../spec/corpus.ts';
import type { Then } from '../format/then.ts';
import { refuseFormat } from '../oracle/kinds.ts';
import { isRefused } from '../oracle/law.ts';
import { patches } from '../oracle/patches.ts';
import { foresee, type Prediction } from '../oracle/predict.ts';
import type { Draw } from './draw.ts';
import { type Mistake, named } from './refusal.ts';
import { showsGrid, type Subject } from './source.ts';

/** The words of a refusal. */
export function refused({ refusal, ec, message }: Omit<Mistake, 'action'>, spec: Spec): Then {
  const known = spec.refusals[refusal];
  if (!known) throw new Error(`spec/ has no refusal ${refusal}.`);
  const status = spec.codes[known.code];
  return {
    error: known.code,
    ...(status !== undefined && { status }),
    ...(ec !== undefined && { ec }),
    ...(message !== undefined && { message }),
  };
}

/** The words of a predicted picture; its pixels too where cells of the grid are large enough to be told apart. */
function pictured(picture: Prediction, subject: Subject): Then {
  const { width, height, format, frames, quality, progressive } = picture;
  // A palette of 256 may have no place for the colour of a cell of which little is left.
  const crowded = format === 'gif' && (picture.smear > 0 || picture.stamped === true);
  // Bytes that are the source's own need no look; not every BMP is read here.
  const seen =
    !picture.unchanged &&
    showsGrid(subject) &&
    !crowded &&
    patches(picture, subject.source).length > 0;
  return {
    status: 200,
    size: `${width}x${height}`,
    format,
    // A source that comes back may have pages, which are no frames.
    ...(picture.unchanged ? { identical: 'source' } : { frames }),
    ...(quality !== undefined && { quality }),
    ...(progressive !== undefined && { progressive }),
    ...(seen && { pixels: 'predicted' }),
  };
}

/** What `image/info` tells of any picture. */
const described = ({ source, bytes }: Subject): Then => ({
  status: 200,
  type: 'application/json',
  contains: [
    `"FileSize": {"value": "${bytes}"}`,
    `"Format": {"value": "${source.format}"}`,
    `"ImageHeight": {"value": "${source.height}"}`,
    `"ImageWidth": {"value": "${source.width}"}`,
  ],
});

/**
 * What the answer to a draw must be, in the words of a case. Undefined: nothing says what a legal request gives, so any answer
 * but a failure of the server will do.
 */
export function expectationOf({ subject, process, mistake }: Draw, spec: Spec): Then | undefined {
  if (mistake) return refused(mistake, spec);
  if (/^image\/+info\b/.test(process)) {
    const unread = refuseFormat({ spec, source: subject.source });
    return unread ? refused(named('', unread.refused, spec), spec) : described(subject);
  }
  const outcome = foresee(process, subject.source, spec, subject.marks);
  if (!outcome) return undefined;
  return isRefused(outcome)
    ? refused(named('', outcome.refused, spec), spec)
    : pictured(outcome, subject);
}
