/** A piece of the process text and the column it starts at, counted from 0. */
export interface Piece {
  readonly text: string;
  readonly at: number;
}
/** `resize,w_100,h_50`: the name and its tokens. A token is not cut at `_`: that takes the operation. */
export interface Action {
  readonly name: Piece;
  readonly tokens: readonly Piece[];
}
/** `image/resize,w_100/format,png`, `style/thumb`, `sys/saveas,o_…`. */
export interface Pipe {
  /** It was translated from the old grammar, which knows parameters of its own. */
  readonly old?: true;
  readonly domain: Piece;
  readonly actions: readonly Action[];
}
export interface Chain {
  readonly pipes: readonly Pipe[];
}

/** The parts of a piece between a separator, each where it stands. Never an empty list. */
export function cut({ text, at }: Piece, by: string): Piece[] {
  let column = at;
  return text.split(by).map((part) => {
    const piece = { text: part, at: column };
    column += part.length + by.length;
    return piece;
  });
}

/** `split` never answers an empty list, which its type cannot say. */
const headOf = (pieces: readonly Piece[], whole: Piece): Piece => pieces[0] ?? whole;

function parseAction(piece: Piece): Action {
  const tokens = cut(piece, ',');
  return { name: headOf(tokens, piece), tokens: tokens.slice(1) };
}

/** `sys/saveas` is alone in its pipe: a slash behind it belongs to a name in standard base64, as ali-oss writes it. */
function partsOf(pipe: Piece): Piece[] {
  const domain = 'sys';
  if (!pipe.text.startsWith(`${domain}/`)) return cut(pipe, '/');
  const length = domain.length + 1;
  return [
    { text: domain, at: pipe.at },
    { text: pipe.text.slice(length), at: pipe.at + length },
  ];
}

/**
 * Cuts a decoded process text. Parsing does not judge and never throws; `format` puts every string together again.
 *
 * @example parse('image/resize,w_100') // one pipe of the domain `image` with one action
 */
export function parse(text: string): Chain {
  return {
    pipes: cut({ text, at: 0 }, '|').map((pipe) => {
      const parts = partsOf(pipe);
      return { domain: headOf(parts, pipe), actions: parts.slice(1).map(parseAction) };
    }),
  };
}

/** The inverse of `parse`. */
export function format({ pipes }: Chain): string {
  return pipes
    .map(({ domain, actions }) =>
      [
        domain.text,
        ...actions.map(({ name, tokens }) => [name, ...tokens].map((t) => t.text).join(',')),
      ].join('/'),
    )
    .join('|');
}
