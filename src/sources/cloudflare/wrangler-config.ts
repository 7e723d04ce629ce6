import { limitOf } from '../../files/index.js';
import { dirname, join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import type { Problem, Trigger } from '../../model/index.js';
import { parseJson, type Parsed } from '../../templates/index.js';
import { kindOf, readTextFile, shownPath } from '../host-files.js';
import { repositoryOf } from '../locate.js';
import type { Target } from '../source.js';
import { stripComments } from './strip-comments.js';

const NAMES = ['wrangler.jsonc', 'wrangler.json', 'wrangler.toml'];

const route = z.union([z.string(), z.object({ pattern: z.string() })]);

const settings = z.object({
  name: z.string().optional().catch(undefined),
  main: z.string().optional().catch(undefined),
  vars: z.record(z.string(), z.unknown()).optional().catch(undefined),
  route: route.optional().catch(undefined),
  routes: z.array(route).optional().catch(undefined),
  workers_dev: z.boolean().optional().catch(undefined),
  triggers: z
    .object({ crons: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
  queues: z
    .object({ consumers: z.array(z.object({ queue: z.string() })).optional() })
    .optional()
    .catch(undefined),
});

/** The fields that we read. https://developers.cloudflare.com/workers/wrangler/configuration/ */
const schema = settings.extend({ env: z.record(z.string(), settings).optional().catch(undefined) });

export type WorkerSettings = z.infer<typeof settings>;

export interface WranglerConfig {
  /** Path as reports show it; null when there is no configuration. */
  readonly path: string | null;
  /** Null when the file is missing or invalid. */
  readonly config: z.infer<typeof schema> | null;
  readonly problems: readonly Problem[];
}

function parse(text: string, path: string): Parsed {
  if (!path.endsWith('.toml')) return parseJson(stripComments(text), path);
  try {
    return { data: parseToml(text) };
  } catch {
    return {
      problem: { code: 'malformed', path, message: `${path} is not valid TOML.`, affectsCompleteness: false },
    };
  }
}

async function readConfig(target: Target, hostPath: string): Promise<WranglerConfig> {
  const path = shownPath(target, hostPath);
  // In a monorepo the configuration may be a link to one that several workers share.
  const folder = dirname(hostPath);
  const read = await readTextFile(hostPath, path, await repositoryOf(folder, folder));
  const parsed = read.problem ? read : parse(read.text, path);
  // Does not affect completeness: the worker's code is read without the configuration.
  if (parsed.problem)
    return { path, config: null, problems: [{ ...parsed.problem, affectsCompleteness: false }] };
  const { data } = schema.safeParse(parsed.data);
  return { path, config: data ?? null, problems: [] };
}

/** The wrangler configuration of an output folder: the nearest one upwards within the repository. */
export async function findWranglerConfig(target: Target): Promise<WranglerConfig> {
  let folder = target.hostPath;
  for (let up = 0; up <= limitOf('wrangler-folders'); up += 1) {
    for (const name of NAMES) {
      if ((await kindOf(join(folder, name))) === 'file') return readConfig(target, join(folder, name));
    }
    if ((await kindOf(join(folder, '.git'))) !== null || folder === dirname(folder)) break;
    folder = dirname(folder);
  }
  return { path: null, config: null, problems: [] };
}

const OPEN = {
  access: 'anyone',
  statement: 'anybody may call it: a route of Cloudflare checks no callers',
} as const;

const WORKERS_DEV: Trigger = {
  type: 'http',
  detail: 'workers.dev',
  access: 'anyone',
  statement: 'anybody may call it: workers_dev is on unless routes are set',
};

export function triggersOf({
  route: single,
  routes = [],
  workers_dev: onSubdomain,
  triggers,
  queues,
}: WorkerSettings): Trigger[] {
  const http = [...(single === undefined ? [] : [single]), ...routes].map((one): Trigger => ({
    type: 'http',
    detail: typeof one === 'string' ? one : one.pattern,
    ...OPEN,
  }));
  const crons = (triggers?.crons ?? []).map((cron): Trigger => ({ type: 'schedule', detail: cron }));
  const consumed = (queues?.consumers ?? []).map(({ queue }): Trigger => ({
    type: 'queue',
    detail: queue,
    access: 'service',
  }));
  return [...http, ...((onSubdomain ?? http.length === 0) ? [WORKERS_DEV] : []), ...crons, ...consumed];
}
