export interface Installation {
  /** Whether the commit is to be built; else its release is installed. */
  readonly builds: boolean;
  readonly version: string;
  readonly manifest: { readonly dependencies: Readonly<Record<string, string>> };
  readonly lockfile: { readonly packages: Readonly<Record<string, { readonly integrity?: string }>> };
}
export declare const BUILD_SCRIPTS: readonly string[];
export declare function installationOf(commitFolder: string): Installation;
export declare function writeInstallation(folder: string, installation: Installation): void;
