import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { permissions } from '../../dist/analysis/permissions/index.js';
import { bytesInMemory, DEFAULT_LIMITS } from '../../dist/files/index.js';
import { NO_INVENTORY } from '../../dist/model/index.js';
import { programOf } from '../../dist/program/index.js';
import { unpack } from '../../dist/unpackers/index.js';

const MAX_MILLIS = 600_000;

/**
 * What the analysis says a handler performs, before operations become IAM actions.
 * @param {{ zip: string, handler: string, runtime: string }} bundle
 * @returns {Promise<{ operations: readonly { service: string, operation: string }[], unresolved: readonly string[] }>} service: the SDK's service id in small letters and digits
 */
export async function operationsOf({ zip, handler, runtime }) {
  const { tree } = await unpack(
    { kind: 'archive', name: basename(zip), bytes: bytesInMemory(readFileSync(zip)) },
    DEFAULT_LIMITS,
  );
  const startedAt = performance.now();
  const { facts } = await permissions.analyseArtifact({
    tree,
    inventory: NO_INVENTORY,
    program: programOf(tree, []),
    kind: 'function',
    // A busy machine takes its time.
    isLate: () => performance.now() - startedAt > MAX_MILLIS,
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
