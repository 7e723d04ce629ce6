import { isPackageName, versionIn } from '../ecosystems/index.js';

export interface Identity {
  readonly name: string;
  /** Null if the manifest states no valid version. */
  readonly version: string | null;
}

/** The package that a package.json's text describes; null if no registry could hold it. */
export function identityOfManifest(text: string): Identity | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof data !== 'object' || data === null) return null;
  const { name, version: stated, private: isPrivate } = data as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || !isPackageName(name) || isPrivate === true) return null;
  return { name, version: typeof stated === 'string' ? versionIn(stated) : null };
}
