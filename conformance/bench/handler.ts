import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import sharp from 'sharp';
import { jobs } from './jobs.ts';

/**
 * The least that can stand between HTTP and sharp: an express handler without a line of judgement. What it loses against
 * bare sharp is the price of HTTP on this machine. Its argument is the folder of the pictures; its only line is its URL.
 */
sharp.cache(false);
const [, , folder = ''] = process.argv;
const app = express().disable('etag').disable('x-powered-by');
for (const [index, { picture, byHand }] of jobs.entries()) {
  const source = readFileSync(join(folder, picture));
  app.get(`/${index}`, async (_, response) => {
    const bytes = await byHand(source).toBuffer();
    response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes);
  });
}
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  console.log(`http://127.0.0.1:${port}`);
});
