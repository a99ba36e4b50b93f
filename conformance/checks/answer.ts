import { type Checks, matches, same, type Seen, SuiteError, together } from './check.ts';

const bytes = (body: Uint8Array) => `${body.length} bytes`;

/** Where two bodies differ first. */
function compare(expected: Uint8Array, actual: Uint8Array, what: string): Seen {
  const ok = Buffer.compare(expected, actual) === 0;
  const at = expected.findIndex((byte, i) => byte !== actual[i]);
  return {
    ok,
    expected: `${bytes(expected)}, equal to ${what}`,
    actual: ok
      ? 'equal'
      : `${bytes(actual)}, different from byte ${at < 0 ? expected.length : at} on`,
  };
}

/** The first 200 characters of a text, since an answer may be a picture. */
const excerpt = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

/** Milliseconds. */
const minute = 60_000;

/** Checks of status, headers and the bytes of the body. */
export const answerChecks = {
  status: (expected, { response, text }) => ({
    ok: response.status === expected,
    expected: String(expected),
    actual:
      response.status < 400 ? String(response.status) : `${response.status} ${excerpt(text())}`,
  }),
  type: (expected, { response }) => matches(expected, response.headers.get('content-type')),
  headers: (expected, { response }) =>
    together(
      Object.entries(expected).map(([name, value]) => [
        name,
        matches(value, response.headers.get(name)),
      ]),
    ),
  modified: (expected, { response: { headers } }) => {
    const [modified = '', date = ''] = ['last-modified', 'date'].map((name) => headers.get(name));
    const apart = Math.abs(Date.parse(date) - Date.parse(modified));
    return { ok: apart <= minute, expected, actual: `${modified} at ${date}` };
  },
  bytes: (expected, { response: { body } }) => ({
    ok: expected.includes(body.length),
    expected: `${expected.join(' or ')} bytes`,
    actual: bytes(body),
  }),
  'at-most': (expected, { response: { body } }) => ({
    ok: body.length <= expected,
    expected: `at most ${expected} bytes`,
    actual: bytes(body),
  }),
  empty: (_, { response: { body } }) => ({
    ok: body.length === 0,
    expected: 'no body',
    actual: bytes(body),
  }),
  text: (expected, { text }) => ({ ...same(expected, text()), actual: excerpt(text()) }),
  contains: (expected, { text }) => ({
    ok: expected.every((part) => text().includes(part)),
    expected: `contains ${expected.join(' and ')}`,
    actual: excerpt(text()),
  }),
  async identical(expected, { response }, { source, before }) {
    const other = expected === 'source' ? await source?.bytes() : before?.body;
    if (!other) throw new SuiteError(`identical: there is no ${expected} to compare with`);
    const what = expected === 'source' ? `the source ${source?.name ?? ''}` : 'the answer before';
    return compare(other, response.body, what);
  },
  async differs(_, { response }, { source }) {
    if (!source) throw new SuiteError('differs: there is no source to compare with');
    const { ok } = compare(await source.bytes(), response.body, '');
    return {
      ok: !ok && response.body.length > 0,
      expected: `anything but the bytes of ${source.name}`,
      actual: ok ? 'the same bytes' : bytes(response.body),
    };
  },
} satisfies Partial<Checks>;
