import type { Identifier } from 'acorn';
import type { Scope } from '../scopes/scope.js';
import type { Flow } from './flow.js';
import type { Unit } from './value.js';

/** Stands before the name that a bundle gives a member of a package: minifiers change it. */
export const MEMBER = '?';

/** Gives a name that a package's code in a bundle declares its value. */
export function declareMember(
  flow: Flow,
  id: Identifier,
  { name, scope }: { readonly name: string; readonly scope: Scope<Unit> },
): void {
  const variable = scope.find(id.name);
  if (variable) flow.propagation.add(flow.variable(variable), flow.outside(name, [MEMBER + id.name]));
}
