import { corpus, type Spec } from '../../spec/corpus.ts';
import { editions } from '../../spec/model/edition.ts';
import type { Case, Exchange, When } from '../case.ts';
import { evidenceOfCase, requirementOf } from '../requirement.ts';
import type { Then } from '../format/then.ts';
import { type Asking, foresee, type Foreseen } from './foresee.ts';
import type { Cell } from '../format/rules.ts';
import { rules } from './rules.ts';

const fixture = 'grid-200x100.png';
const written = 'hello oss';

/** One cell in one edition, with the key that no other cell has. */
interface Subject {
  readonly cell: Cell;
  readonly key: string;
  readonly spec: Spec;
}
type Asked = Pick<When, 'verb' | 'key'> & Partial<When>;

const settingOf = ({ bucket, originals }: Cell) => `matrix-${bucket}-${originals}`;

const ask = ({ cell }: Subject, asked: Asked, then: Then): Exchange => ({
  when: { setting: settingOf(cell), query: '', headers: {}, as: 'owner', ...asked },
  then,
});

/** A refusal in full, as far as its message is the same for every request. */
function expectRefusal(name: string, { refusals, ec: hasEc }: Spec): Then {
  const refusal = refusals[name];
  if (!refusal) throw new Error(`spec/errors.yaml has no ${name}`);
  const { code, message, ec } = refusal;
  return {
    error: code,
    ec: (hasEc ? ec : undefined) ?? 'none',
    ...(!message.includes('{') && { message }),
  };
}

const thenOf = (foreseen: Foreseen, spec: Spec): Then =>
  'refused' in foreseen ? expectRefusal(foreseen.refused, spec) : foreseen.then;

function askBy(subject: Subject, verb: Asking): Exchange {
  const { cell, key, spec } = subject;
  const { process, tail } = cell.form;
  const asked: Asked = {
    verb,
    key: `${key}${tail}`,
    as: cell.principal,
    ...(process !== undefined && { process: process.replace('{made}', `${key}.made`) }),
    ...(verb === 'PUT' && { body: written }),
  };
  return ask(subject, asked, thenOf(foresee(cell, verb), spec));
}

/** Gives the object the ACL of the cell; a new object has `default`. */
function giveAcl(subject: Subject): Exchange[] {
  const { cell, key } = subject;
  if (cell.object === 'default') return [];
  const headers = { 'x-oss-object-acl': cell.object };
  return [ask(subject, { verb: 'PUT', key, query: 'acl', headers }, { status: 200 })];
}

/** What GET, HEAD and POST get, and that only what is allowed was stored. */
function read(subject: Subject): Exchange[] {
  const { cell, key } = subject;
  const asked = (['GET', 'HEAD', 'POST'] as const).map((verb) => askBy(subject, verb));
  if (!('stores' in cell.form.POST)) return asked;
  const made = `${key}.made`;
  const isStored = 'stores' in foresee(cell, 'POST');
  return [
    ...asked,
    ask(subject, { verb: 'HEAD', key: made }, { status: isStored ? 200 : 404 }),
    ...(isStored ? [ask(subject, { verb: 'DELETE', key: made }, { status: 204 })] : []),
  ];
}

/** What PUT and DELETE get, and what the owner sees after each; a key with a tail is another object's. */
function write(subject: Subject): Exchange[] {
  const { cell, key } = subject;
  const { tail } = cell.form;
  const look = (at: string, then: Then) => ask(subject, { verb: 'GET', key: at }, then);
  const isPut = 'then' in foresee(cell, 'PUT');
  const isGone = 'then' in foresee(cell, 'DELETE');
  const there: Then = { identical: 'source' };
  if (tail !== '')
    return [
      askBy(subject, 'PUT'),
      ...(isPut ? [look(`${key}${tail}`, { text: written })] : []),
      askBy(subject, 'DELETE'),
      look(`${key}${tail}`, { size: '100x50' }),
      look(key, there),
    ];
  return [
    askBy(subject, 'PUT'),
    ...(isPut ? [look(key, { text: written }), ...giveAcl(subject)] : []),
    askBy(subject, 'DELETE'),
    look(key, isGone ? { error: 'NoSuchKey' } : isPut ? { text: written } : there),
  ];
}

function makeCase(subject: Subject, id: string): Case {
  const { cell, key, spec } = subject;
  const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'] as const;
  const refused = verbs.flatMap((verb) => {
    const foreseen = foresee(cell, verb);
    return 'refused' in foreseen ? [`refusal:${foreseen.refused}`] : [];
  });
  const names = new Set([...rules.shows, ...cell.form.shows, ...refused]);
  const shows = [...names].flatMap((name) => requirementOf(name, '', spec, corpus) ?? []);
  return {
    id,
    edition: spec.edition,
    shows,
    evidence: evidenceOfCase(shows, corpus),
    settings: [settingOf(cell)],
    given: { [key]: fixture },
    exchanges: [...giveAcl(subject), ...read(subject), ...write(subject)],
  };
}

const product = (): { readonly id: string; readonly cell: Cell }[] =>
  Object.entries(rules.forms).flatMap(([name, form]) =>
    rules.originals.flatMap((originals) =>
      rules.buckets.flatMap((bucket) =>
        rules.objects.flatMap((object) =>
          rules.principals.map((principal) => ({
            id: [principal, bucket, object, originals, name].join(','),
            cell: { principal, bucket, object, originals, form },
          })),
        ),
      ),
    ),
  );

/** A case for every cell of the matrix, in each edition: `matrix/access[anonymous,private,default,open,raw]`. */
export function generateMatrix(): Case[] {
  return editions.flatMap((edition) =>
    product().map(({ id, cell }) =>
      makeCase(
        { cell, key: `${id.replaceAll(',', '/')}.png`, spec: corpus.editions[edition] },
        `matrix/access[${id}]`,
      ),
    ),
  );
}
