/** What the path of a compiled part says. */
export interface NativeBuild {
  /** The module that it is, with its folder: builds for several releases of the language may lie side by side. */
  readonly module: string;
  /** `3.11` for the only release that loads it; null where its path binds it to none. */
  readonly release: string | null;
  readonly libc: 'glibc' | 'musl' | null;
}
