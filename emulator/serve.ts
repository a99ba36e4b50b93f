import { createApp } from './app.ts';
import { listen } from './http/server.ts';
import { openWorld } from './open.ts';
import type { Options } from './options.ts';
import { keepHeapSteady } from './steady-heap.ts';

const signals = ['SIGTERM', 'SIGINT'] as const;

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

/**
 * Runs until SIGTERM or SIGINT, which let running requests end; a second signal does not wait. Throws an Error of one
 * line where it cannot start.
 */
export async function serve(options: Options): Promise<void> {
  const world = await openWorld(options);
  const server = await listen(createApp(world), options).catch(async (error: unknown) => {
    await world.close();
    throw listenError(error, options);
  });
  const { url } = server;
  keepHeapSteady();
  if (options.json) console.log(JSON.stringify({ ready: true, url, pid: process.pid }));
  else
    console.log(
      [`oss-double listens on ${url}`, ...(options.demo ? demoLines(url) : [])].join('\n'),
    );

  void world.video.find().then((found) => {
    const note = 'there is no ffmpeg (--ffmpeg, PATH, npm): video/snapshot answers NotImplemented';
    if (!found) world.log({ level: 'info', note });
  });

  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
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
  for (const signal of signals) process.on(signal, stop);
}
