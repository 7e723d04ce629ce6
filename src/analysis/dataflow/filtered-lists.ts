import {
  FlowNode,
  ObjectToken,
  type CallSite,
  type CheckKind,
  type Flow,
  type Token,
} from '../../program/index.js';
import { provedOfElements } from '../schemas/patterns.js';
import { isTaint, type Taints } from '../schemas/taint.js';

/** Lists of pairs of which code keeps those whose name, or value, it allows: `Object.entries(query).filter(([name]) => NAMES.has(name))`. */
export class FilteredLists {
  private readonly taints: Taints;
  private readonly made = new Map<CallSite, ObjectToken>();

  constructor(taints: Taints) {
    this.taints = taints;
  }

  /** @returns false if the function has checked no element of a pair */
  filter(flow: Flow, site: CallSite, list: Token): boolean {
    if (!(list instanceof ObjectToken) || list.form !== 'array') return false;
    const proved = provedOfElements(site.given[0]);
    if (proved.size === 0) return false;
    const made = this.made.get(site) ?? new ObjectToken('array');
    this.made.set(site, made);
    const out = flow.properties.slot(made, '0');
    flow.propagation.listen(flow.properties.all(list), (pair) => {
      const isPair = pair instanceof ObjectToken && pair.form === 'array';
      flow.propagation.add(out, isPair ? this.checkedPair(flow, pair, proved) : pair);
    });
    flow.propagation.add(site.result, made);
    return true;
  }

  private checkedPair(flow: Flow, pair: ObjectToken, proved: ReadonlyMap<string, CheckKind>): ObjectToken {
    const made = new ObjectToken('array');
    for (const name of ['0', '1']) {
      const part = new FlowNode();
      flow.propagation.edge(flow.properties.lookup(pair, name), part);
      flow.propagation.listen(part, (token) => {
        const kind = proved.get(name) ?? null;
        flow.propagation.add(
          flow.properties.slot(made, name),
          isTaint(token) ? this.taints.after(token, kind) : token,
        );
      });
    }
    return made;
  }
}
