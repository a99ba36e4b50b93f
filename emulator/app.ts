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
    const answered = await answer(readRequest(request, response), world);
    await send(answered, response).catch((error: unknown) => {
      // Express would show the error to the client.
      const requestId = answered.headers['x-oss-request-id'] ?? '';
      world.log({ level: 'error', requestId, error });
      return send(decline('internal', request.headers.host ?? '', world), response);
    });
  });
  return Object.assign(app, {
    decline: (...[refusal, host]: Parameters<Service['decline']>) => decline(refusal, host, world),
  });
}
