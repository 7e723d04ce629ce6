import type { FlowRule, FlowRules, KnownFunctions } from '../model/index.js';
import type { FlowFactsFile, FlowFile, FlowRuleFile } from './flow-schema.js';

export function isFlowRule(file: FlowFile): file is FlowRuleFile {
  return 'sinks' in file;
}

function joinKnown(known: readonly KnownFunctions[]): KnownFunctions {
  return {
    clean: known.flatMap(({ clean }) => clean),
    answers: known.flatMap(({ answers }) => answers),
    sources: known.flatMap(({ sources }) => sources),
    trusted: known.flatMap(({ trusted }) => trusted),
    callbacks: known.flatMap(({ callbacks }) => callbacks),
  };
}

/** Rules without their examples, and the facts of all files. */
export function flowsOf(files: readonly FlowFile[]): FlowRules {
  const rules = files.filter(isFlowRule).map(({ examples: _examples, ...rule }): FlowRule => rule);
  const known = files.filter((file): file is FlowFactsFile => !isFlowRule(file));
  return {
    rules,
    facts: joinKnown(known.filter(({ language }) => language === 'javascript')),
    python: joinKnown(known.filter(({ language }) => language === 'python')),
  };
}

/** The rules of several sets together. */
export function joinFlows(sets: readonly FlowRules[]): FlowRules {
  return {
    rules: sets.flatMap(({ rules }) => rules),
    facts: joinKnown(sets.map(({ facts }) => facts)),
    python: joinKnown(sets.map(({ python }) => python)),
  };
}
