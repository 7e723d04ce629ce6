import { textOf } from '../../syntax/index.js';
import { FlowNode, ObjectToken, type CallSite, type Flow } from '../../program/index.js';
import { methodName } from './mark-methods.js';

const LISTENING: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'prependListener']);

/** Events that streams, servers and programs of the runtime have: whose one is emitted, the name does not tell. */
const OF_RUNTIME =
  /^(?:data|end|error|close|finish|drain|readable|pipe|message|open|re(?:quest|sponse)|connect(?:ion)?|listening|timeout|abort|exit|warning)$/;

/** Events of a program's own emitters, by their names: what one function emits, another one gets. */
export class EmittedEvents {
  private readonly noted = new Set<CallSite>();
  private readonly values = new Map<string, FlowNode>();

  private valueOf(event: string, at: number): FlowNode {
    const key = `${String(at)} ${event}`;
    const known = this.values.get(key) ?? new FlowNode();
    this.values.set(key, known);
    return known;
  }

  /** Ties `flags.emit('rules', list)` to `flags.on('rules', (list) => …)`. */
  note(flow: Flow, site: CallSite): void {
    const method = methodName(site) ?? '';
    const isEmit = method === 'emit';
    if ((!isEmit && !LISTENING.has(method)) || this.noted.has(site)) return;
    this.noted.add(site);
    const event = site.given[0] ? textOf(site.given[0]) : null;
    if (event === null || OF_RUNTIME.test(event)) return;
    const [, ...given] = site.args;
    if (!isEmit) this.listen(flow, given[0], event);
    else for (const [at, value] of given.entries()) flow.propagation.edge(value, this.valueOf(event, at));
  }

  private listen(flow: Flow, listener: FlowNode | undefined, event: string): void {
    if (!listener) return;
    flow.propagation.listen(listener, (token) => {
      if (!(token instanceof ObjectToken) || !token.unit) return;
      flow.enter(token.unit);
      for (const [at, param] of token.unit.params.entries())
        flow.propagation.edge(this.valueOf(event, at), param);
    });
  }
}
