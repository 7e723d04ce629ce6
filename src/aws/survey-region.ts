import pLimit from 'p-limit';
import type { Trigger } from '../model/index.js';
import { distinctTriggers } from '../templates/index.js';
import type { AccountAccess } from './access.js';
import { orGap, type CoverageGap } from './coverage.js';
import type { DeployedVersion } from './deployed-version.js';
import { listEventSources, type EventSourceMapping } from './event-sources.js';
import { readInvokers, readUrls } from './exposure.js';
import { listAliases, listVersions, type FunctionAlias } from './list-functions.js';
import { NO_INVOKERS, type Invokers } from './resource-policy.js';

/** A function with everything that says what of it can run. */
export interface SurveyedFunction {
  readonly arn: string;
  readonly name: string;
  readonly versions: readonly DeployedVersion[];
  readonly aliases: readonly FunctionAlias[];
  /** Versions that a call can reach: the latest, those of aliases, those of event sources. */
  readonly reachable: readonly string[];
  readonly triggers: readonly Trigger[];
}

export interface RegionSurvey {
  readonly functions: readonly SurveyedFunction[];
  /** False: the functions could not be listed, so that nothing is known of any. */
  readonly listed: boolean;
  readonly gaps: readonly CoverageGap[];
}

/** Functions looked at side by side; the pace of calls is kept elsewhere. */
const SIDE_BY_SIDE = 16;

interface Survey {
  readonly access: AccountAccess;
  readonly region: string;
  readonly gaps: CoverageGap[];
}

/** The answer, or what stands for it where a gap was noted. */
async function noted<T>(survey: Survey, work: Promise<T>, [resource, instead]: [string | null, T]) {
  const { account } = survey.access;
  const { value, gap } = await orGap(work, { account, region: survey.region, resource });
  if (!gap) return value;
  // A function that is gone since it was listed leaves no gap.
  if (gap.status !== 'absent') survey.gaps.push(gap);
  return instead;
}

async function invokersOf(survey: Survey, name: string, aliases: readonly FunctionAlias[]) {
  const { access, region } = survey;
  const qualifiers = [null, ...aliases.map((alias) => alias.name)];
  return Promise.all(
    qualifiers.map((qualifier) =>
      noted<Invokers>(survey, readInvokers(access, region, { name, qualifier }), [name, NO_INVOKERS]),
    ),
  );
}

/** Versions that event sources name, themselves or by an alias that `aliases` has anyway. */
function versionsCalled(sources: readonly EventSourceMapping[]): string[] {
  return sources
    .map(({ functionArn }) => functionArn.split(':')[7] ?? '')
    .filter((qualifier) => /^\d+$/.test(qualifier));
}

function noteVersion({ access: { account }, region, gaps }: Survey, version: DeployedVersion): void {
  const { functionArn, environmentError, fileSystems } = version;
  const place = { account, region, resource: functionArn, affectsCompleteness: true } as const;
  if (environmentError !== null) {
    const reason = `The names of its variables could not be read (${environmentError}): what they make it load was not seen.`;
    gaps.push({ ...place, action: 'kms:Decrypt', status: 'denied', reason });
  }
  if (fileSystems.length > 0) {
    const reason = `Code may come from the file system at ${fileSystems.join(', ')}, which was not read.`;
    gaps.push({ ...place, action: 'elasticfilesystem:ClientMount', status: 'unsupported', reason });
  }
}

async function surveyFunction(
  survey: Survey,
  versions: readonly DeployedVersion[],
  sources: readonly EventSourceMapping[],
): Promise<SurveyedFunction | null> {
  const { access, region } = survey;
  const latest = versions.find(({ version }) => version === '$LATEST') ?? versions.at(-1);
  if (!latest) return null;
  noteVersion(survey, latest);
  const { name, functionArn: arn } = latest;
  const aliases =
    versions.length > 1
      ? await noted<FunctionAlias[]>(survey, listAliases(access, region, name), [name, []])
      : [];
  const invokers = await invokersOf(survey, name, aliases);
  const urls = invokers.some(({ mayHaveUrl }) => mayHaveUrl)
    ? await noted<Trigger[]>(survey, readUrls(access, region, name), [name, []])
    : [];
  const called = ['$LATEST', ...aliases.flatMap((alias) => alias.versions), ...versionsCalled(sources)];
  return {
    arn,
    name,
    versions,
    aliases,
    reachable: [...new Set(called)],
    triggers: distinctTriggers([
      ...sources.map(({ trigger }) => trigger),
      ...invokers.flatMap(({ triggers }) => triggers),
      ...urls,
    ]),
  };
}

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

/** Everything that Lambda tells of the functions of one region. What it would not tell is a gap. */
export async function surveyRegion(access: AccountAccess, region: string): Promise<RegionSurvey> {
  const survey: Survey = { access, region, gaps: [] };
  const listed = await noted<DeployedVersion[] | null>(survey, listVersions(access, region), [null, null]);
  if (listed === null) return { functions: [], listed: false, gaps: survey.gaps };
  const own = listed.filter(({ isEdgeReplica }) => !isEdgeReplica);
  const sources =
    own.length === 0
      ? []
      : await noted<EventSourceMapping[]>(survey, listEventSources(access, region), [null, []]);
  const sourcesOf = grouped(sources, ({ functionArn }) => functionArn.split(':').slice(0, 7).join(':'));
  const limit = pLimit(SIDE_BY_SIDE);
  const functions = await Promise.all(
    [...grouped(own, ({ functionArn }) => functionArn)].map(([arn, versions]) =>
      limit(() => surveyFunction(survey, versions, sourcesOf.get(arn) ?? [])),
    ),
  );
  return { functions: functions.filter((fn) => fn !== null), listed: true, gaps: survey.gaps };
}
