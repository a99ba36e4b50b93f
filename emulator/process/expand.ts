import type { Spec } from '../../spec/corpus.ts';
import { refuse } from '../errors.ts';
import { isOldGrammar, readOldGrammar } from '../old-grammar/read.ts';
import { type Chain, parse, type Pipe } from './parse.ts';

/** The process text of a style of the bucket; undefined where it has none of that name. */
export type StyleOf = (name: string) => string | undefined;

/** Every piece of a style (or of a mark's chain) stands where it was named, so that a refusal points into what the client wrote. */
export function moveTo(at: number, pipe: Pipe): Pipe {
  return {
    ...pipe,
    domain: { ...pipe.domain, at },
    actions: pipe.actions.map(({ name, tokens }) => ({
      name: { ...name, at },
      tokens: tokens.map((token) => ({ ...token, at })),
    })),
  };
}

/** A style names no further style: it could name itself. What it holds is bound like any text, and refused there. */
function splice(pipe: Pipe, styleOf: StyleOf, spec: Spec): readonly Pipe[] {
  if (pipe.domain.text !== 'style') return [pipe];
  // A style's name is everything behind the slash; it cannot hold a comma or a slash itself.
  const name = pipe.actions
    .map(({ name, tokens }) => [name, ...tokens].map((piece) => piece.text).join(','))
    .join('/');
  const content = styleOf(name) ?? refuse('no-such-style', { at: pipe.domain.at });
  const chain = isOldGrammar(content, spec) ? readOldGrammar(content, spec) : parse(content);
  return chain.pipes.map((p) => moveTo(pipe.domain.at, p));
}

/**
 * Puts the content of styles in the place of `style/<name>`, also before `|sys/saveas`. Refuses `no-such-style`.
 */
export function expand(chain: Chain, styleOf: StyleOf, spec: Spec): Chain {
  return { pipes: chain.pipes.flatMap((pipe) => splice(pipe, styleOf, spec)) };
}
