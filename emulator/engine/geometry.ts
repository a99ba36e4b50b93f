import type { Size, Step } from '../operation.ts';
import { orient } from './orient.ts';
import type { Sharp } from './sharp.ts';

/** A step that sharp can take within a pipeline. A `scale` may only reduce: see enlarge.ts. */
export type Geometry = Exclude<Step, { do: 'levels' | 'paint' }>;

/** `fill`: the sizes are the plan's, sharp's own modes would round anew. */
export function reduce(pipeline: Sharp, { width, height }: Size): Sharp {
  return pipeline.resize(width, height, { fit: 'fill', kernel: 'lanczos3' });
}

/** Adds one step to a pipeline. The order in which sharp takes several is not the order of the calls: see decode.ts. */
export function add(pipeline: Sharp, step: Geometry): Sharp {
  switch (step.do) {
    case 'orient':
      return orient(pipeline, step.exif);
    case 'extract':
      return pipeline.extract({ ...step.from, ...step.size });
    case 'scale':
      return reduce(pipeline, step.size);
  }
}
