import { readBody } from '../http/body.ts';
import type { Request, Response } from '../http/message.ts';

/** Why a control route does not do what it is asked for; the message is for a person. */
export class Fault extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'Fault';
    this.status = status;
  }
}

export function answerJson(
  status: number,
  content: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = Buffer.from(`${JSON.stringify(content)}\n`);
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body };
}

/** The body of a request, an object of JSON; no body at all is an empty one. Throws a Fault for anything else. */
export async function readJson(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const text = (await readBody(request, 65_536)).toString();
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Fault(400, 'the body is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Fault(400, 'the body is no object');
  return { ...value };
}
