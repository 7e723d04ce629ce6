import {
  cloudFormationStatements,
  composePolicy,
  policyNotes,
  serverlessStatements,
} from '../../iam/index.js';
import { groupBy, type FunctionPermissions } from '../../model/index.js';
import { editText, type TextEdit } from './edit-text.js';
import { childOf, itemsOf, keysOf, referredId, templateTree, textOf, type Tree } from './template-tree.js';

/** A function of a scan, with what it needs. */
export interface FunctionNeeds {
  readonly name: string;
  /** Null if its code was not analysed. */
  readonly permissions: FunctionPermissions | null;
}

/** What was not written, and why. */
export interface UnwrittenPolicy {
  readonly name: string;
  readonly why: string;
}

export interface WrittenPolicies {
  readonly text: string;
  /** Functions and roles whose policies were written. */
  readonly written: readonly string[];
  readonly left: readonly UnwrittenPolicy[];
}

/** One policy to write, with the edits that it takes. */
interface Plan {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

type Planned = Plan | UnwrittenPolicy;

/** Why the needs of a function are not all known; null if they are. */
function whyNotKnown({ permissions }: FunctionNeeds): string | null {
  if (permissions === null) return 'its code was not analysed';
  return permissions.atLeast
    ? `its code may need more than was seen: ${permissions.unresolved.join('; ')}`
    : null;
}

function permissionsOf(functions: readonly FunctionNeeds[]): FunctionPermissions[] {
  return functions.flatMap(({ permissions }) => permissions ?? []);
}

const FUNCTION_TYPES: ReadonlySet<string | null> = new Set([
  'AWS::Serverless::Function',
  'AWS::Lambda::Function',
]);

/** A function of a template, with its needs where the scan saw it. */
interface Declared {
  readonly id: string;
  readonly roleId: string | null;
  readonly isSam: boolean;
  readonly hasRole: boolean;
  readonly needs: FunctionNeeds | null;
}

function isCalled(name: string, id: string, given: string | null): boolean {
  return name === id || name === given || name.endsWith(`/${id}`);
}

function declaredIn(tree: Tree, functions: readonly FunctionNeeds[]): Declared[] {
  const resources = childOf(tree, 'Resources');
  return keysOf(resources).flatMap((id) => {
    const resource = childOf(resources, id);
    const type = textOf(childOf(resource, 'Type'));
    if (!FUNCTION_TYPES.has(type)) return [];
    const given = textOf(childOf(resource, 'Properties', 'FunctionName'));
    const role = childOf(resource, 'Properties', 'Role');
    return [
      {
        id,
        roleId: referredId(role),
        isSam: type === 'AWS::Serverless::Function',
        hasRole: Boolean(role),
        needs: functions.find(({ name }) => isCalled(name, id, given)) ?? null,
      },
    ];
  });
}

function inSamFunction({ id }: Declared, needs: FunctionNeeds): Plan {
  const policy = composePolicy(permissionsOf([needs]));
  const value = [{ Version: '2012-10-17', Statement: cloudFormationStatements(policy) }];
  return {
    name: needs.name,
    edits: [{ path: ['Resources', id, 'Properties', 'Policies'], value, comments: policyNotes(policy) }],
  };
}

/** The policy of a role is that of all functions which have it. */
function inRole(tree: Tree, roleId: string, sharing: readonly Declared[]): Planned {
  const name = sharing.map(({ needs, id }) => needs?.name ?? id).join(', ');
  const unseen = sharing.find(({ needs }) => needs === null);
  if (unseen) return { name, why: `${unseen.id} has the same role, and the scan did not see it` };
  const needs = sharing.flatMap((one) => one.needs ?? []);
  const why = needs.map(whyNotKnown).find((one) => one !== null);
  if (why) return { name, why };
  const properties = childOf(tree, 'Resources', roleId, 'Properties');
  if (!properties) return { name, why: `its role ${roleId} is not in the template` };
  const policy = composePolicy(permissionsOf(needs));
  const document = { Version: '2012-10-17', Statement: cloudFormationStatements(policy) };
  const value = [{ PolicyName: 'needed', PolicyDocument: document }];
  const path = ['Resources', roleId, 'Properties'];
  const hasManaged = Boolean(childOf(properties, 'ManagedPolicyArns'));
  return {
    name: `${name} (role ${roleId})`,
    edits: [
      { path: [...path, 'Policies'], value, comments: policyNotes(policy) },
      ...(hasManaged ? [{ path: [...path, 'ManagedPolicyArns'], value: undefined, comments: [] }] : []),
    ],
  };
}

function planFunction(declared: Declared): Planned {
  const { needs, id, isSam, hasRole } = declared;
  if (needs === null) return { name: id, why: 'the scan did not see it' };
  if (hasRole || !isSam) return { name: needs.name, why: 'its role is defined elsewhere' };
  const why = whyNotKnown(needs);
  return why === null ? inSamFunction(declared, needs) : { name: needs.name, why };
}

/** Policies that are resources of their own and stay: they have to be removed by hand. */
function attachedPolicies(tree: Tree, roleIds: ReadonlySet<string | null>): UnwrittenPolicy[] {
  const resources = childOf(tree, 'Resources');
  return keysOf(resources).flatMap((id) => {
    const resource = childOf(resources, id);
    if (!/^AWS::IAM::(?:Role|Managed)?Policy$/.test(textOf(childOf(resource, 'Type')) ?? '')) return [];
    const roles = [
      ...itemsOf(childOf(resource, 'Properties', 'Roles')),
      childOf(resource, 'Properties', 'RoleName'),
    ];
    const isAttached = roles.some((role) => roleIds.has(referredId(role)));
    return isAttached ? [{ name: id, why: 'this policy is a resource of its own: remove it by hand' }] : [];
  });
}

function planCloudFormation(tree: Tree, functions: readonly FunctionNeeds[]): Planned[] {
  const declared = declaredIn(tree, functions);
  const byRole = groupBy(declared, ({ roleId }) => (roleId === null ? [] : [roleId]));
  const inRoles = [...byRole].map(([roleId, sharing]) => inRole(tree, roleId, sharing));
  const written = new Set(byRole.keys());
  return [
    ...declared.filter(({ roleId }) => roleId === null).map(planFunction),
    ...inRoles,
    ...attachedPolicies(tree, written),
  ];
}

/** Serverless Framework makes one role for all functions. */
function planServerless(tree: Tree, functions: readonly FunctionNeeds[]): Planned[] {
  const name = 'provider.iam.role';
  const keys = keysOf(childOf(tree, 'functions'));
  const seen = keys.map((key) => functions.find((fn) => fn.name === key || fn.name.endsWith(`-${key}`)));
  const unseen = keys.find((_, index) => seen[index] === undefined);
  if (keys.length === 0) return [{ name, why: 'the functions are not in this file' }];
  if (unseen !== undefined) return [{ name, why: `the scan did not see the function ${unseen}` }];
  const needs = seen.flatMap((one) => one ?? []);
  const why = needs.map((one) => [one.name, whyNotKnown(one)] as const).find(([, one]) => one !== null);
  if (why) return [{ name, why: `${why[0]}: ${why[1]}` }];
  const role = childOf(tree, 'provider', 'iam', 'role');
  if (role && keysOf(role).length === 0) return [{ name, why: 'the role is defined elsewhere' }];
  const policy = composePolicy(permissionsOf(needs));
  const isOld = Boolean(childOf(tree, 'provider', 'iamRoleStatements'));
  const path = isOld ? ['provider', 'iamRoleStatements'] : ['provider', 'iam', 'role', 'statements'];
  return [{ name, edits: [{ path, value: serverlessStatements(policy), comments: policyNotes(policy) }] }];
}

const BY_HAND = 'the template is written on one line there: edit it by hand';

/** @returns null if one of the edits cannot be made. */
function applied(text: string, edits: readonly TextEdit[]): string | null {
  return edits.reduce<string | null>((now, edit) => now && editText(now, edit), text);
}

/**
 * Writes the policies that functions need into a template of SAM or CloudFormation, or into serverless.yml. A function whose needs
 * are not all known keeps its policies.
 */
export function writePolicies(text: string, functions: readonly FunctionNeeds[]): WrittenPolicies {
  const tree = templateTree(text);
  const isServerless = childOf(tree, 'provider') && childOf(tree, 'functions');
  const planned = isServerless ? planServerless(tree, functions) : planCloudFormation(tree, functions);
  let now = text;
  const written: string[] = [];
  const left: UnwrittenPolicy[] = [];
  for (const plan of planned) {
    const next = 'why' in plan ? null : applied(now, plan.edits);
    if ('why' in plan) left.push(plan);
    else if (next === null) left.push({ name: plan.name, why: BY_HAND });
    else {
      now = next;
      written.push(plan.name);
    }
  }
  return { text: now, written, left };
}
