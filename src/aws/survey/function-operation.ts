import pLimit from 'p-limit';
import type { Trigger } from '../../model/index.js';
import type { AccountAccess } from '../access/access.js';
import { allPages } from '../access/pages.js';
import { functionArnOf } from './deployed-version.js';
import { noted, type Survey } from './survey.js';

const PAGE = 50;

/** Settings of a function for all its versions, which listings lack. */
export interface FunctionOperation {
  /** Whether events that failed are sent to a destination; null if that was not read. */
  readonly sendsFailed: boolean | null;
  /** Null: none is reserved. Undefined: not read, as it is where the public cannot call the function. */
  readonly reservedConcurrency?: number | null;
  /** Whether its code has to be signed; null if that was not read. */
  readonly signed: boolean | null;
  /** Another function of the region has to be signed. */
  readonly othersSigned: boolean;
}

/**
 * ARNs of the functions of a region whose code has to be signed: one call, and one for each configuration.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
 * @throws Refusal
 */
async function listSigned({ clients, call }: AccountAccess, region: string): Promise<ReadonlySet<string>> {
  const { ListCodeSigningConfigsCommand, ListFunctionsByCodeSigningConfigCommand } =
    await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:ListCodeSigningConfigs';
  const configs = await allPages(action, async (marker) => {
    const command = new ListCodeSigningConfigsCommand({ MaxItems: PAGE, ...(marker && { Marker: marker }) });
    const { CodeSigningConfigs = [], NextMarker } = await call(region, action, () => client.send(command));
    return { items: CodeSigningConfigs, next: NextMarker };
  });
  const signed = new Set<string>();
  for (const { CodeSigningConfigArn } of configs) {
    const byConfig = 'lambda:ListFunctionsByCodeSigningConfig';
    const arns = await allPages(byConfig, async (marker) => {
      const command = new ListFunctionsByCodeSigningConfigCommand({
        CodeSigningConfigArn,
        MaxItems: PAGE,
        ...(marker && { Marker: marker }),
      });
      const { FunctionArns = [], NextMarker } = await call(region, byConfig, () => client.send(command));
      return { items: FunctionArns, next: NextMarker };
    });
    for (const arn of arns) signed.add(functionArnOf(arn));
  }
  return signed;
}

/**
 * The concurrency that is reserved for a function; null if none is.
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 * @throws Refusal
 */
async function reservedConcurrency(
  { clients, call }: AccountAccess,
  region: string,
  functionName: string,
): Promise<number | null> {
  const { GetFunctionCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const command = new GetFunctionCommand({ FunctionName: functionName });
  const { Concurrency } = await call(region, 'lambda:GetFunction', () => client.send(command));
  return Concurrency?.ReservedConcurrentExecutions ?? null;
}

/** See listSigned; null if there are no functions, or if it is refused: then only a note is missing. */
export async function readSigned(survey: Survey, functions: number): Promise<ReadonlySet<string> | null> {
  const { access, region } = survey;
  return functions === 0
    ? null
    : noted<ReadonlySet<string> | null>(survey, listSigned(access, region), [null, null, false]);
}

interface Operated {
  readonly arn: string;
  readonly name: string;
  readonly triggers: readonly Trigger[];
  readonly operation: FunctionOperation;
}

/** Number of functions read in parallel; the rate of calls is limited elsewhere. */
const SIDE_BY_SIDE = 16;

/** The functions, with the concurrency of those that the public can call: only there it is judged. */
export async function withConcurrency<Fn extends Operated>(
  survey: Survey,
  functions: readonly Fn[],
): Promise<Fn[]> {
  const { access, region } = survey;
  const limit = pLimit(SIDE_BY_SIDE);
  return Promise.all(
    functions.map(async (fn) => {
      if (!fn.triggers.some(({ type, access: who }) => type === 'http' && who === 'anyone')) return fn;
      const reading = limit(() => reservedConcurrency(access, region, fn.name));
      const reserved = await noted<number | null | undefined>(survey, reading, [fn.arn, undefined, false]);
      return reserved === undefined
        ? fn
        : { ...fn, operation: { ...fn.operation, reservedConcurrency: reserved } };
    }),
  );
}
