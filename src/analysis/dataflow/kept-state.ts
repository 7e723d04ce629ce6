import type { AnyNode } from 'acorn';
import {
  ANY_NAME,
  FlowNode,
  ObjectToken,
  type CallSite,
  type Flow,
  type Token,
} from '../../program/index.js';
import type { Passages } from '../schemas/passages.js';
import type { Taints } from '../schemas/taint.js';

const KEEPING: ReadonlySet<string> = new Set(['push', 'unshift']);

/** The variable whose method a call calls; null of another call. */
function variableOf({ node }: CallSite): (AnyNode & { readonly type: 'Identifier' }) | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object } = node.callee;
  return object.type === 'Identifier' ? object : null;
}

/** Whether code empties a list, or gives its variable another one. */
export function isEmptied(text: string, name: string): boolean {
  const [, ...others] = text.split(new RegExp(`\\b${name.replaceAll('$', '\\$')}\\s?=(?!=)`));
  return (
    others.length > 1 ||
    ['.length = 0', '.length=0', '.splice(', '.clear('].some((end) => text.includes(name + end))
  );
}

/** Lists of a module that keep what one caller sends until the next one calls. */
export class KeptState {
  private readonly ways: { readonly taints: Taints; readonly passages: Passages };

  constructor(ways: { readonly taints: Taints; readonly passages: Passages }) {
    this.ways = ways;
  }

  /** A function puts data into a list of its module. */
  call(flow: Flow, site: CallSite, callee: Token): void {
    const variable = callee.kind === 'native' && KEEPING.has(callee.name) ? variableOf(site) : null;
    if (!variable) return;
    const owner = site.scope.ownerOf(variable.name);
    if (owner?.node.type !== 'Program' || owner === site.scope.owner) return;
    if (isEmptied(flow.sources.get(owner.file) ?? '', variable.name)) return;
    const kept = new FlowNode();
    for (const value of site.args)
      this.ways.passages.deep(flow, value, { to: kept, as: (token) => this.ways.taints.kept(token) });
    flow.propagation.listen(flow.valueAt(variable, site.scope), (list) => {
      if (list instanceof ObjectToken && list.form === 'array')
        flow.propagation.edge(kept, flow.properties.slot(list, ANY_NAME));
    });
  }
}
