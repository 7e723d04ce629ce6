import type { Action, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { compareAccess } from '../../model/index.js';
import { identifiedCallers, openCallers, type Callers } from '../../templates/index.js';
import type { AccountAccess } from '../access/access.js';
import { allPages } from '../access/pages.js';
import type { AskedSource, ReadSource } from './source.js';

function forwardsTo(group: string, actions: readonly Action[]): boolean {
  return actions.some(
    ({ TargetGroupArn, ForwardConfig }) =>
      TargetGroupArn === group ||
      ForwardConfig?.TargetGroups?.some((target) => target.TargetGroupArn === group),
  );
}

/** Listeners and rules of a load balancer that forward to a target group: the actions of each. */
async function forwarders(
  { arn: group, region }: AskedSource,
  { clients, call }: AccountAccess,
  { LoadBalancerArn }: LoadBalancer,
): Promise<(readonly Action[])[]> {
  const { DescribeListenersCommand, DescribeRulesCommand } =
    await import('@aws-sdk/client-elastic-load-balancing-v2');
  const client = await clients.loadBalancers(region);
  const listenersAction = 'elasticloadbalancing:DescribeListeners';
  const listeners = await allPages(listenersAction, async (Marker) => {
    const command = new DescribeListenersCommand({ LoadBalancerArn, ...(Marker ? { Marker } : {}) });
    const page = await call(region, listenersAction, () => client.send(command));
    return { items: page.Listeners ?? [], next: page.NextMarker };
  });
  const rulesAction = 'elasticloadbalancing:DescribeRules';
  // The rules of a listener include its default actions.
  const rules = await Promise.all(
    listeners.map(({ ListenerArn }) =>
      allPages(rulesAction, async (Marker) => {
        const command = new DescribeRulesCommand({ ListenerArn, ...(Marker ? { Marker } : {}) });
        const page = await call(region, rulesAction, () => client.send(command));
        return { items: page.Rules ?? [], next: page.NextMarker };
      }),
    ),
  );
  return rules
    .flat()
    .map(({ Actions = [] }) => Actions)
    .filter((actions) => forwardsTo(group, actions));
}

function forwarderCallers(actions: readonly Action[], { Scheme }: LoadBalancer): Callers {
  if (actions.some(({ Type }) => /^authenticate-|^jwt-validation$/.test(Type ?? '')))
    return identifiedCallers('the load balancer signs them in');
  return Scheme === 'internal'
    ? { access: 'account', statement: 'networks that reach the internal load balancer' }
    : openCallers('the load balancer is internet-facing');
}

const NO_LISTENER: Callers = { access: 'service', statement: 'no load balancer forwards to it now' };

/**
 * Who may call a function by the load balancers that forward to its target group.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export const readTargetGroup: ReadSource = async (asked, access) => {
  const { DescribeLoadBalancersCommand, DescribeTargetGroupsCommand } =
    await import('@aws-sdk/client-elastic-load-balancing-v2');
  const { clients, call } = access;
  const { arn, region } = asked;
  const client = await clients.loadBalancers(region);
  const { TargetGroups = [] } = await call(region, 'elasticloadbalancing:DescribeTargetGroups', () =>
    client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] })),
  );
  const arns = TargetGroups.flatMap(({ LoadBalancerArns = [] }) => LoadBalancerArns);
  if (arns.length === 0) return NO_LISTENER;
  const { LoadBalancers = [] } = await call(region, 'elasticloadbalancing:DescribeLoadBalancers', () =>
    client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: arns })),
  );
  const callers = await Promise.all(
    LoadBalancers.map(async (balancer) =>
      (await forwarders(asked, access, balancer)).map((actions) => forwarderCallers(actions, balancer)),
    ),
  );
  const [widest = NO_LISTENER] = callers.flat().sort((a, b) => compareAccess(a.access, b.access));
  return widest;
};
