import { basename } from 'node:path';
import { startDraft } from '../draft.js';
import type { Acquisition, Target } from '../source.js';
import { readmeName, scriptsIn } from './output-folder.js';
import {
  findWranglerConfig,
  triggersOf,
  type WorkerSettings,
  type WranglerConfig,
} from './wrangler-config.js';

/** Settings of the built worker: the settings of the environment whose worker has this name, else the top-level settings. */
function settingsOf({ config }: WranglerConfig, name: string | null): WorkerSettings {
  const environments = Object.entries(config?.env ?? {});
  const built = environments.find(([key, own]) => name === (own.name ?? `${config?.name}-${key}`));
  return built ? { ...config, vars: undefined, ...built[1] } : (config ?? {});
}

/** Returns the built worker. */
export async function acquire(target: Target): Promise<Acquisition> {
  const draft = startDraft(target);
  const wrangler = await findWranglerConfig(target);
  const readme = await readmeName(target);
  const settings = settingsOf(wrangler, readme);
  const scripts = await scriptsIn(target);
  const artifact = await draft.addArtifact({ hostPath: target.hostPath, kind: 'function' });
  draft.addFunction({
    name: readme ?? settings.name ?? basename(target.hostPath),
    platform: 'cloudflare',
    handler: scripts.length === 1 ? (scripts[0] ?? null) : null,
    mounts: [{ artifact, path: '/' }],
    declaredIn: wrangler.path === null ? null : { path: wrangler.path, line: null },
    // Without a configuration nothing is known about routes.
    triggers: wrangler.config === null ? [] : triggersOf(settings),
    environment: Object.keys(settings.vars ?? {}).sort(),
    problems: wrangler.problems,
  });
  return draft.finish();
}
