/**
 * Draws texts in a process of its own and writes what came out: its first argument says what the process did before.
 */
import { createHash } from 'node:crypto';
import { isMainThread, Worker } from 'node:worker_threads';
import { sharp } from './sharp.ts';
import { drawn, fonts, inkArea } from './text.contract.ts';

const texts = ['水印 Watermark gjpq', '體㐂 שלום السلام 한국어 Ж x\u0302 ก 😀'];

async function tell(): Promise<void> {
  const hash = createHash('sha256');
  const shapes: unknown[] = [];
  for (const font of fonts)
    for (const text of texts)
      for (const rotate of [0, 30]) {
        const frame = await drawn(text, { font, rotate, shadow: 20 });
        const { width, height, data } = frame;
        hash.update(`${width}x${height}`).update(data);
        shapes.push([width, height, Math.round(inkArea(frame))]);
      }
  const { FONTCONFIG_FILE: file = '', FONTCONFIG_SYSROOT: root = '' } = process.env;
  console.log(JSON.stringify({ hash: hash.digest('hex'), shapes, file, root }));
}

/** On Node 20 a worker does not inherit the loader of TypeScript. */
const inWorker = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(import.meta.url)});
})`;

const before = isMainThread ? process.argv[2] : undefined;
if (before === 'worker') new Worker(inWorker, { eval: true });
else {
  if (before === 'drawn-before') {
    const text = { text: 'somebody else', font: 'serif 40' };
    await sharp({ text }).raw().toBuffer();
  }
  await tell();
}
