import type { Request } from '../target.ts';
import { type Endpoint, toWire } from './wire.ts';

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const secret = /^(authorization|x-oss-security-token|cookie)$/i;
/** Longer bodies are not shown. */
const shownBytes = 2000;

function dataOf(body: Uint8Array): string {
  const unshown = `@body # ${body.length} bytes`;
  if (body.length > shownBytes) return unshown;
  const text = Buffer.from(body).toString('utf8');
  return Buffer.from(text).equals(body) && !text.includes('\0') ? quote(text) : unshown;
}

/** How the command is signed when the suite sends it; a person signs it with their own key. */
function remark({ as, sign = 'v4', tamper, token, flip }: Request): string {
  if (as === 'anonymous' || sign === 'none') return '';
  const spoilt = tamper === undefined ? '' : `, spoilt: ${tamper}`;
  const flipped = flip === undefined ? '' : `, then bit ${flip.bit} of ${flip.part} changed`;
  const temporary = token === undefined ? '' : `, by a temporary key with its token ${token}`;
  return ` # signed ${sign} as ${as}${temporary}${spoilt}${flipped}`;
}

/** A request as a curl command. Signatures are left out and secrets are removed. */
export function toCurl(request: Request, endpoint: Endpoint): string {
  const { origin, path, query, headers, body } = toWire(request, endpoint);
  const url = `${origin}${path}${query === '' ? '' : `?${query}`}`;
  const verb =
    request.verb === 'GET' ? '' : request.verb === 'HEAD' ? ' --head' : ` -X ${request.verb}`;
  const shown = Object.entries(headers).map(
    ([name, value]) => ` -H ${quote(`${name}: ${secret.test(name) ? 'REMOVED' : value}`)}`,
  );
  const data = body === undefined ? '' : ` --data-binary ${dataOf(body)}`;
  return `curl -sS -i --globoff --path-as-is${verb}${shown.join('')} ${quote(url)}${data}${remark(request)}`;
}
