import { createHmac } from 'node:crypto';
import type { Keys } from './request.ts';
import type { Scope } from './v4.ts';

type Field = readonly [name: string, value: string];

/** The policy with conditions for the fields that a V4 signature needs named; what is no policy stays as it is. */
function withConditions(policy: string, fields: readonly Field[]): string {
  let tree: unknown;
  try {
    tree = JSON.parse(policy);
  } catch {
    return policy;
  }
  if (typeof tree !== 'object' || tree === null || !('conditions' in tree)) return policy;
  const { conditions } = tree;
  if (!Array.isArray(conditions)) return policy;
  const named = fields.map(([name, value]) => ({ [name]: value }));
  const old: readonly unknown[] = conditions;
  return JSON.stringify({ ...tree, conditions: [...old, ...named] });
}

const encode = (policy: string) => Buffer.from(policy).toString('base64');
const tokenOf = ({ securityToken }: Keys): Field[] =>
  securityToken === undefined ? [] : [['x-oss-security-token', securityToken]];

/**
 * The fields that sign a form by V1: put them into it as they are. `policy` is the JSON that it is held against.
 * Source: OSS API reference, PostObject, Appendix: Signature.
 */
export function signV1Form(policy: string, keys: Keys): Field[] {
  const encoded = encode(policy);
  const signature = createHmac('sha1', keys.accessKeySecret).update(encoded).digest('base64');
  return [
    ...tokenOf(keys),
    ['OSSAccessKeyId', keys.accessKeyId],
    ['policy', encoded],
    ['Signature', signature],
  ];
}

/** The fields that sign a form by V4; its policy gets conditions for those that it must name. */
export function signV4Form(policy: string, keys: Keys, { region, at }: Scope): Field[] {
  const date = `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const scope = [date.slice(0, 8), region, 'oss', 'aliyun_v4_request'];
  const fields: Field[] = [
    ...tokenOf(keys),
    ['x-oss-signature-version', 'OSS4-HMAC-SHA256'],
    ['x-oss-credential', [keys.accessKeyId, ...scope].join('/')],
    ['x-oss-date', date],
  ];
  const encoded = encode(withConditions(policy, fields));
  const first: Buffer = Buffer.from(`aliyun_v4${keys.accessKeySecret}`);
  const signature = [...scope, encoded]
    .reduce((key, part) => createHmac('sha256', key).update(part).digest(), first)
    .toString('hex');
  return [...fields, ['policy', encoded], ['x-oss-signature', signature]];
}
