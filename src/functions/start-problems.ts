import type { Problem, ServerlessFunction } from '../model/index.js';
import type { JoinableArtifact } from './joinable-artifact.js';
import { lacksHandler, type Mounted } from './lacks-handler.js';
import { LAYER_MOUNT } from '../ecosystems/index.js';
import { isRuntimeName, runtimeKindOf } from './runtime-names.js';

/** Longer handlers and runtimes are cut in messages: Lambda takes no more characters. */
const SHOWN_CHARACTERS = 128;

function shown(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function hasGap({ problems }: { readonly problems: readonly Problem[] }): boolean {
  return problems.some(({ affectsCompleteness }) => affectsCompleteness);
}

function artifactsOf({ fn, artifacts }: Mounted): readonly JoinableArtifact[] {
  return fn.mounts.flatMap(({ artifact }) => artifacts.get(artifact) ?? []);
}

/** Advice for the user. */
function advice({ platform, declaredIn }: ServerlessFunction, flag: 'handler' | 'runtime'): string {
  if (platform === 'unknown') return `Correct --${flag}, or give the layer that has it with --layer.`;
  // Elsewhere it may be another file that names the handler than the one that declares the function.
  const place = declaredIn && platform === 'aws-lambda' ? ` in ${declaredIn.path}` : '';
  return `Correct the ${flag}${place}, or scan the build that has that file.`;
}

function unseen(what: string, help: string): Problem {
  const message = `${what}: what the function runs was not seen. ${help}`;
  return { code: 'missing', path: '', message, affectsCompleteness: true };
}

function handlerProblem(mounted: Mounted, problems: readonly Problem[]): Problem[] {
  const { fn } = mounted;
  const isOpen = runtimeKindOf(fn.runtime) === null && artifactsOf(mounted).some(hasGap);
  // Without a runtime, code of a language that is not read may be the handler's.
  if (fn.handler === null || isOpen) return [];
  const lacking = lacksHandler(mounted, fn.handler, hasGap({ problems }));
  if (lacking === null) return [];
  const hasLayer = fn.mounts.some(({ path }) => path === LAYER_MOUNT);
  const where = hasLayer ? `${lacking.path} or its layers` : lacking.path;
  return [unseen(`The handler ${shown(fn.handler)} names no script of ${where}`, advice(fn, 'handler'))];
}

/** Of a function that Node does not start. Code of other languages is a gap of its artifact wherever it is. */
function otherRuntimeProblem(mounted: Mounted, problems: readonly Problem[]): Problem[] {
  const { fn } = mounted;
  const artifacts = artifactsOf(mounted);
  const isOwn = runtimeKindOf(fn.runtime) === 'own';
  const isSeen = isOwn && artifacts.some(({ bootstrap }) => bootstrap);
  const hasGaps = hasGap({ problems }) || artifacts.some(hasGap);
  if (artifacts.length === 0 || isSeen || hasGaps) return [];
  const what = isOwn ? 'a bootstrap' : 'code of that language';
  return [unseen(`It runs on ${fn.runtime}, and nothing that it mounts has ${what}`, advice(fn, 'runtime'))];
}

function unknownRuntime({ platform, runtime, declaredIn }: ServerlessFunction): Problem[] {
  if (platform !== 'aws-lambda' || runtime === null || isRuntimeName(runtime)) return [];
  const help = declaredIn ? `Correct it in ${declaredIn.path}, or update stowaway.` : 'Update stowaway.';
  const message = `${shown(runtime)} is no runtime that stowaway knows: what it loads and provides is not known. ${help}`;
  return [{ code: 'unsupported', path: '', message, affectsCompleteness: true }];
}

/**
 * Reasons why the start of a function was not seen: its handler names no mounted file, its runtime is unknown, or the file that its runtime
 * starts is missing.
 * @param problems known gaps of the function.
 */
export function startProblems(mounted: Mounted, problems: readonly Problem[]): readonly Problem[] {
  const kind = runtimeKindOf(mounted.fn.runtime);
  const isOther = kind === 'own' || kind === 'other';
  return [
    ...unknownRuntime(mounted.fn),
    ...(isOther ? otherRuntimeProblem(mounted, problems) : handlerProblem(mounted, problems)),
  ];
}
