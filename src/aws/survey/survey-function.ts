import type { PolledSource, Trigger } from '../../model/index.js';
import { versionNumberOf, type DeployedVersion } from './deployed-version.js';
import type { EventSourceMapping } from './event-sources.js';
import { readInvokers, readUrls } from './exposure.js';
import type { SourcedTrigger } from './identify-sources.js';
import {
  listAliases,
  listDestinations,
  listProvisioned,
  type Destinations,
  type FunctionAlias,
} from './list-functions.js';
import { NO_INVOKERS, type Invokers } from './resource-policy.js';
import { noted, type Survey } from './survey.js';

/** A function with the callers that its name, aliases and event sources have. */
export interface FunctionCallers {
  readonly arn: string;
  readonly name: string;
  readonly versions: readonly DeployedVersion[];
  readonly aliases: readonly FunctionAlias[];
  /** Versions that are called or started. */
  readonly called: ReadonlySet<string>;
  readonly triggers: readonly SourcedTrigger[];
  readonly polled: readonly PolledSource[];
  /** Where its event sources send events that failed: ARNs. */
  readonly failed: readonly string[];
  /** Where results of asynchronous calls are sent: ARNs; null if that was not read. */
  readonly sentTo: readonly string[] | null;
  /** Whether events that failed are among these results; null if that was not read. */
  readonly sendsFailed: boolean | null;
}

export interface FunctionListing {
  readonly versions: readonly [DeployedVersion, ...DeployedVersion[]];
  readonly sources: readonly EventSourceMapping[];
  /** Numbers of versions that something beside the function names. */
  readonly named: readonly string[];
}

/** Callers of a function by its name and by each alias. */
async function invokersOf(
  survey: Survey,
  { name, functionArn: arn }: DeployedVersion,
  aliases: readonly FunctionAlias[],
) {
  const { access, region } = survey;
  const qualifiers = [null, ...aliases.map((alias) => alias.name)];
  return Promise.all(
    qualifiers.map((qualifier) =>
      noted<Invokers>(survey, readInvokers(access, region, { name, qualifier }), [arn, NO_INVOKERS]),
    ),
  );
}

/** Published versions that none of the known callers reaches. */
export function publishedRest(
  versions: readonly DeployedVersion[],
  called: ReadonlySet<string>,
): DeployedVersion[] {
  return versions.filter(({ version }) => version !== '$LATEST' && !called.has(version));
}

/** Reads all callers of a function from Lambda. Refused answers are gaps. */
export async function surveyFunction(survey: Survey, listing: FunctionListing): Promise<FunctionCallers> {
  const { access, region } = survey;
  const { versions, sources, named } = listing;
  const { name, functionArn: arn } = versions[0];
  const aliases = await noted<FunctionAlias[]>(survey, listAliases(access, region, name), [arn, []]);
  const invokers = await invokersOf(survey, versions[0], aliases);
  const urls = invokers.some(({ mayHaveUrl }) => mayHaveUrl)
    ? await noted<Trigger[]>(survey, readUrls(access, region, name), [arn, []])
    : [];
  const called = new Set([
    '$LATEST',
    ...aliases.flatMap((alias) => alias.versions),
    ...sources.flatMap(({ functionArn }) => versionNumberOf(functionArn) ?? []),
    ...named,
  ]);
  if (publishedRest(versions, called).length > 0) {
    const started = await noted<string[]>(survey, listProvisioned(access, region, name), [arn, []]);
    for (const version of started.flatMap((one) => versionNumberOf(one) ?? [])) called.add(version);
  }
  // Without this call only the function's needs are less known: no code is missed.
  const results = await noted<Destinations | null>(survey, listDestinations(access, region, name), [
    arn,
    null,
    false,
  ]);
  return {
    arn,
    name,
    versions,
    aliases,
    called,
    sentTo: results?.sentTo ?? null,
    sendsFailed: results && results.failedTo.length > 0,
    polled: sources.map(({ polled }) => polled),
    failed: sources.flatMap(({ destinations }) => destinations),
    triggers: [
      ...sources.map(({ trigger }) => trigger),
      ...invokers.flatMap(({ triggers }) => triggers),
      ...urls,
    ],
  };
}
