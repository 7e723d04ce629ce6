import { isExponential, type CallSite, type Flow, type OutsideToken } from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import { patternOf } from '../schemas/patterns.js';
import { applies, type TaintToken } from '../schemas/taint.js';
import { methodName } from '../call-text.js';
import { codeOf, type SinkHit } from './sinks.js';

/** Methods of a text whose first argument is a pattern, and methods of a pattern whose first argument is a text. */
const OF_TEXTS = /^(?:match|matchAll|search|replace|replaceAll|split)$/;
const OF_PATTERNS = /^(?:test|exec)$/;

interface Steps {
  readonly found: (hit: SinkHit) => void;
  /** Looks at the arguments of a call. */
  readonly watch: (flow: Flow, site: CallSite, callee: OutsideToken) => void;
}

/** Patterns of the code that take exponential time, where data is matched with them. */
export class SlowMatches {
  private readonly names: CallNames;
  private readonly steps: Steps;

  constructor(names: CallNames, steps: Steps) {
    this.names = names;
    this.steps = steps;
  }

  /** A method of data. */
  ofData(flow: Flow, site: CallSite, data: TaintToken): void {
    const [pattern] = site.args;
    if (!pattern || !OF_TEXTS.test(methodName(site) ?? '')) return;
    flow.propagation.listen(pattern, (token) => {
      if (!isExponential(patternOf(token)?.source ?? '')) return;
      for (const { rule } of this.names.sinks.find(matching(flow)))
        if (applies(rule, data))
          this.steps.found({ rule, code: codeOf(site), value: site.callee, part: data.mark.part });
    });
  }

  /** A method of something else: perhaps of a pattern. */
  ofOther(flow: Flow, site: CallSite): void {
    const { node, scope } = site;
    if (!OF_PATTERNS.test(methodName(site) ?? '') || node.type !== 'CallExpression') return;
    const callee = node.callee.type === 'ChainExpression' ? node.callee.expression : node.callee;
    if (callee.type !== 'MemberExpression') return;
    flow.propagation.listen(flow.valueAt(callee.object, scope), (token) => {
      if (isExponential(patternOf(token)?.source ?? '')) this.steps.watch(flow, site, matching(flow));
    });
  }
}

/** What rules call a match of a text with a pattern. */
function matching(flow: Flow): OutsideToken {
  return flow.outside('pattern', ['match']);
}
