import type { PythonRequirement, RecordedFile } from '../../ecosystems/index.js';

/** Files that installers and builds write about one package. */
export interface MetadataFolder {
  /** `X.dist-info`, `X.egg-info` or `EGG-INFO`; a file of that name where setup.py of old wrote one. */
  readonly path: string;
  readonly kind: 'dist-info' | 'egg-info' | 'egg';
  /** The folder that holds the package's modules. */
  readonly site: string;
  /** Name and version that the folder's own name has. */
  readonly named: { readonly name: string; readonly version: string | null };
  /** Names of files in it. */
  readonly files: ReadonlySet<string>;
}

/** A package that metadata describes. */
export interface Distribution {
  readonly folder: MetadataFolder;
  readonly name: string;
  readonly version: string | null;
  /** False if the metadata could not be read: name and version are then those in the folder's name. */
  readonly hasMetadata: boolean;
  readonly licenses: readonly string[];
  readonly requirements: readonly PythonRequirement[];
  /** Files that its RECORD or `installed-files.txt` lists, inside the artifact; null without such a list. */
  readonly recorded: ReadonlyMap<string, RecordedFile> | null;
  /** Top-level modules as `top_level.txt` has them. */
  readonly topLevel: readonly string[];
  /** The installer was told its name. */
  readonly isRequested: boolean;
  /** It was installed from a folder, an address or a repository, not from an index. */
  readonly isElsewhere: boolean;
  /** Its code stays in the folder of its project, which is not part of the artifact. */
  readonly isEditable: boolean;
  /** Name of the program that installed it, as it noted. */
  readonly installer: string | null;
  /** Release of Python, and machine, that its files were built for, as its tags say. */
  readonly tags: readonly string[];
}

export function distributionId({ path }: Pick<MetadataFolder, 'path'>): string {
  return `pypi:${path}`;
}
