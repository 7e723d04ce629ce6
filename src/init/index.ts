export { FRAMEWORKS, type Project } from './frameworks.js';
export { startingFiles } from './starting-files.js';
