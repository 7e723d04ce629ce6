import { isPackageName, versionIn } from './npm-name.js';

export interface Identity {
  readonly name: string;
  readonly version: string;
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
  if (typeof name !== 'string' || typeof stated !== 'string' || isPrivate === true) return null;
  const version = versionIn(stated);
  return version !== null && isPackageName(name) ? { name, version } : null;
}
