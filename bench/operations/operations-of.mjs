// What the analysis says a handler performs, before operations become IAM actions. Each bundle has a process of its own: one that runs out of memory ends no other.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { permissions } from '../../dist/analysis/permissions/index.js';
import { bytesInMemory, DEFAULT_LIMITS } from '../../dist/files/index.js';
import { NO_INVENTORY } from '../../dist/model/index.js';
import { programOf } from '../../dist/program/index.js';
import { unpack } from '../../dist/unpackers/index.js';
import { STACK_MEGABYTES } from '../../dist/workers/worker-thread.js';

const SELF = fileURLToPath(import.meta.url);
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * @typedef {object} Answer
 * @property {readonly { service: string, operation: string }[]} operations service: the SDK's service id in small letters and digits
 * @property {readonly string[]} unresolved
 * @property {number} seconds of processor time
 * @property {number} megabytes the process's peak resident size
 */

/**
 * The only limits are those of the product on steps, values and memory. There is none on time, so that a busy machine changes nothing.
 * @param {{ zip: string, handler: string, runtime: string }} bundle
 * @returns {Answer}
 */
export function operationsOf(bundle) {
  const { stdout, status, signal } = spawnSync(process.execPath, [SELF, JSON.stringify(bundle)], {
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (status === 0) return JSON.parse(stdout);
  return { operations: [], unresolved: [`no answer (${signal ?? status})`], seconds: 0, megabytes: 0 };
}

async function analyse({ zip, handler, runtime }) {
  const { tree } = await unpack(
    { kind: 'archive', name: basename(zip), bytes: bytesInMemory(readFileSync(zip)) },
    DEFAULT_LIMITS,
  );
  const { facts } = await permissions.analyseArtifact({
    tree,
    inventory: NO_INVENTORY,
    program: programOf(tree, []),
    kind: 'function',
    isLate: () => false,
  });
  const answer = permissions.answerFunction({
    fn: {
      handler,
      runtime,
      platform: 'aws-lambda',
      environmentHooks: [],
      mounts: [{ artifact: 'zip', path: '/var/task' }],
    },
    mounts: [{ path: '/var/task', artifact: { id: 'zip', packages: [], problems: [] }, facts }],
    before: { reachable: new Map(), findings: [], problems: [] },
  });
  return answer.operations ?? { operations: [], unresolved: ['no answer'] };
}

/** Runs the analysis in a thread with the memory and stack that a scan gives it. */
async function analyseInThread(bundle) {
  const thread = new Worker(new URL(import.meta.url), {
    workerData: bundle,
    resourceLimits: {
      maxOldGenerationSizeMb: DEFAULT_LIMITS.maxHeapMegabytes,
      stackSizeMb: STACK_MEGABYTES,
    },
  });
  const [answer] = await once(thread, 'message');
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { ...answer, seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
if (!isMainThread) parentPort.postMessage(await analyse(workerData));
else if (process.argv[1] === SELF)
  process.stdout.write(JSON.stringify(await analyseInThread(JSON.parse(process.argv[2]))));
