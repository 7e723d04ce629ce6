import type { FlowRule } from '../../model/index.js';
import type { Flow, Unit } from '../../program/index.js';
import type { Passages } from '../schemas/passages.js';
import { watchAnswer } from './answers.js';
import type { SinkHit } from './sinks.js';

interface Watched {
  readonly passages: Passages;
  readonly found: (hit: SinkHit) => void;
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
    for (const rule of this.rules) watchAnswer(flow, { rule, value: unit.returns }, found);
  }
}
