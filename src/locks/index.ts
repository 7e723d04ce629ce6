export { lockFolder, type LockAttempt } from './folder-lock.js';
export { makeFolder, PRIVATE_MODE } from './make-folder.js';
