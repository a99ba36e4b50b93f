import { type Spec, specOf } from '../../spec/corpus.ts';
import type { AnswerId, Bound, RefusalName, SnapshotId } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { Body, BoundAction, Plan, Source, Where } from '../operation.ts';
import { Recent } from '../engine/recent.ts';
import type { Video } from '../engine/video.ts';
import { readOldGrammar } from '../old-grammar/read.ts';
import { answers, snapshots } from '../operations/registry.gen.ts';
import type { OpenObject } from '../store/object.ts';
import { bind, type BoundChain } from './bind.ts';
import { choicesOf } from './choices.ts';
import { expand, type StyleOf } from './expand.ts';
import { holdFormat } from './kinds.ts';
import { look } from './look.ts';
import { parse } from './parse.ts';
import { plan } from './plan.ts';
import { planAlone } from './planned.ts';
import { holdLimits } from './limits.ts';
import { openMarks, type Shelf } from './marks.ts';
import { averaging } from './resample.ts';
import { readInTurn, run, show } from './run.ts';
import { shoot, type Studio } from './shoot.ts';

const isAnswer = (action: BoundAction): action is Bound<AnswerId> => action.id in answers;
export const isSnapshot = (action: BoundAction): action is Bound<SnapshotId> =>
  action.id in snapshots;
const answer = <K extends AnswerId>(action: Bound<K>, source: Source, where: Where<K>) =>
  answers[action.id].answer(source, action.args, where);

/** Chains of texts that name no style, whose binding nothing but the edition changes. */
const known = new Recent<BoundChain>({ things: 1000 });
/** Longer texts are rare, and would take memory. */
const longest = 500;

/**
 * The first half of the line: parse, expand, bind. Nothing but the text and the styles is looked at, so that a
 * wrong process is refused before the object is (Q030).
 */
export function bindText(text: string, spec: Spec, styleOf: StyleOf): BoundChain {
  if (text === '') refuse('empty-process');
  if (Buffer.byteLength(text) > Number(spec.chain.bytes.is)) refuse('process-too-long');
  if (text.length > longest || text.includes('style/'))
    return bind(expand(parse(text), styleOf, spec), spec);
  const name = `${spec.edition} ${text}`;
  const before = known.get(name);
  const bound = before ?? bind(parse(text), spec);
  if (!before) known.set(name, bound);
  return bound;
}

/** The same of what stands behind the `@` of the old grammar. */
export const bindOldGrammar = (text: string, spec: Spec): BoundChain =>
  bind(readOldGrammar(text, spec), spec);

/** Refuses a chain that needs a program which this machine does not have. */
export async function holdTools({ actions }: BoundChain, video: Video): Promise<void> {
  const filmed = actions.find(isSnapshot);
  if (filmed && !(await video.find()))
    refuse('not-emulated', { fields: { value: `${filmed.id} without ffmpeg` }, at: filmed.at });
}

async function tell(action: Bound<AnswerId>, source: Source, spec: Spec): Promise<Body> {
  holdFormat(source.info, spec);
  holdLimits(spec.limits, 'source', source.info, spec);
  return answer(action, source, {
    source: source.info,
    choices: choicesOf(action.id, spec),
    refuse: (name) => refuse(`${action.id}:${name}` as RefusalName, { at: action.at }),
  });
}

/**
 * The second half: look, plan, run. Refuses what the source, its marks or the sizes forbid; the caller closes the object.
 */
export async function render(
  chain: BoundChain,
  object: OpenObject,
  shelf: Shelf,
  studio: Studio,
): Promise<Body> {
  const { actions } = chain;
  const spec = specOf(shelf.bucket.edition);
  const [first] = actions;
  if (first && isSnapshot(first)) return shoot(first, object, spec, studio);
  const { info, read } = await look(object, shelf.maxSourceBytes);
  if (first && isAnswer(first)) {
    const source: Source = {
      info,
      read: () => readInTurn(read, info.bytes),
      show: (size, look) => show(info, size, read, look),
    };
    return tell(first, source, spec);
  }
  const resampled = (made: Plan) => (shelf.resampler === 'area' ? averaging(made) : made);
  const alone = planAlone(chain, info, spec, shelf.faceOf);
  if (alone) return run(resampled(alone), read);
  const marks = await openMarks(actions, spec, shelf);
  try {
    const made = plan(actions, info, spec, { mark: marks.plan, faceOf: shelf.faceOf });
    return await run(resampled(made), (of) => marks.read(of) ?? read());
  } finally {
    await marks.close();
  }
}
