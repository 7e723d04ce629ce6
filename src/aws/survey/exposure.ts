import type { Trigger } from '../../model/index.js';
import type { AccountAccess } from '../access/access.js';
import { allPages } from '../access/pages.js';
import { Refusal } from '../access/refusal.js';
import { invokersOf, NO_INVOKERS, type Invokers } from './resource-policy.js';

/**
 * Principals that may call a function, or one of its versions or aliases.
 * @param qualifier null: the function itself.
 * @throws Refusal
 */
export async function readInvokers(
  { clients, call }: AccountAccess,
  region: string,
  { name, qualifier }: { readonly name: string; readonly qualifier: string | null },
): Promise<Invokers> {
  const { GetPolicyCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:GetPolicy';
  const command = new GetPolicyCommand({
    FunctionName: name,
    ...(qualifier === null ? {} : { Qualifier: qualifier }),
  });
  try {
    const { Policy = '{}' } = await call(region, action, () => client.send(command));
    const invokers = invokersOf(Policy);
    if (!invokers) throw new Refusal('failed', action, 'MalformedPolicy');
    return invokers;
  } catch (error) {
    // Most functions have none.
    if (error instanceof Refusal && error.kind === 'absent') return NO_INVOKERS;
    throw error;
  }
}

/**
 * The function's URLs, as triggers.
 * @throws Refusal
 */
export async function readUrls(
  { clients, call }: AccountAccess,
  region: string,
  name: string,
): Promise<Trigger[]> {
  const { ListFunctionUrlConfigsCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:ListFunctionUrlConfigs';
  const listed = await allPages(action, async (marker) => {
    const command = new ListFunctionUrlConfigsCommand({
      FunctionName: name,
      MaxItems: 50,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const { FunctionUrlConfigs = [], NextMarker } = await call(region, action, () => client.send(command));
    return { items: FunctionUrlConfigs, next: NextMarker };
  });
  return listed.map(({ AuthType }): Trigger =>
    AuthType === 'NONE'
      ? {
          type: 'http',
          detail: 'function URL, open to everybody',
          access: 'anyone',
          statement: 'AuthType NONE',
        }
      : {
          type: 'http',
          detail: 'function URL, by IAM',
          access: 'authenticated',
          statement: 'AuthType AWS_IAM',
        },
  );
}
