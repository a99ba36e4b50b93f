import type { Flip } from '../target.ts';
import { parametersOf, type Wire } from './wire.ts';

/** A signed request on its way: a flipped verb is none of HTTP's. */
export interface Sent {
  readonly verb: string;
  readonly wire: Wire;
}

/** One text of a request: which values HTTP can carry, and what they mean to whoever signs. */
interface Part {
  readonly text: string;
  readonly carries: RegExp;
  readonly means: (text: string) => unknown;
  readonly put: (text: string) => Sent;
}

const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const visible = /^[\x21-\x7e\x80-\xff]+$/;
const printable = /^[\t\x20-\x7e\x80-\xff]*$/;

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return `not decoded: ${path}`;
  }
}

/** Blanks around a value are none of it, and the headers that V4 signs additionally are listed in any case. */
const meaningOf = (value: string): string =>
  value
    .trim()
    .replace(
      /(AdditionalHeaders=)([^,]*)/,
      (_, name: string, list: string) => `${name}${list.toLowerCase()}`,
    );

function headerPart({ verb, wire }: Sent, part: string): Part | undefined {
  const [, isName, name = ''] = /^(name of )?header (.+)$/.exec(part) ?? [];
  const text = wire.headers[name];
  if (text === undefined) return undefined;
  const { [name]: _, ...others } = wire.headers;
  const put = (key: string, value: string): Sent => ({
    verb,
    wire: { ...wire, headers: { ...others, [key]: value } },
  });
  return isName
    ? {
        text: name,
        carries: token,
        means: (key) => key.toLowerCase(),
        put: (key) => put(key, text),
      }
    : { text, carries: printable, means: meaningOf, put: (value) => put(name, value) };
}

/** A field of a form, as `writeForm` writes it. */
function fieldPart({ verb, wire }: Sent, part: string): Part | undefined {
  const [, isName, field = ''] = /^(name of )?field (.+)$/.exec(part) ?? [];
  const body = Buffer.from(wire.body ?? []).toString('latin1');
  const mark = `name="${field}"\r\n\r\n`;
  const at = body.indexOf(mark);
  if (field === '' || at < 0) return undefined;
  const begins = isName ? at + 'name="'.length : at + mark.length;
  const ends = isName ? begins + field.length : body.indexOf('\r\n', begins);
  const put = (text: string): Sent => {
    const changed = `${body.slice(0, begins)}${text}${body.slice(ends)}`;
    return { verb, wire: { ...wire, body: Buffer.from(changed, 'latin1') } };
  };
  const text = body.slice(begins, ends);
  return isName
    ? { text, carries: token, means: (name) => name.toLowerCase(), put }
    : { text, carries: printable, means: (value) => value, put };
}

function partOf(sent: Sent, part: Flip['part']): Part | undefined {
  const { verb, wire } = sent;
  const carried = { carries: visible } as const;
  switch (part) {
    case 'method':
      return {
        text: verb,
        carries: token,
        // Node writes every verb in upper case.
        means: (text) => text.toUpperCase(),
        put: (text) => ({ verb: text, wire }),
      };
    case 'path':
      return {
        ...carried,
        text: wire.path,
        means: decodePath,
        put: (path) => ({ verb, wire: { ...wire, path } }),
      };
    case 'query':
      return {
        ...carried,
        text: wire.query,
        means: (query) => parametersOf(query).map(([name, value = '']) => [name, value]),
        put: (query) => ({ verb, wire: { ...wire, query } }),
      };
    case 'body':
      return wire.body === undefined
        ? undefined
        : {
            text: Buffer.from(wire.body).toString('latin1'),
            carries: /^/,
            means: (text) => text,
            put: (text) => ({ verb, wire: { ...wire, body: Buffer.from(text, 'latin1') } }),
          };
    default:
      return headerPart(sent, part) ?? fieldPart(sent, part);
  }
}

const flipAt = (text: string, bit: number): string => {
  const octets = Buffer.from(text, 'latin1');
  const at = Math.floor(bit / 8);
  octets[at] = (octets[at] ?? 0) ^ (1 << (bit % 8));
  return octets.toString('latin1');
};

/**
 * The request with one bit of a part changed: the one that is named, or the next that HTTP can carry and that changes what
 * the part means (`%2f` is `%2F`). Throws for a part that the request does not have.
 */
export function flip(sent: Sent, { part, bit }: Flip): Sent {
  const found = partOf(sent, part);
  if (!found) throw new Error(`the request has no ${part}`);
  const { text, carries, means, put } = found;
  const bits = text.length * 8;
  const before = JSON.stringify(means(text));
  for (let step = 0; step < bits; step += 1) {
    const changed = flipAt(text, (bit + step) % bits);
    if (carries.test(changed) && JSON.stringify(means(changed)) !== before) return put(changed);
  }
  throw new Error(`no bit of the ${part} can be changed`);
}
