import { matchesWildcard, type PolicyStatement } from '../../model/index.js';
import { functionArnOf, type DeployedVersion } from './deployed-version.js';
import type { RoleFacts } from './roles.js';
import type { Survey } from './survey.js';
import { qualifiedArn } from './version-policies.js';

/**
 * Different codes of one function that are analysed because a role may call all of its versions. Larger: more downloads, each of them once,
 * as published code never changes.
 */
const ANALYSED_CODES = 20;

const CALLS = ['lambda:invokefunction', 'lambda:invokeasync', 'lambda:invokefunctionurl'];
/** Stands for any name and any number: longer than each of Lambda's, so that only `*` fits it. */
const ANY = '\0'.repeat(200);

function includesCall(patterns: readonly string[]): boolean {
  return patterns.some((pattern) => CALLS.some((call) => matchesWildcard(pattern.toLowerCase(), call)));
}

function allowsCalls({ effect, actions, notActions }: PolicyStatement): boolean {
  if (effect !== 'Allow') return false;
  return includesCall(actions) || (notActions.length > 0 && !includesCall(notActions));
}

/**
 * ARNs and patterns of ARNs that policies of roles let be called: state machines, gateways and destinations call by a role. A boundary
 * grants nothing.
 */
export function callGrants(roles: Iterable<RoleFacts>): ReadonlySet<string> {
  const policies = [...roles].flatMap((role) => role.policies).filter(({ kind }) => kind !== 'boundary');
  const granting = policies.flatMap(({ statements }) => statements ?? []).filter(allowsCalls);
  return new Set(granting.flatMap(({ resources }) => resources));
}

/** Finds the patterns that may fit versions of a function: thousands of patterns are not compared with each version. */
function patternFinder(patterns: ReadonlySet<string>): (functionArn: string) => readonly string[] {
  const byFunction = new Map<string, string[]>();
  const others: { readonly start: string; readonly pattern: string }[] = [];
  for (const pattern of patterns) {
    const functionArn = functionArnOf(pattern);
    const [start = ''] = functionArn.split(/[*?]/, 1);
    if (start !== functionArn) others.push({ start, pattern });
    else byFunction.set(functionArn, [...(byFunction.get(functionArn) ?? []), pattern]);
  }
  return (functionArn) => [
    ...(byFunction.get(functionArn) ?? []),
    ...others.flatMap(({ start, pattern }) => (functionArn.startsWith(start) ? [pattern] : [])),
  ];
}

/** Published versions that roles may call. */
export interface GrantedVersions {
  /** ARNs of those that are analysed. */
  readonly called: readonly string[];
  /** ARNs of those that are not analysed without another caller. */
  readonly beyond: ReadonlySet<string>;
}

/**
 * How a grant fits a version: by its number, by the name of its function, or not. A grant for every version of every function fits
 * none: each account has administrators.
 */
function fitOf(pattern: string, { functionArn, version }: DeployedVersion): 'number' | 'name' | null {
  if (!matchesWildcard(pattern, `${functionArn}:${version}`)) return null;
  if (!matchesWildcard(pattern, `${functionArn}:${ANY}`)) return 'number';
  const otherFunction = [...functionArn.split(':').slice(0, 6), ANY, ANY].join(':');
  return matchesWildcard(pattern, otherFunction) ? null : 'name';
}

/** Sorts the published versions of one function, the newest first. */
function newestFirst(versions: readonly DeployedVersion[]): DeployedVersion[] {
  return versions
    .filter(({ version }) => version !== '$LATEST')
    .sort((a, b) => Number(b.version) - Number(a.version));
}

/** What of a version is downloaded: versions that differ in settings alone cost nothing. */
function codeOf({ codeSha256, layers }: DeployedVersion): string {
  return [codeSha256, ...layers].join(' ');
}

/** @param functions the versions of each function, by its ARN. */
export function grantedVersions(
  grants: ReadonlySet<string>,
  functions: ReadonlyMap<string, readonly DeployedVersion[]>,
): GrantedVersions {
  const patternsFor = patternFinder(grants);
  const called: string[] = [];
  const beyond = new Set<string>();
  for (const [functionArn, versions] of functions) {
    const patterns = patternsFor(functionArn);
    if (patterns.length === 0) continue;
    const codes = new Set<string>();
    for (const version of newestFirst(versions)) {
      const fits = new Set(patterns.map((pattern) => fitOf(pattern, version)));
      if (fits.has('name') && codes.size < ANALYSED_CODES) codes.add(codeOf(version));
      if (fits.has('number') || (fits.has('name') && codes.has(codeOf(version))))
        called.push(qualifiedArn(version));
      else if (fits.has('name')) beyond.add(qualifiedArn(version));
    }
  }
  return { called, beyond };
}

/** Notes that roles may call versions of a function that are not analysed. The sentence stays the same when versions are published. */
export function noteBeyond({ access: { account }, region, gaps }: Survey, functionArn: string): void {
  gaps.push({
    account,
    region,
    action: 'lambda:GetFunction',
    resource: functionArn,
    status: 'unsupported',
    reason: `Roles may call all of its versions, and only those with its ${ANALYSED_CODES} newest codes were analysed.`,
    affectsCompleteness: true,
  });
}
