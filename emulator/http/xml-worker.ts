/** The program of a thread (long-xml.ts): reads the document that it is started with. */
import { parentPort, workerData } from 'node:worker_threads';
import { readXml } from './xml.ts';

parentPort?.postMessage(readXml(String(workerData)));
