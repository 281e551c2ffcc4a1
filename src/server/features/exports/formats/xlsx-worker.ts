/** Body of the thread that makes one workbook and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { PlainData } from '../export-data.ts';
import { workbook } from './xlsx.ts';

const bytes = await workbook(workerData as PlainData);
parentPort?.postMessage(bytes, [bytes.buffer]);
