import { createApp } from './app.ts';
import { publishAuthority } from './authority-file.ts';
import { listen } from './http/server.ts';
import { openWorld } from './open.ts';
import type { Options } from './options.ts';
import { keepHeapSteady } from './steady-heap.ts';

/** Milliseconds that a start may go on when it is told to stop, so that what it opened is closed. */
const patienceMs = 2_000;

/** The first URLs of a new user, to click. */
function demoLines(url: string): string[] {
  const ask = (key: string, process: string) =>
    `  ${url}/image-demo/${key}?x-oss-process=${process}`;
  return [
    'the demo bucket is image-demo; try',
    ask('example.jpg', 'image/resize,w_200'),
    ask('panda.png', 'image/resize,m_pad,w_300,h_200,color_88CCEE/format,jpg'),
    ask('example.gif', 'image/resize,w_120'),
    ask('example.jpg', 'style/square'),
    `  ${url}/image-demo/example.jpg!thumb`,
    ask('example.jpg', 'image/info'),
    ask('demo.mp4', 'video/snapshot,t_7000,f_jpg,w_800,h_600,m_fast'),
  ];
}

/** Why listening failed, in a line. */
function listenError(error: unknown, { host, port }: Options): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new Error(`--port: ${port} on ${host} is taken`);
  if (code === 'EACCES') return new Error(`--port: ${port} may not be used`);
  return error instanceof Error ? error : new Error(String(error));
}

/** What the user is told when it listens. */
function readyLines(url: string, ca: string | undefined, { json, demo }: Options): string[] {
  if (json) return [JSON.stringify({ ready: true, url, ...(ca && { ca }), pid: process.pid })];
  return [
    `oss-double listens on ${url}`,
    ...(ca === undefined ? [] : [`clients must trust ${ca}`]),
    ...(demo ? demoLines(url) : []),
  ];
}

/**
 * Runs until it is told to stop, and lets running requests end. Throws an Error of one line where it cannot start.
 */
export async function serve(options: Options, stopping: AbortSignal): Promise<void> {
  const isOver = () => stopping.aborted;
  if (isOver()) return;
  const hurry = () => void setTimeout(() => process.exit(), patienceMs);
  stopping.addEventListener('abort', hurry);
  const world = await openWorld(options);
  if (isOver()) {
    await world.close();
    process.exit();
  }
  const { identity } = world;
  const server = await listen(createApp(world), { ...options, identity }).catch(
    async (error: unknown) => {
      await world.close();
      throw listenError(error, options);
    },
  );
  const { url } = server;
  keepHeapSteady();
  const ca = identity?.isOwn === true ? publishAuthority(identity.ca) : undefined;
  console.log(readyLines(url, ca, options).join('\n'));

  void world.video.find().then((found) => {
    const note = 'there is no ffmpeg (--ffmpeg, PATH, npm): video/snapshot answers NotImplemented';
    if (!found) world.log({ level: 'info', note });
  });

  const stop = () => {
    void server
      .close()
      .then(() => world.close())
      .catch((error: unknown) => {
        console.error(`oss-double: could not stop cleanly: ${String(error)}`);
        process.exitCode = 1;
      })
      // A picture whose client is gone may still be in work: nobody waits for it.
      .finally(() => process.exit());
  };
  stopping.removeEventListener('abort', hurry);
  if (isOver()) stop();
  else stopping.addEventListener('abort', stop);
}
