import type { BehaviourModel } from './behaviour-model.js';
import type { FlowRules, KnownFunctions } from './flow-rule.js';

const NO_BEHAVIOUR: BehaviourModel = {
  sources: [],
  sinks: [],
  connections: [],
  bare: [],
  clean: [],
  names: [],
  writers: [],
  streams: [],
  runners: [],
  paths: [],
  unpackers: [],
  starters: [],
  homes: [],
};

const NOTHING_KNOWN: KnownFunctions = {
  clean: [],
  answers: [],
  sources: [],
  trusted: [],
  tests: [],
  addresses: [],
  fills: [],
  constants: {},
  callbacks: [],
  wrappers: [],
  pipes: [],
  schemas: [],
  objects: [],
  requestTexts: [],
  stores: [],
  models: { plain: [], injects: [], parsers: [], decorators: [], filters: [] },
};

export const NO_FLOWS: FlowRules = {
  rules: [],
  facts: NOTHING_KNOWN,
  python: NOTHING_KNOWN,
  behaviour: NO_BEHAVIOUR,
  pythonBehaviour: NO_BEHAVIOUR,
  events: [],
};
