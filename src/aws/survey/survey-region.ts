import pLimit from 'p-limit';
import type { PolledSource, ResourcePolicy, Trigger } from '../../model/index.js';
import { distinctTriggers } from '../../templates/index.js';
import type { AccountAccess } from '../access/access.js';
import type { CoverageGap } from '../access/coverage.js';
import { grantedVersions, noteBeyond, type GrantedVersions } from './call-grants.js';
import {
  functionArnOf,
  versionNumberOf,
  type DeployedVersion,
  type NamedByRole,
} from './deployed-version.js';
import { openSources, type SourceReader } from '../sources/read-sources.js';
import { readResourcePolicies } from './read-resource-policies.js';
import { namedResources, type NamedResources } from './role-resources.js';
import type { RoleFacts } from './roles.js';
import { copiedVersions, noteCopies } from './edge-copies.js';
import { listEventSources, type EventSourceMapping } from './event-sources.js';
import { EDGE_HOME, listVersions, type FunctionAlias } from './list-functions.js';
import { publishedRest, surveyFunction, type FunctionCallers } from './survey-function.js';
import { identifySources } from './identify-sources.js';
import { readSigned, withConcurrency, type FunctionOperation } from './function-operation.js';
import { noted, noteVersion, type Survey } from './survey.js';
import {
  EDGE_TRIGGER,
  qualifiedArn,
  readVersionPolicies,
  type PolicyReading,
  type VersionPolicies,
} from './version-policies.js';

/** A function with all data about which versions of it can run. */
export interface SurveyedFunction {
  readonly arn: string;
  readonly name: string;
  readonly versions: readonly DeployedVersion[];
  readonly aliases: readonly FunctionAlias[];
  /** Versions with a known caller: the latest, those of aliases, those that a caller names. */
  readonly reachable: readonly string[];
  readonly triggers: readonly Trigger[];
  readonly polled: readonly PolledSource[];
  /** Where its event sources send events that failed: ARNs. */
  readonly failed: readonly string[];
  /** Where results of asynchronous calls are sent: ARNs; null if that was not read. */
  readonly sentTo: readonly string[] | null;
  readonly operation: FunctionOperation;
  /** Policies of resources, as far as they are about the role of a version; by its number. */
  readonly resourcePolicies: ReadonlyMap<string, readonly ResourcePolicy[]>;
  /** When the policies of versions that nothing is known to call were read; ISO date-times by version. */
  readonly policiesReadAt: ReadonlyMap<string, string>;
}

export interface RegionSurvey {
  readonly functions: readonly SurveyedFunction[];
  /** False: the functions could not be listed, so that nothing is known of any. */
  readonly listed: boolean;
  readonly gaps: readonly CoverageGap[];
}

/** Facts about a region's account, known before the region is surveyed. */
export interface KnownCallers extends PolicyReading {
  /** All regions of the account that are swept. */
  readonly regions: readonly string[];
  /** ARNs, and patterns of ARNs, that policies of roles let be called. */
  readonly grants: ReadonlySet<string>;
  /** By ARN. */
  readonly roles: ReadonlyMap<string, RoleFacts>;
}

/** Number of functions surveyed in parallel; the rate of calls is limited elsewhere. */
const SIDE_BY_SIDE = 16;

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return groups;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Versions of a region that CloudFront runs. Only published versions can be copied. */
async function edgeVersions(
  survey: Survey,
  listed: readonly DeployedVersion[],
  { regions }: KnownCallers,
): Promise<ReadonlySet<string>> {
  if (survey.access.partition !== EDGE_HOME.partition) return NOBODY;
  if (survey.region !== EDGE_HOME.region) {
    if (!regions.includes(EDGE_HOME.region)) await noteCopies(survey);
    return NOBODY;
  }
  return listed.some(({ version }) => version !== '$LATEST') ? copiedVersions(survey, regions) : NOBODY;
}

interface Evidence {
  readonly copied: ReadonlySet<string>;
  readonly policies: VersionPolicies;
  readonly granted: GrantedVersions;
  /** Triggers of functions, and of versions that nothing else calls, by ARN. */
  readonly identified: ReadonlyMap<string, readonly Trigger[]>;
  /** ARNs of the functions whose code has to be signed; null if they were not listed. */
  readonly signed: ReadonlySet<string> | null;
}

/** What a role names, read once a role. */
function openNames(roles: KnownCallers['roles']): NamedByRole {
  const known = new Map<string, NamedResources>();
  return (arn) => {
    const role = roles.get(arn);
    const names = known.get(arn) ?? (role ? namedResources(role) : new Map<string, readonly string[]>());
    known.set(arn, names);
    return names;
  };
}

/** Composes the facts about a function, and the gaps of its versions. */
function composeFunction(
  survey: Survey,
  { arn, name, versions, aliases, called, polled, failed, sentTo, sendsFailed }: FunctionCallers,
  { copied, policies, granted, identified, signed }: Evidence,
): SurveyedFunction {
  const isCopied = versions.some((version) => copied.has(qualifiedArn(version)));
  const rest = publishedRest(versions, called).map((version) => ({
    version: version.version,
    triggers: identified.get(qualifiedArn(version)),
    readAt: policies.readAt.get(qualifiedArn(version)),
  }));
  const reachable = [...called, ...rest.flatMap(({ version, triggers: own }) => (own ? [version] : []))];
  const analysed = new Set(reachable);
  for (const version of versions) if (analysed.has(version.version)) noteVersion(survey, version);
  const isBeyond = (one: DeployedVersion) =>
    granted.beyond.has(qualifiedArn(one)) && !analysed.has(one.version);
  if (versions.some(isBeyond)) noteBeyond(survey, arn);
  return {
    arn,
    name,
    versions,
    aliases,
    reachable,
    polled,
    failed,
    sentTo,
    operation: {
      sendsFailed,
      signed: signed && signed.has(arn),
      othersSigned: signed !== null && signed.size > 0 && !signed.has(arn),
    },
    resourcePolicies: new Map(),
    triggers: distinctTriggers([
      ...(identified.get(arn) ?? []),
      ...(isCopied ? [EDGE_TRIGGER] : []),
      ...rest.flatMap((one) => one.triggers ?? []),
    ]),
    policiesReadAt: new Map(
      rest.flatMap(({ version, triggers: own, readAt }) =>
        !own && readAt !== undefined ? [[version, readAt] as const] : [],
      ),
    ),
  };
}

/** The functions, with the policies of the resources that their versions with known callers name. */
async function withPolicies(
  functions: readonly SurveyedFunction[],
  { roles }: KnownCallers,
  reader: SourceReader,
): Promise<SurveyedFunction[]> {
  const calledOf = ({ versions, reachable }: SurveyedFunction) =>
    versions.filter(({ version }) => reachable.includes(version));
  const policiesOf = await readResourcePolicies(functions.flatMap(calledOf), roles, reader);
  return functions.map((fn) => ({
    ...fn,
    resourcePolicies: new Map(calledOf(fn).map((one) => [one.version, policiesOf(one)] as const)),
  }));
}

/** The latest version first, where it is listed. */
function latestFirst(versions: readonly DeployedVersion[]): [DeployedVersion, ...DeployedVersion[]][] {
  const [first, ...others] = [...versions].sort(
    (a, b) => Number(b.version === '$LATEST') - Number(a.version === '$LATEST'),
  );
  return first ? [[first, ...others]] : [];
}

/** All facts of Lambda about the functions of one region. Refused answers are gaps. */
export async function surveyRegion(
  access: AccountAccess,
  region: string,
  known: KnownCallers,
): Promise<RegionSurvey> {
  const survey: Survey = { access, region, gaps: [] };
  const listed = await noted<DeployedVersion[] | null>(
    survey,
    listVersions(access, region, openNames(known.roles)),
    [null, null],
  );
  if (listed === null) return { functions: [], listed: false, gaps: survey.gaps };
  const copied = await edgeVersions(survey, listed, known);
  const sources =
    listed.length === 0
      ? []
      : await noted<EventSourceMapping[]>(survey, listEventSources(access, region), [null, []]);
  const sourcesOf = grouped(sources, ({ functionArn }) => functionArnOf(functionArn));
  const versionsOf = grouped(listed, ({ functionArn }) => functionArn);
  const granted = grantedVersions(known.grants, versionsOf);
  const namedOf = grouped([...granted.called, ...copied], functionArnOf);
  const limit = pLimit(SIDE_BY_SIDE);
  const callers = await Promise.all(
    [...versionsOf].flatMap(([arn, all]) =>
      latestFirst(all).map((versions) => {
        const listing = {
          versions,
          sources: sourcesOf.get(arn) ?? [],
          named: (namedOf.get(arn) ?? []).flatMap((one) => versionNumberOf(one) ?? []),
        };
        return limit(() => surveyFunction(survey, listing));
      }),
    ),
  );
  const rest = callers.flatMap(({ versions, called }) => publishedRest(versions, called));
  const policies = await readVersionPolicies(survey, rest, known);
  const reader = openSources(access, region);
  const identified = await identifySources(
    reader,
    new Map([...callers.map(({ arn, triggers }) => [arn, triggers] as const), ...policies.triggers]),
  );
  const signed = await readSigned(survey, listed.length);
  const evidence = { copied, policies, granted, identified, signed };
  const composed = callers.map((one) => composeFunction(survey, one, evidence));
  const functions = await withPolicies(await withConcurrency(survey, composed), known, reader);
  survey.gaps.push(...reader.gaps());
  return { functions, listed: true, gaps: survey.gaps };
}
