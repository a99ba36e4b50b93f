import { averageArea } from '../engine/area.ts';
import { joinedSteps } from '../engine/joined.ts';
import type { Plan, Size, Step } from '../operation.ts';

const grows = (from: Size, to: Size) => to.width > from.width || to.height > from.height;

/** The steps of a plan, each beside the size before it. */
function withSizes({ source, steps }: Plan): { step: Step; before: Size }[] {
  return steps.map((step, index) => ({ step, before: steps[index - 1]?.size ?? source }));
}

/**
 * A plan that reduces by averaging areas, as the live service did for years, instead of by Lanczos. The decoder then
 * reduces nothing, so that this is slower; what enlarges stays as it is, and so do marks.
 */
export function averaging(plan: Plan): Plan {
  const steps = withSizes(plan).map(({ step, before }): Step => {
    if (step.do !== 'scale' || grows(before, step.size)) return step;
    const { size } = step;
    return {
      do: 'paint',
      what: 'scale by area',
      size,
      marks: [],
      paint: (on) => averageArea(on, size),
    };
  });
  const animated = plan.encode !== 'source' && plan.encode.animated;
  return { ...plan, steps, joined: joinedSteps(plan.source, steps, animated) };
}
