import { packageOf } from '../support/model-builders.js';
import { toyAnalysis } from '../support/toy-analysis.js';
import { describeAnalysis } from './contract.js';

describeAnalysis({
  analysis: toyAnalysis,
  files: { 'index.js': 'eval(x)', 'node_modules/a/a.js': 'eval(y)', 'node_modules/b/b.js': 'f(z)' },
  inventory: { packages: [packageOf('a', '1.0.0'), packageOf('b', '1.0.0')] },
  fn: { triggers: [{ type: 'http', detail: null }] },
});
