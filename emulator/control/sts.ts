import type { Request, Response } from '../http/message.ts';
import type { World } from '../world.ts';
import { answerJson, Fault, readJson } from './json.ts';

/** AssumeRole's own; a shorter life than its 900 seconds, 0 at the shortest, lets a test see a key expire. */
const longestLife = 43_200;
const usualLife = 3600;

/**
 * Issues a temporary key with the rights of an account, in the words of AssumeRole. The body may name the account, by its id
 * or its access key id, and the life in seconds: `{"account": "oss-double", "durationSeconds": 900}`.
 */
export async function issueTemporaryKey(world: World, request: Request): Promise<Response> {
  const { account: named, durationSeconds = usualLife, ...others } = await readJson(request);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new Fault(400, `${unknown} is not known; account and durationSeconds are`);
  const { accounts } = world.credentials;
  const account =
    named === undefined
      ? accounts[0]
      : accounts.find(({ id, accessKeyId }) => id === named || accessKeyId === named);
  if (!account) throw new Fault(400, 'account is the id or the access key id of an account');
  const expires = world.now() + 1000 * readLife(durationSeconds);
  const { accessKeyId, accessKeySecret, securityToken } = world.temporaryKeys.issue(
    account,
    expires,
  );
  return answerJson(200, {
    Credentials: {
      AccessKeyId: accessKeyId,
      AccessKeySecret: accessKeySecret,
      SecurityToken: securityToken,
      Expiration: `${new Date(expires).toISOString().slice(0, 19)}Z`,
    },
  });
}

function readLife(value: unknown): number {
  const isLife =
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= longestLife;
  if (isLife) return value;
  throw new Fault(400, `durationSeconds is a whole number from 0 to ${longestLife}`);
}
