/** Location of a function's declaration in the configuration. */
export interface Declaration {
  /** Template, manifest or source file, named as artifacts are: POSIX, relative to where the scan was started when below it. */
  readonly path: string;
  /** 1-based; null when not known. */
  readonly line: number | null;
}
