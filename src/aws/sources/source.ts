import type { Callers } from '../../templates/index.js';
import type { AccountAccess } from '../access/access.js';

/** A resource whose events start functions: what an ARN of it says. */
export interface AskedSource {
  readonly arn: string;
  /** Of the resource; of the function where the ARN has none, as those of buckets. */
  readonly region: string;
  readonly account: string;
  /** The part of the ARN that names the resource. */
  readonly resource: string;
  /** ARN of the function that it starts. */
  readonly functionArn: string;
}

/** Reads from AWS who may cause events of a source. @throws Refusal */
export type ReadSource = (source: AskedSource, access: AccountAccess) => Promise<Callers>;

/** A source, with IAM's prefix of its service. */
export interface Source extends AskedSource {
  readonly service: string;
}

/** Reads an ARN. Those of buckets have no region and no account: both are then the function's. */
export function sourceOf(arn: string, functionArn: string): Source {
  const [, , service = '', region = '', account = '', ...resource] = arn.split(':');
  const [, , , ownRegion = '', ownAccount = ''] = functionArn.split(':');
  return {
    arn,
    functionArn,
    service,
    region: region || ownRegion,
    account: account || ownAccount,
    resource: resource.join(':'),
  };
}
