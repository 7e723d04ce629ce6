import { isPackageName, versionIn } from '../ecosystems/index.js';

export interface Identity {
  readonly name: string;
  /** Null when the manifest states none that can be read. */
  readonly version: string | null;
}

/** The package that a package.json's text is of; null when it is none that a registry could hold. */
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
