import type { ArgsOf } from '../../../spec/types.gen.ts';
import type { FaceOf } from '../../engine/face.ts';
import { drawText, measureText, type TextStyle, type Visible } from '../../engine/text.ts';
import type { Frame, Plan, Point, Size, Transform, WhereDrawn } from '../../operation.ts';
import { rgb } from '../colour.ts';
import { pin } from '../gravity.ts';
import { type Placing, stamp } from '../stamp.ts';
import { arrange } from '../strip.ts';

type Args = ArgsOf['image/watermark'];
type Surroundings = Pick<WhereDrawn<'image/watermark'>, 'choices' | 'faceOf'>;
type Choices = Surroundings['choices'];

/** What is stamped: its whole size, and its pixels or as much of them as can be seen. */
interface Part {
  readonly size: Size;
  readonly draw: (seen: Visible) => Promise<Cut>;
}
/** Pixels, and where they begin in what they were cut from. */
interface Cut {
  readonly frame: Frame;
  readonly from: Point;
}
/** Parts of a mark and where they lie in it. */
interface Mark {
  readonly size: Size;
  readonly parts: readonly (readonly [part: Part, at: Point])[];
}

const origin: Point = { left: 0, top: 0 };
const nothing: Size = { width: 0, height: 0 };

function styleOf({ type, color, size, shadow, rotate }: Args, faceOf: FaceOf): TextStyle {
  const [r, g, b] = rgb(color);
  return { font: type, colour: { r, g, b }, size, shadow, rotate, faceOf };
}

async function textOf(text: string, style: TextStyle): Promise<Part> {
  return {
    size: await measureText(text, style),
    draw: async (seen) => {
      const { left = 0, top = 0 } = seen;
      return { frame: await drawText(text, style, seen), from: { left, top } };
    },
  };
}

async function markOf(args: Args, drawn: Frame | undefined, faceOf: FaceOf): Promise<Mark> {
  const picture: Part | undefined = drawn && {
    size: drawn,
    draw: () => Promise.resolve({ frame: drawn, from: origin }),
  };
  const text = args.text === undefined ? undefined : await textOf(args.text, styleOf(args, faceOf));
  const interval = picture && text ? args.interval : 0;
  const { size, ...at } = arrange(picture?.size ?? nothing, text?.size ?? nothing, {
    ...args,
    interval,
  });
  const parts = [
    ...(picture ? [[picture, at.picture] as const] : []),
    ...(text ? [[text, at.text] as const] : []),
  ];
  return { size, parts };
}

/** Whether tiles are asked for, and made of what is stamped. */
const isTiled = ({ fill, text }: Args, { fillOfPictures }: Choices): boolean =>
  fill && (text !== undefined || fillOfPictures === 'tiled');

/** Where a mark lies. Tiles begin in the upper left corner, whatever g, x and y say (Q171). */
function place(args: Args, on: Size, { size }: Mark, choices: Choices): Placing {
  const opacity = args.t / 100;
  if (isTiled(args, choices)) {
    const period = { width: size.width + args.padx, height: size.height + args.pady };
    return { at: origin, period, opacity };
  }
  const room = { width: on.width - size.width, height: on.height - size.height };
  const voffset = choices.voffsetPoints === 'down' ? args.voffset : -args.voffset;
  return { at: pin(args.g, room, { ...args, voffset }), opacity };
}

/** What can be seen of a box whose corner is `at`; undefined: nothing. Of tiles the first shows the most. */
function seenOf(box: Size, at: Point, on: Size): (Point & Size) | undefined {
  const [left, top] = [Math.max(0, -at.left), Math.max(0, -at.top)];
  const width = Math.min(box.width, on.width - at.left) - left;
  const height = Math.min(box.height, on.height - at.top) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}

/** Stamps one part after the other: they do not overlap, so that each is blended as the whole would be. */
async function stampAll(
  on: Frame,
  args: Args,
  drawn: Frame | undefined,
  { choices, faceOf }: Surroundings,
): Promise<Frame> {
  if (args.t === 0) return on;
  const mark = await markOf(args, drawn, faceOf);
  const placing = place(args, on, mark, choices);
  for (const [part, { left, top }] of mark.parts) {
    const at = { left: placing.at.left + left, top: placing.at.top + top };
    const seen = seenOf(part.size, at, on);
    if (!seen) continue;
    const { frame, from } = await part.draw(seen);
    await stamp(on, frame, {
      ...placing,
      at: { left: at.left + from.left, top: at.top + from.top },
    });
  }
  return on;
}

/** What is stamped, for a person who reads the plan. */
function describe(args: Args, [mark]: readonly Plan[], choices: Choices): string {
  const { image, text, g } = args;
  const size = mark?.steps.at(-1)?.size ?? mark?.source;
  const picture = image && size ? [`${image.key} (${size.width}x${size.height})`] : [];
  const words = text === undefined ? [] : [JSON.stringify(text)];
  return `stamp ${[...picture, ...words].join(' and ')} ${isTiled(args, choices) ? 'all over' : `at ${g}`}`;
}

export const watermark: Transform<'image/watermark'> = {
  steps(input, args, { mark, ...around }) {
    const marks = args.image ? [mark(args.image, input)] : [];
    return [
      {
        do: 'paint',
        size: input,
        what: describe(args, marks, around.choices),
        marks,
        paint: (on, [drawn]) => stampAll(on, args, drawn, around),
      },
    ];
  },
};
