import { compareAccess } from '../../model/index.js';
import { field, itemsOf } from '../data.js';
import { identifiedCallers, openCallers, unknownCallers, type Callers } from '../authorization-words.js';
import { indexOnce, type Connect } from './connection.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { referredResource, settingOf } from './api-callers.js';
import { propertyOf, resourcesOfType, type Resource, type Template } from './template.js';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

function actionsOf(template: Template, resource: Resource): readonly unknown[] {
  const name = resource.type === LISTENER ? 'DefaultActions' : 'Actions';
  return itemsOf(propertyOf(template, resource, name));
}

/** Target groups that an action forwards to. */
function targetsOf(template: Template, action: unknown): string[] {
  const weighted = itemsOf(field(field(action, 'ForwardConfig'), 'TargetGroups'));
  return [field(action, 'TargetGroupArn'), ...weighted.map((one) => field(one, 'TargetGroupArn'))].flatMap(
    (value) => referenceOf(branchOf(value, template.scope)) ?? [],
  );
}

/** Listeners and rules, by the target group that they forward to. */
const forwarders = indexOnce((template: Template) => {
  const found = new Map<string, Resource[]>();
  for (const resource of resourcesOfType(template, LISTENER, RULE))
    for (const target of actionsOf(template, resource).flatMap((action) => targetsOf(template, action))) {
      const known = found.get(target) ?? [];
      known.push(resource);
      found.set(target, known);
    }
  return found;
});

function authenticates(template: Template, forwarder: Resource): boolean {
  return actionsOf(template, forwarder).some((action) =>
    /^authenticate-|^jwt-validation$/.test(textOf(field(action, 'Type'), template.scope) ?? ''),
  );
}

function forwarderCallers(template: Template, forwarder: Resource): Callers {
  if (authenticates(template, forwarder))
    return identifiedCallers(`the load balancer signs them in (${forwarder.id})`);
  const listener =
    forwarder.type === LISTENER ? forwarder : referredResource(template, forwarder, 'ListenerArn');
  const balancer = listener && referredResource(template, listener, 'LoadBalancerArn');
  if (!balancer) return unknownCallers('its load balancer is not in the template');
  const scheme = settingOf(template, balancer.properties, ['Scheme', 'internet-facing']);
  if (scheme === 'internal')
    return {
      access: 'account',
      statement: `networks that reach the internal load balancer (${balancer.id})`,
    };
  return scheme === 'internet-facing'
    ? openCallers(`the load balancer is internet-facing (${balancer.id})`)
    : unknownCallers('the scheme of its load balancer is set by the deployment');
}

/** A target group of functions: the load balancers that forward to it call them. */
export const connectTargetGroup: Connect = (template, group) => {
  if (settingOf(template, group.properties, ['TargetType', 'instance']) !== 'lambda') return [];
  const callers = (forwarders(template).get(group.id) ?? []).map((one) => forwarderCallers(template, one));
  const [widest = unknownCallers('no listener of the template forwards to it')] = callers.sort((a, b) =>
    compareAccess(a.access, b.access),
  );
  return itemsOf(propertyOf(template, group, 'Targets')).map((target) => ({
    target: field(target, 'Id'),
    trigger: { type: 'http', detail: `load balancer (${group.id})`, ...widest },
  }));
};
