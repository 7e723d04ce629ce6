import { unknownCallers, type Callers } from '../../templates/index.js';
import type { AccountAccess } from '../access/access.js';
import type { CoverageGap } from '../access/coverage.js';
import { Refusal } from '../access/refusal.js';
import { accountBlock, bucketReader } from './bucket.js';
import { executeApiOf } from './execute-api-arn.js';
import { httpApiCallers, readHttpApi, type HttpApiFacts } from './http-api.js';
import { readTargetGroup } from './load-balancer.js';
import { readQueue, readTopic } from './queue-and-topic.js';
import { openRefusedCalls } from './refused-calls.js';
import { readRestApi, restApiCallers, type ApiPlace, type RestApiFacts } from './rest-api.js';
import { readPolicyText } from './policy-text.js';
import { sourceOf, type AskedSource, type ReadSource, type Source } from './source.js';

/** Finds out who may cause events of sources of one account and region. */
export interface SourceReader {
  /**
   * Callers of a function by a source; null for a kind of source that has no callers of its own.
   * @param arn of the source, as a policy or an event source mapping names it.
   */
  callersOf(arn: string, functionArn: string): Promise<Callers | null>;
  /**
   * The text of the policy of a resource in the account; null if it has none, undefined if it could not be read.
   * @param arn of a resource whose policy can be read.
   */
  policyText(arn: string, functionArn: string): Promise<string | null | undefined>;
  /** Gaps for the calls that were refused: one for each action. */
  gaps(): readonly CoverageGap[];
}

type ApiFacts = { readonly rest: RestApiFacts } | { readonly http: HttpApiFacts };

/** An id says nothing about the kind of its API. */
async function readApi(place: ApiPlace, access: AccountAccess): Promise<ApiFacts> {
  try {
    return { rest: await readRestApi(place, access) };
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'absent')
      return { http: await readHttpApi(place, access) };
    throw error;
  }
}

type Readers = readonly (readonly [service: string, start: string, read: ReadSource])[];

/** Sources of which only the policy is read, by service and the beginning of the resource. */
function readersWith(readBucket: ReadSource): Readers {
  return [
    ['sqs', '', readQueue],
    ['sns', '', readTopic],
    ['s3', '', readBucket],
    ['elasticloadbalancing', 'targetgroup/', readTargetGroup],
  ];
}

function readerFor(readers: Readers, { service, resource }: Source): ReadSource | null {
  const found = readers.find(([of, start]) => of === service && resource.startsWith(start));
  return found?.[2] ?? null;
}

type Once = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Does each piece of work once. */
function openOnce(): Once {
  const done = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>) => {
    const known = (done.get(key) as Promise<T> | undefined) ?? work();
    done.set(key, known);
    return known;
  };
}

async function apiCallers(source: AskedSource, access: AccountAccess, once: Once): Promise<Callers> {
  const asked = executeApiOf(source.resource);
  if (!asked) return unknownCallers('the permission names no single API');
  const place = { id: asked.api, region: source.region, account: source.account };
  const facts = await once(`api ${source.region} ${asked.api}`, () => readApi(place, access));
  return 'rest' in facts
    ? restApiCallers(facts.rest, asked, source.functionArn)
    : httpApiCallers(facts.http, asked, source.functionArn);
}

/** Opens the sources of an account. Each source is read once. */
export function openSources(access: AccountAccess, region: string): SourceReader {
  const refused = openRefusedCalls(access);
  const once = openOnce();
  const readers = readersWith(
    bucketReader((ofRegion) =>
      once(`block ${ofRegion}`, () =>
        accountBlock(refused.access, ofRegion).catch((error: unknown) => {
          refused.note(error, 'the block of the account');
          return null;
        }),
      ),
    ),
  );
  async function read(source: Source, reader: ReadSource | null): Promise<Callers> {
    try {
      if (!reader) return await apiCallers(source, refused.access, once);
      return await once(source.arn, () => reader(source, refused.access));
    } catch (error) {
      return unknownCallers(refused.note(error, source.arn));
    }
  }
  return {
    async callersOf(arn, functionArn) {
      const source = sourceOf(arn, functionArn);
      const reader = readerFor(readers, source);
      if (!reader && source.service !== 'execute-api') return null;
      if (source.account !== access.account)
        return unknownCallers('its policy is in another account, which was not asked for it');
      if (reader && /[*?]/.test(source.resource))
        return unknownCallers('the permission names no single source');
      return read(source, reader);
    },
    async policyText(arn, functionArn) {
      if (sourceOf(arn, functionArn).account !== access.account) return undefined;
      try {
        return await once(`policy ${arn}`, () => readPolicyText(arn, functionArn, refused.access));
      } catch (error) {
        refused.noteResource(error, arn);
        return undefined;
      }
    },
    gaps: () => refused.gaps(region),
  };
}
