import { signV1Form, signV4Form } from '../sign/form.ts';
import type { Keys } from '../sign/request.ts';
import type { PostForm, Request } from '../target.ts';
import { spoil, spoilText } from './signing.ts';

/** A policy that forbids nothing, until a day that no run will see. */
const openPolicy = '{"expiration":"2099-12-31T12:00:00.000Z","conditions":[]}';

/** Signs a form by its fields, or spoils it as the case asks; fields that the case gives stay as they are. */
export function signForm(
  { form, tamper, sign = 'v4' }: Request,
  keys: Keys,
  { region, now }: { readonly region: string; readonly now: Date },
): PostForm | undefined {
  if (!form || sign === 'none') return form;
  const [policy, spoilt] = [form.policy ?? openPolicy, spoil(keys, tamper)];
  const scope = { region: tamper === 'region' ? `${region}-x` : region, at: now };
  const signed = sign === 'v1' ? signV1Form(policy, spoilt) : signV4Form(policy, spoilt, scope);
  const isSpoilt = (name: string) => tamper === 'signature' && /signature$/i.test(name);
  const added = new Map(
    signed.map(([name, value]) => [name, isSpoilt(name) ? spoilText(value) : value]),
  );
  return { ...form, fields: { ...Object.fromEntries(added), ...form.fields } };
}
