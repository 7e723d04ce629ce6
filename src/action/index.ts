export { baseFilesOf, type BaseFiles } from './base-files.js';
export { isFresh } from './data-age.js';
export {
  comparedWith,
  findBaseline,
  noComparison,
  type BaselineContext,
  type Comparison,
} from './find-baseline.js';
export { ACTION_INPUTS } from './input-list.js';
export { readChange } from './read-event.js';
export { readInputs, type ActionInputs } from './read-inputs.js';
export type { WrittenFiles } from './outputs.js';
export { RestApi } from './rest-api.js';
export { realPathOf } from './runner-files.js';
export { readRunner, type Runner } from './runner.js';
export { reportJob, type Job } from './report-job.js';
export { verdictAnnotation } from './verdict.js';
export { pauseCommands, resumeCommands } from './workflow-commands.js';
