import type { BehaviourModel, FlowRule, FlowRules, KnownFunctions } from '../model/index.js';
import type { BehaviourFile } from './behaviour-schema.js';
import type { FlowFactsFile, FlowFile, FlowRuleFile } from './flow-schema.js';

export function isFlowRule(file: FlowFile): file is FlowRuleFile {
  return 'sinks' in file && !isBehaviour(file);
}

function isBehaviour(file: FlowFile): file is BehaviourFile {
  return 'writers' in file;
}

function joinBehaviour(models: readonly BehaviourModel[]): BehaviourModel {
  return {
    sources: models.flatMap(({ sources }) => sources),
    sinks: models.flatMap(({ sinks }) => sinks),
    connections: models.flatMap(({ connections }) => connections),
    bare: models.flatMap(({ bare }) => bare),
    clean: models.flatMap(({ clean }) => clean),
    names: models.flatMap(({ names }) => names),
    writers: models.flatMap(({ writers }) => writers),
    streams: models.flatMap(({ streams }) => streams),
    runners: models.flatMap(({ runners }) => runners),
    paths: models.flatMap(({ paths }) => paths),
    unpackers: models.flatMap(({ unpackers }) => unpackers),
    starters: models.flatMap(({ starters }) => starters),
    homes: models.flatMap(({ homes }) => homes),
  };
}

function joinKnown(known: readonly KnownFunctions[]): KnownFunctions {
  return {
    clean: known.flatMap(({ clean }) => clean),
    answers: known.flatMap(({ answers }) => answers),
    sources: known.flatMap(({ sources }) => sources),
    trusted: known.flatMap(({ trusted }) => trusted),
    wrappers: known.flatMap(({ wrappers }) => wrappers),
    pipes: known.flatMap(({ pipes }) => pipes),
    callbacks: known.flatMap(({ callbacks }) => callbacks),
    schemas: known.flatMap(({ schemas }) => schemas),
    objects: known.flatMap(({ objects }) => objects),
    tests: known.flatMap(({ tests }) => tests),
    addresses: known.flatMap(({ addresses }) => addresses),
    fills: known.flatMap(({ fills }) => fills),
    constants: Object.assign({}, ...known.map(({ constants }) => constants)) as Record<string, string>,
    requestTexts: known.flatMap(({ requestTexts }) => requestTexts),
    stores: known.flatMap(({ stores }) => stores),
    models: {
      plain: known.flatMap(({ models }) => models.plain),
      injects: known.flatMap(({ models }) => models.injects),
      parsers: known.flatMap(({ models }) => models.parsers),
      decorators: known.flatMap(({ models }) => models.decorators),
      filters: known.flatMap(({ models }) => models.filters),
    },
  };
}

/** Rules without their examples, and the facts of all files. */
export function flowsOf(files: readonly FlowFile[]): FlowRules {
  const rules = files.filter(isFlowRule).map(({ examples: _examples, ...rule }): FlowRule => rule);
  const known = files.filter((file): file is FlowFactsFile => 'answers' in file);
  const behaviour = files.filter(isBehaviour);
  return {
    rules,
    facts: joinKnown(known.filter(({ language }) => language === 'javascript')),
    python: joinKnown(known.filter(({ language }) => language === 'python')),
    behaviour: joinBehaviour(behaviour.filter(({ language }) => language === 'javascript')),
    pythonBehaviour: joinBehaviour(behaviour.filter(({ language }) => language === 'python')),
    events: known.flatMap(({ events }) => events),
  };
}

/** The rules of several sets together. */
export function joinFlows(sets: readonly FlowRules[]): FlowRules {
  return {
    rules: sets.flatMap(({ rules }) => rules),
    facts: joinKnown(sets.map(({ facts }) => facts)),
    python: joinKnown(sets.map(({ python }) => python)),
    behaviour: joinBehaviour(sets.map(({ behaviour }) => behaviour)),
    pythonBehaviour: joinBehaviour(sets.map(({ pythonBehaviour }) => pythonBehaviour)),
    events: sets.flatMap(({ events }) => events),
  };
}
