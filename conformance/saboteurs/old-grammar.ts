import type { Request, Saboteur } from '../target.ts';

/** A lie about what stands behind the last `@` of a key. */
function retail(
  lie: string,
  caughtBy: Saboteur['caughtBy'],
  change: (tail: string) => string,
): Saboteur {
  const ask = (request: Request): Request => {
    const mark = request.key.lastIndexOf('@');
    if (mark < 0 || request.verb === 'PUT') return request;
    const tail = change(request.key.slice(mark + 1));
    return { ...request, key: `${request.key.slice(0, mark + 1)}${tail}` };
  };
  return { lie, caughtBy, ask };
}

/** Endpoints that read the old grammar as if it were the new one, or half of it. */
export const oldGrammarSaboteurs: readonly Saboteur[] = [
  retail(
    'an @ without a format keeps that of the source',
    { 'old-grammar/a-jpg-without-a-format[grid-200x100.png]': 'format' },
    (tail) => (/^\d+w$/.test(tail) ? `${tail}.src` : tail),
  ),
  retail('an @ never enlarges', { 'old-grammar/never-enlarged[400w.png]': 'size' }, (tail) =>
    tail.replace(/^400w/, '1l_400w'),
  ),
  retail(
    'the shorter side behind an @ is the longer one',
    { 'old-grammar/both-sides[100h_100w_1e,m_mfit,w_100,h_100]': 'size' },
    (tail) => tail.replace(/_1e(?!_1c)/, '_0e'),
  ),
  retail(
    'behind an @ it is scaled before it is turned',
    { 'old-grammar/upright[40w_2o]': 'size' },
    (tail) => tail.replace('2o', '1o'),
  ),
  retail(
    'an @ lays what is transparent on white',
    { 'old-grammar/transparent-on-black[.jpg]': 'colours' },
    (tail) => (tail === '.jpg' ? '1wh.jpg' : tail),
  ),
  retail(
    'of the pipes behind an @ the first is all',
    { 'old-grammar/pipes[100w|50w.png]': 'size' },
    (tail) => tail.replace(/\|.*\./, '.'),
  ),
];
