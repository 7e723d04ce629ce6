import type { FlowRule } from '../../model/index.js';
import { FlowNode, type Flow, type Token, type Unit } from '../../program/index.js';
import type { Passages } from '../schemas/passages.js';
import { watchAnswer } from './answers.js';
import type { SinkHit } from './sinks.js';

interface Watched {
  readonly passages: Passages;
  readonly found: (hit: SinkHit) => void;
}

/** The parameter of a handler by which it may answer: `callback(null, answer)`. */
const CALLBACK = 2;

function answeringBy(flow: Flow, answers: FlowNode): Token {
  return {
    kind: 'native',
    name: 'callback',
    run: ({ args: [, answer] }) => {
      if (answer) flow.propagation.edge(answer, answers);
    },
  };
}

/** Functions that get events, and whose results are answers. */
export class Handlers {
  private readonly rules: readonly FlowRule[];
  private readonly watched: Watched;
  private readonly known = new Set<Unit>();

  constructor(rules: readonly FlowRule[], watched: Watched) {
    this.rules = rules;
    this.watched = watched;
  }

  add(flow: Flow, unit: Unit): void {
    if (this.known.has(unit)) return;
    this.known.add(unit);
    const { passages, found } = this.watched;
    for (const place of [unit.params[0], unit.anyArgument]) if (place) passages.starts.add(place);
    const answers = new FlowNode();
    flow.propagation.edge(unit.returns, answers);
    const callback = unit.params[CALLBACK];
    if (callback) flow.propagation.add(callback, answeringBy(flow, answers));
    for (const rule of this.rules) watchAnswer(flow, { rule, value: answers }, found);
  }
}
