import { basename, posix } from 'node:path';
import type { Declaration, EnvironmentHook, Mount } from '../../model/index.js';
import { environmentHooksOf } from '../../environment-hooks/index.js';
import { entriesOf, field, fieldAt, parseJson, stringOf } from '../../templates/index.js';
import { openCodePackage, type CodePackage } from '../code-package.js';
import { startDraft, type Draft } from '../draft.js';
import type { Acquisition, Target } from '../source.js';
import { readFunctionJson } from './function-json.js';

interface App {
  readonly target: Target;
  readonly code: CodePackage;
  readonly mounts: readonly Mount[];
  readonly runtime: string | null;
  readonly environment: readonly string[];
  readonly environmentHooks: readonly EnvironmentHook[];
}

const OWN_FOLDER = '/home/site/wwwroot';

/** Runtime and variables of `local.settings.json`, which is never deployed. */
async function localSettings(
  code: CodePackage,
): Promise<Pick<App, 'runtime' | 'environment' | 'environmentHooks'>> {
  const text = await code.read('local.settings.json');
  const { data } = parseJson(text ?? '{}', 'local.settings.json');
  const values = entriesOf(field(data, 'Values'));
  const variables = values.map(([name, value]) => [name, stringOf(value)] as const);
  return {
    runtime: stringOf(fieldAt(data, 'Values', 'FUNCTIONS_WORKER_RUNTIME')),
    environment: values.map(([name]) => name).sort(),
    environmentHooks: environmentHooksOf(variables, `${OWN_FOLDER}/`),
  };
}

/** Location of a declaration; null inside a zip, because an entry of a zip is not a file of the project. */
function declaredIn(target: Target, path: string): Declaration | null {
  return target.kind === 'directory' ? { path: posix.join(target.path, path), line: null } : null;
}

async function addConfigured(draft: Draft, { target, code, ...facts }: App): Promise<number> {
  let count = 0;
  for (const folder of [...code.names].sort()) {
    const json = await code.read(`${folder}/function.json`);
    if (json === null) continue;
    const path = posix.join(target.path, folder, 'function.json');
    draft.addFunction({
      name: folder,
      platform: 'azure-functions',
      ...facts,
      ...readFunctionJson(json, folder, path),
      declaredIn: declaredIn(target, `${folder}/function.json`),
    });
    count += 1;
  }
  return count;
}

/** Adds the app as one function: in the newer models only code registers the functions (`app.http(…)`). */
async function addApp(draft: Draft, { target, code, ...facts }: App): Promise<void> {
  const manifest = parseJson((await code.read('package.json')) ?? '{}', 'package.json').data;
  const message =
    'Functions of this app are registered in code and are shown as one: only function.json separates them.';
  draft.addFunction({
    name: basename(target.hostPath).replace(/\.zip$/i, ''),
    platform: 'azure-functions',
    handler: stringOf(field(manifest, 'main')),
    ...facts,
    declaredIn: declaredIn(target, 'host.json'),
    problems: [{ code: 'unresolved', path: target.path, message, affectsCompleteness: false }],
  });
}

/** Returns the app, or each of its functions that has a configuration. */
export async function acquire(target: Target): Promise<Acquisition> {
  const draft = startDraft(target);
  const code = await openCodePackage(target);
  if (!code) return draft.finish();
  const artifact = await draft.addArtifact({ hostPath: target.hostPath, kind: 'function' });
  const mounts = [{ artifact, path: OWN_FOLDER }];
  const app = { target, code, mounts, ...(await localSettings(code)) };
  if ((await addConfigured(draft, app)) === 0) await addApp(draft, app);
  return draft.finish();
}
