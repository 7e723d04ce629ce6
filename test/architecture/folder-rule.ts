/** What a part of `src` may import and read. A test keeps the table in src/README.md equal to it. */
export interface FolderRule {
  /** Below `src`; `scan.ts` stands for every file right in `src`. */
  readonly folder: string;
  /** Other folders, each by its `index.ts` only. */
  readonly mayImport: readonly string[];
  /** Paths from `src` that may use `node:fs`: a file, or everything below a folder. */
  readonly hostFiles: readonly string[];
  readonly mustNot: string;
}
