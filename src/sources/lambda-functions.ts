import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { triggerKey, type Declaration, type Mount, type Problem, type Role } from '../model/index.js';
import type {
  CodeFacts,
  CodeLocation,
  FunctionFacts,
  LayerFacts,
  LayerRequest,
  SettingPath,
  TemplateFacts,
} from '../templates/index.js';
import type { Draft } from './draft.js';
import { shownPath } from './host-files.js';
import type { Located } from './locate.js';
import type { Target } from './source.js';

/** Functions and layers that are deployed together, and access to their code. */
export interface LambdaStack {
  readonly target: Target;
  /** Host path of the template; without one, inline code is not read. */
  readonly template?: string;
  readonly facts: Pick<TemplateFacts, 'functions' | 'layers'> & Partial<Pick<TemplateFacts, 'otherCode'>>;
  /** Prefix that makes labels unique among several stacks: '' or `Stack/`. */
  readonly prefix: string;
  readonly account?: string | null;
  readonly region?: string | null;
  /** Location in a file at which the function is declared. */
  declaredIn(of: FunctionFacts): Declaration | null;
  /** Place of a setting in a file of the user's; null if none has a line for it. */
  placeOf(path: SettingPath): Declaration | null;
  /** Finds the bytes of a function or a layer in the build output. */
  locateCode(code: CodeLocation, of: FunctionFacts | LayerFacts | CodeFacts): Promise<Located>;
}

interface Mounted {
  readonly mounts: readonly Mount[];
  readonly problems: readonly Problem[];
}

/** Base64 sha256, the form of Lambda's `CodeSha256`. */
async function codeSha256Of(hostPath: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(hostPath), hash);
  return hash.digest('base64');
}

async function staleness(stack: LambdaStack, facts: FunctionFacts, hostPath: string): Promise<Problem[]> {
  const actual = await codeSha256Of(hostPath).catch(() => null);
  if (actual === null || actual === facts.codeSha256) return [];
  const path = shownPath(stack.target, hostPath);
  const message = `${path} is not the file that was planned for ${facts.name ?? facts.logicalId}: its sha256 differs.`;
  return [{ code: 'stale', path, message, affectsCompleteness: true }];
}

/** The file that Lambda makes of inline code. */
function fileNameFor({ runtime }: FunctionFacts): string {
  return runtime?.startsWith('python') ? 'index.py' : 'index.js';
}

/** Adds code that is text in the template. @returns its key; null when it is not there as text. */
async function addInline(
  draft: Draft,
  { template }: LambdaStack,
  { logicalId, code, fileName, kind = 'function' }: CodeFacts,
): Promise<string | null> {
  if (template === undefined || code.kind !== 'inline' || code.text === null) return null;
  const inline = { fileName, text: code.text, of: logicalId };
  return draft.addArtifact({ hostPath: template, kind, inline });
}

/** Adds code of the template that no function of it has: as artifacts that none mounts. */
async function addOtherCode(draft: Draft, stack: LambdaStack): Promise<void> {
  for (const found of stack.facts.otherCode ?? []) {
    if ((await addInline(draft, stack, found)) !== null) continue;
    const located = await stack.locateCode(found.code, found);
    if (located.problem) draft.addProblems([located.problem]);
    else await draft.addArtifact({ hostPath: located.hostPath, kind: 'function' });
  }
}

async function mountCode(draft: Draft, stack: LambdaStack, facts: FunctionFacts): Promise<Mounted> {
  const inline = await addInline(draft, stack, { ...facts, fileName: fileNameFor(facts), kind: 'function' });
  if (inline !== null) return { mounts: [{ artifact: inline, path: '/var/task' }], problems: [] };
  const located = await stack.locateCode(facts.code, facts);
  if (located.problem) return { mounts: [], problems: [located.problem] };
  const isImage = facts.code.kind === 'image';
  const artifact = await draft.addArtifact({
    hostPath: located.hostPath,
    kind: isImage ? 'image' : 'function',
  });
  const checked = facts.codeSha256 !== null && located.kind === 'file';
  const problems = checked ? await staleness(stack, facts, located.hostPath) : [];
  return { mounts: [{ artifact, path: isImage ? '/' : '/var/task' }], problems };
}

function unseenLayer(request: LayerRequest): Problem {
  const path = request.kind === 'arn' ? request.arn : '';
  const which = request.kind === 'arn' ? `Layer ${request.arn}` : 'A layer that is known only at deployment';
  const message = `${which} is not in the build output: what it holds was not seen.`;
  return { code: 'missing', path, message, affectsCompleteness: true };
}

/** Adds the stack's own layers. @returns for each its artifact key, or the problem that it has none. */
async function addLayers(draft: Draft, stack: LambdaStack): Promise<ReadonlyMap<string, Mounted>> {
  const layers = new Map<string, Mounted>();
  for (const layer of stack.facts.layers) {
    const located = await stack.locateCode(layer.code, layer);
    if (located.problem) {
      layers.set(layer.logicalId, { mounts: [], problems: [located.problem] });
      continue;
    }
    const artifact = await draft.addArtifact({ hostPath: located.hostPath, kind: 'layer' });
    layers.set(layer.logicalId, { mounts: [{ artifact, path: '/opt' }], problems: [] });
  }
  return layers;
}

function mountLayer(layers: ReadonlyMap<string, Mounted>, request: LayerRequest): Mounted {
  const local = request.kind === 'local' ? layers.get(request.layer) : undefined;
  return local ?? { mounts: [], problems: [unseenLayer(request)] };
}

/** Problems of layers that no function uses and that could not be read. */
function unusedLayerProblems(stack: LambdaStack, layers: ReadonlyMap<string, Mounted>): Problem[] {
  const requests = stack.facts.functions.flatMap((facts) => facts.layers);
  const used = new Set(requests.map((request) => (request.kind === 'local' ? request.layer : null)));
  return [...layers].filter(([id]) => !used.has(id)).flatMap(([, { problems }]) => problems);
}

/** How many functions of the stack have a role. A role without name is made for its function alone. */
function functionsWith({ facts: { functions } }: LambdaStack, role: Role | null): number {
  const key = role?.arn ?? role?.name ?? null;
  if (key === null) return 1;
  return functions.filter((one) => (one.role?.arn ?? one.role?.name) === key).length;
}

/** Places of the settings and triggers of a function. */
function placesOf(stack: LambdaStack, { settingPaths, triggers }: FunctionFacts): Map<string, Declaration> {
  const paths = [
    ...settingPaths,
    ...triggers.flatMap((one) => (one.at ? [[triggerKey(one), one.at] as const] : [])),
  ];
  return new Map(
    paths.flatMap(([name, path]) => {
      const place = stack.placeOf(path);
      return place ? [[name, place] as const] : [];
    }),
  );
}

/** Adds the functions of a stack in configuration order, with their code at /var/task and their layers at /opt. */
export async function addLambdaFunctions(draft: Draft, stack: LambdaStack): Promise<void> {
  const layers = await addLayers(draft, stack);
  draft.addProblems(unusedLayerProblems(stack, layers));
  await addOtherCode(draft, stack);
  for (const facts of stack.facts.functions) {
    const parts = [
      await mountCode(draft, stack, facts),
      ...facts.layers.map((request) => mountLayer(layers, request)),
    ];
    const { runtime, handler, architecture, arn, role, triggers, environment, environmentHooks, tags } =
      facts;
    const roleFunctions = functionsWith(stack, role);
    const settings = { ...facts.settings, roleFunctions, places: placesOf(stack, facts) };
    const name = facts.name ?? facts.constructPath ?? facts.logicalId;
    const label = facts.name === null ? facts.constructPath : null;
    draft.addFunction({
      runtime,
      handler,
      architecture,
      arn,
      role,
      triggers: triggers.map(({ at: _, ...trigger }) => trigger),
      environment,
      environmentHooks,
      tags,
      settings,
      name,
      declaredIn: stack.declaredIn(facts),
      platform: 'aws-lambda',
      // A construct's path is unique in its application.
      label: label ?? `${stack.prefix}${name}`,
      account: stack.account ?? null,
      region: stack.region ?? null,
      mounts: parts.flatMap(({ mounts }) => mounts),
      problems: parts.flatMap(({ problems }) => problems),
    });
  }
}
