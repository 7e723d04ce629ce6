import { limitOf } from '../../files/index.js';
import { join, resolve } from 'node:path';
import type { Problem, Trigger } from '../../model/index.js';
import { environmentHooksOf } from '../../environment-hooks/index.js';
import { parseJson } from '../../templates/index.js';
import { startDraft, type Draft } from '../draft.js';
import { entriesIn, isReallyInside, namelessProblems, readTextFile, shownPath } from '../host-files.js';
import { repositoryOf, type Site } from '../locate.js';
import type { Acquisition, Target } from '../source.js';
import { locateExtraFiles } from './extra-files.js';
import { functionConfigSchema, type FunctionConfig } from './function-config.js';
import { outputConfigOf } from './output-config.js';

const CONFIG = '.vc-config.json';

interface Output {
  readonly target: Target;
  readonly site: Site;
  /** Folder to which paths of `filePathMap` are relative. */
  readonly project: string;
  /** Schedules by URL path. */
  readonly crons: ReadonlyMap<string, string>;
}

interface FunctionFolder {
  /** Path below `functions`, without `.func`. */
  readonly name: string;
  readonly hostPath: string;
  /** True if the page is rendered at build time or on revalidation, and not for every request. */
  readonly isPrerendered: boolean;
}

function notFollowed(target: Target, hostPath: string, why: string): Problem {
  const path = shownPath(target, hostPath);
  return {
    code: 'unsafe-path',
    path,
    message: `${path} ${why} and was not opened.`,
    affectsCompleteness: true,
  };
}

/** @param way folder names from `functions` to the folder. */
async function findFunctions(
  draft: Draft,
  target: Target,
  way: readonly string[] = [],
): Promise<FunctionFolder[]> {
  const folder = join(target.hostPath, 'functions', ...way);
  const entries = (way.length > limitOf('vercel-depth') ? null : await entriesIn(folder)) ?? [];
  if (way.length > limitOf('vercel-depth'))
    draft.addProblems([notFollowed(target, folder, 'is nested too deeply')]);
  const names = new Set(entries.map(({ name }) => name));
  draft.addProblems(namelessProblems(entries, shownPath(target, folder)));
  const found: FunctionFolder[] = [];
  for (const { name, hostPath } of entries.filter(({ kind }) => kind === 'directory')) {
    const route = name.replace(/\.func$/, '');
    const isPrerendered = names.has(`${route}.prerender-config.json`);
    const isOutside = !(await isReallyInside(target.hostPath, hostPath));
    if (isOutside) draft.addProblems([notFollowed(target, hostPath, 'is a link out of the output')]);
    else if (route === name) found.push(...(await findFunctions(draft, target, [...way, name])));
    else found.push({ name: [...way, route].join('/'), hostPath, isPrerendered });
  }
  return found;
}

const NO_CONFIG: FunctionConfig = functionConfigSchema.parse({});

async function readConfig(
  { target }: Output,
  folder: string,
): Promise<{ config: FunctionConfig; problems: Problem[] }> {
  const hostPath = join(folder, CONFIG);
  const path = shownPath(target, hostPath);
  const read = await readTextFile(hostPath, path, target.root);
  const parsed = read.problem ? read : parseJson(read.text, path);
  if (parsed.problem) return { config: NO_CONFIG, problems: [parsed.problem] };
  const { data } = functionConfigSchema.safeParse(parsed.data);
  if (data) return { config: data, problems: [] };
  const message = `${path} is not a function configuration.`;
  return { config: NO_CONFIG, problems: [{ code: 'malformed', path, message, affectsCompleteness: true }] };
}

function triggersOf({ crons }: Output, { name, isPrerendered }: FunctionFolder): Trigger[] {
  const path = `/${name}`;
  const schedule = crons.get(path);
  const http: Trigger = {
    type: 'http',
    detail: isPrerendered ? `${path} (prerendered)` : path,
    access: 'anyone',
    statement:
      'anybody may call it, unless the project has Deployment Protection, which its output does not show',
  };
  return schedule === undefined ? [http] : [http, { type: 'schedule', detail: schedule }];
}

/** Variables that the configuration sets. Variables that the code only reads are not listed there. */
function variablesOf({ environment }: FunctionConfig): [string, string | null][] {
  return Object.entries(environment ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : null,
  ]);
}

async function addFunction(draft: Draft, output: Output, folder: FunctionFolder): Promise<void> {
  const { config, problems } = await readConfig(output, folder.hostPath);
  const extra = await locateExtraFiles(output.site, output.project, config.filePathMap ?? {});
  const artifact = await draft.addArtifact({
    hostPath: folder.hostPath,
    kind: 'function',
    ...(extra.files.size > 0 ? { extraFiles: extra.files } : {}),
  });
  draft.addFunction({
    name: folder.name,
    platform: 'vercel',
    runtime: config.runtime ?? null,
    handler: config.handler ?? config.entrypoint ?? null,
    architecture: config.architecture ?? null,
    mounts: [{ artifact, path: '/var/task' }],
    declaredIn: { path: shownPath(output.target, join(folder.hostPath, CONFIG)), line: null },
    triggers: triggersOf(output, folder),
    environment: [
      ...new Set([...Object.keys(config.environment ?? {}), ...(config.envVarsInUse ?? [])]),
    ].sort(),
    environmentHooks: environmentHooksOf(variablesOf(config)),
    problems: [...problems, ...extra.problems],
  });
}

/** Returns the functions of the output. */
export async function acquire(target: Target): Promise<Acquisition> {
  const draft = startDraft(target);
  const project = resolve(target.hostPath, '../..');
  const crons = (await outputConfigOf(target)).config?.crons ?? [];
  const output: Output = {
    target,
    project,
    site: { target, root: await repositoryOf(project, project) },
    crons: new Map(crons.map(({ path, schedule }) => [path, schedule])),
  };
  const folders = await findFunctions(draft, target);
  for (const folder of folders) await addFunction(draft, output, folder);
  return draft.finish();
}
