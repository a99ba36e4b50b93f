import express, { type Express } from 'express';
import { answer, decline } from './answer.ts';
import { readRequest } from './http/incoming.ts';
import { send } from './http/outgoing.ts';
import type { Service } from './http/server.ts';
import type { World } from './world.ts';

/** An express app that answers like the service, wherever it is mounted or listened to. It only carries. */
export function createApp(world: World): Express & Service {
  const app = express();
  app.disable('etag');
  app.disable('x-powered-by');
  app.use(async (request, response) => {
    await send(await answer(readRequest(request, response), world), response);
  });
  return Object.assign(app, {
    decline: (...[refusal, host]: Parameters<Service['decline']>) => decline(refusal, host, world),
  });
}
