import type { FlowRule, FlowRules } from '../model/index.js';
import type { FlowFactsFile, FlowFile, FlowRuleFile } from './flow-schema.js';

export function isFlowRule(file: FlowFile): file is FlowRuleFile {
  return 'sinks' in file;
}

/** Rules without their examples, and the facts of all files. */
export function flowsOf(files: readonly FlowFile[]): FlowRules {
  const rules = files.filter(isFlowRule).map(({ examples: _examples, ...rule }): FlowRule => rule);
  const known = files.filter((file): file is FlowFactsFile => !isFlowRule(file));
  return {
    rules,
    facts: {
      clean: known.flatMap(({ clean }) => clean),
      answers: known.flatMap(({ answers }) => answers),
      sources: known.flatMap(({ sources }) => sources),
      trusted: known.flatMap(({ trusted }) => trusted),
      callbacks: known.flatMap(({ callbacks }) => callbacks),
    },
  };
}

/** The rules of several sets together. */
export function joinFlows(sets: readonly FlowRules[]): FlowRules {
  return {
    rules: sets.flatMap(({ rules }) => rules),
    facts: {
      clean: sets.flatMap(({ facts }) => facts.clean),
      answers: sets.flatMap(({ facts }) => facts.answers),
      sources: sets.flatMap(({ facts }) => facts.sources),
      trusted: sets.flatMap(({ facts }) => facts.trusted),
      callbacks: sets.flatMap(({ facts }) => facts.callbacks),
    },
  };
}
