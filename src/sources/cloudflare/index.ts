import { basename, join } from 'node:path';
import { startDraft } from '../draft.js';
import { namesIn, readTextFile } from '../host-files.js';
import type { Source, Target } from '../source.js';
import {
  findWranglerConfig,
  triggersOf,
  type WorkerSettings,
  type WranglerConfig,
} from './wrangler-config.js';

/** What wrangler's README in an output folder says; its worker's name. */
const README = /built output assets for the worker "([^"\n]{1,255})"/;

async function readmeName({ hostPath }: Target): Promise<string | null> {
  const { text } = await readTextFile(join(hostPath, 'README.md'), 'README.md');
  return README.exec(text ?? '')?.[1] ?? null;
}

async function scriptsIn({ hostPath }: Target): Promise<readonly string[]> {
  return (await namesIn(hostPath)).filter((name) => /\.m?js$/.test(name));
}

/** Settings of the worker that was built: of the environment whose worker has that name, else the top ones. */
function settingsOf({ config }: WranglerConfig, name: string | null): WorkerSettings {
  const environments = Object.entries(config?.env ?? {});
  const built = environments.find(([key, own]) => name === (own.name ?? `${config?.name}-${key}`));
  return built ? { ...config, vars: undefined, ...built[1] } : (config ?? {});
}

/** Folder of `wrangler deploy --dry-run --outdir`: one bundled script. https://developers.cloudflare.com/workers/wrangler/bundling/ */
export const cloudflare = {
  id: 'cloudflare',
  title: 'Cloudflare Workers bundle',
  folders: ['dist'],
  async recognises(target) {
    if (target.kind !== 'directory') return false;
    return (await readmeName(target)) !== null && (await scriptsIn(target)).length > 0;
  },
  async acquire(target) {
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
      triggers: triggersOf(settings),
      environment: Object.keys(settings.vars ?? {}).sort(),
      problems: wrangler.problems,
    });
    return draft.finish();
  },
} satisfies Source;
