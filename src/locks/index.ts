export { lockFolder, type LockAttempt } from './folder-lock.js';
