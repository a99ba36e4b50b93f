import type { Response } from '../http/message.ts';

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
