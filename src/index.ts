export * from './model/index.js';
export { scan, type Scan } from './scan.js';
export type { ScanOptions, ScanProgress } from './scan-options.js';
