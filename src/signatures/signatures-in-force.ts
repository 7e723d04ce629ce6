import type { SignatureSet } from './signature-schema.js';
import { ScanError } from '../model/index.js';
import { completeSet, defaultSignatures, signatureSet } from './default-signatures.js';
import { joinFlows } from './flows-of.js';
import { joinSecrets } from './secrets-of.js';

function nothingIn(folder: string): ScanError {
  return new ScanError('not-found', `The folder ${folder} holds no signatures.`, {
    hint: 'Name a folder that holds <category>/<name>.yaml files, or leave --signatures out.',
  });
}

/**
 * The shipped signatures and the ones in the user's folders.
 * @throws ScanError when a folder holds none, or naming file, line and cause when one of the user's is broken: a rule that silently does not run is worse.
 */
export async function signaturesInForce(folders: readonly string[]): Promise<SignatureSet> {
  const shipped = defaultSignatures();
  if (folders.length === 0) return shipped;
  const { loadSignatures } = await import('./load-signatures.js');
  const known = new Set(shipped.rules.map(({ id }) => id));
  const own = folders.map((folder) => {
    const { errors, ...loaded } = loadSignatures(folder, known);
    const [error] = errors;
    if (!error && Object.values(loaded).every(({ length }) => length === 0)) throw nothingIn(folder);
    if (!error) return completeSet(loaded);
    throw new ScanError('config', `${error.file}:${error.line ?? 1}: ${error.message}`, {
      hint: 'Correct the signature; `stowaway signatures test DIR` shows everything that is wrong with a folder.',
    });
  });
  const sets = [shipped, ...own];
  return signatureSet(
    sets.flatMap(({ rules }) => rules),
    {
      campaigns: sets.flatMap(({ campaigns }) => campaigns),
      flows: joinFlows(sets.map(({ flows }) => flows)),
      secrets: joinSecrets(sets.map(({ secrets }) => secrets)),
    },
  );
}
