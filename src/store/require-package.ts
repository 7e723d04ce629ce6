import { ScanError } from '../model/index.js';

/**
 * Loads a package that only sweeps need.
 * @throws ScanError `config` that names the package to install.
 */
export async function requirePackage<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new ScanError('config', `This needs ${name}, which is not installed beside stowaway.`, {
      hint: `npm install ${name}`,
      cause,
    });
  }
}
