import {
  ANY_NAME,
  FlowNode,
  ObjectToken,
  type CallSite,
  type CheckKind,
  type Flow,
  type Token,
} from '../../program/index.js';
import { provedOfElements } from '../schemas/patterns.js';
import type { CheckedData } from '../schemas/checked-data.js';
import { isTaint, type Taints, type TaintToken } from '../schemas/taint.js';

/**
 * Lists of which code keeps what it allows: elements, `ids.filter(isId)`, or pairs by their name or value,
 * `Object.entries(query).filter(([name]) => NAMES.has(name))`.
 */
export class FilteredLists {
  private readonly taints: Taints;
  private readonly checked: CheckedData;
  private readonly made = new Map<CallSite, ObjectToken>();

  constructor(taints: Taints, checked: CheckedData) {
    this.taints = taints;
    this.checked = checked;
  }

  /** @returns false if the value is no list */
  filter(flow: Flow, site: CallSite, list: Token): boolean {
    const [callback] = site.args;
    if (!(list instanceof ObjectToken) || list.form !== 'array' || !callback) return false;
    const proved = provedOfElements(site.given[0]);
    const made = this.made.get(site) ?? new ObjectToken('array');
    this.made.set(site, made);
    const out = flow.properties.slot(made, ANY_NAME);
    flow.propagation.listen(flow.properties.all(list), (each) => {
      const isPair = each instanceof ObjectToken && each.form === 'array';
      // What belongs to the caller.
      if (isTaint(each) && each.mark.part.isKept) return;
      if (isTaint(each)) this.filterData(flow, each, { callback, out });
      else flow.propagation.add(out, isPair ? this.checkedPair(flow, each, proved) : each);
    });
    flow.propagation.add(site.result, made);
    return true;
  }

  private filterData(
    flow: Flow,
    token: TaintToken,
    { callback, out }: { readonly callback: FlowNode; readonly out: FlowNode },
  ): void {
    const found = (left: Token): void => {
      flow.propagation.add(out, left);
    };
    flow.decide(callback, (callee) => {
      if (callee) this.checked.prove(flow, token, { callee, called: null, found });
      else found(token);
    });
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
