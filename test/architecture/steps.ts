/** Folders of a family that are steps, in their order: a step may import those before it, and none after it. */
export const STEPS: Readonly<Record<string, readonly string[]>> = {
  recognition: [
    'parameters',
    'features',
    'facts',
    'index',
    'read',
    'place',
    'likelihood',
    'select',
    'copies',
    'candidates',
    'closure',
    'expect',
    'compose-rows',
  ],
  analysis: ['texts', 'schemas', 'routes', 'dataflow'],
  program: ['imports', 'resolve', 'scopes', 'constants', 'flow', 'checked'],
  audit: ['controls', 'seal', 'page'],
  advisories: ['records', 'index', 'feed', 'match'],
  aws: ['access', 'sources', 'survey', 'code'],
  remediation: ['plan', 'npm', 'proof'],
  signatures: ['text', 'python', 'manifest', 'behaviour', 'python-behaviour', 'match', 'secrets', 'census'],
  // Layers of images are tar archives.
  unpackers: ['tar', 'image'],
  sweep: ['survey', 'collect', 'judge', 'describe', 'notify'],
};
