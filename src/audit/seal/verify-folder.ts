import { ScanError } from '../../model/index.js';
import { isSignedBy, type KeyFile } from './key-signature.js';
import { digestOf, listSealedFolder, smallFile, type Fault, type SealedFolder } from './sealed-folder.js';
import type { BundleCheck } from './sigstore-bundle.js';
import { MAX_SUMS_BYTES, parseSums, SIGNATURE_FILE, SUMS_FILE, type Sums } from './sums.js';

export interface VerifyOptions {
  /** The public key of `SHA256SUMS.sig`; null: no signature by a key is wanted. */
  readonly key: KeyFile | null;
  /** A sigstore bundle of `SHA256SUMS`; null: none is wanted. */
  readonly bundle: BundleCheck | null;
}

export interface Verdict {
  /** Files that the list of digests names. */
  readonly files: number;
  /** Everything that is wrong; empty: nothing. */
  readonly faults: readonly Fault[];
  /** Who signed, in words; null: no signature was checked. */
  readonly signedBy: string | null;
  /** A signature lies there, and nothing was given to check it with. */
  readonly isUnchecked: boolean;
}

/** Larger signatures are none: Ed448's has 114 bytes. */
const MAX_SIGNATURE_BYTES = 1024;

function readSums(folder: string): { text: string; sums: Sums } | Fault {
  const { value, fault } = smallFile(folder, SUMS_FILE, MAX_SUMS_BYTES);
  if (value === null) return { path: SUMS_FILE, words: fault };
  const text = value.toString('latin1');
  try {
    return { text, sums: parseSums(text) };
  } catch (error) {
    if (error instanceof ScanError && error.code === 'data') return { path: SUMS_FILE, words: error.message };
    throw error;
  }
}

const MISSING = 'The file is missing.';
/** What else is wrong with such a folder means nothing: it may be any folder. */
const NO_EVIDENCE = 'The file is missing: a folder without it is no evidence of stowaway, or not all of it.';

/** What is wrong with the files: missing, one too many, other bytes. */
function faultsOfFiles(folder: string, { files, faults: listed }: SealedFolder, sums: Sums): Fault[] {
  const there = new Set(files);
  const faulty = new Set(listed.map(({ path }) => path));
  const faults: Fault[] = [];
  for (const [path, digest] of sums) {
    if (!there.has(path)) {
      if (!faulty.has(path)) faults.push({ path, words: MISSING });
      continue;
    }
    const { value, fault } = digestOf(folder, path);
    if (value !== digest)
      faults.push({ path, words: fault ?? 'The file was changed: its digest is another one.' });
  }
  const extra = files.filter((path) => !sums.has(path) && path !== SUMS_FILE && path !== SIGNATURE_FILE);
  return [...faults, ...extra.map((path) => ({ path, words: 'The file is not one of the evidence.' }))];
}

function faultsOfSignature(folder: string, text: string, key: KeyFile): Fault[] {
  const { value, fault } = smallFile(folder, SIGNATURE_FILE, MAX_SIGNATURE_BYTES);
  if (value === null) return [{ path: SIGNATURE_FILE, words: fault }];
  if (isSignedBy(text, value.toString('latin1'), key)) return [];
  return [
    { path: SIGNATURE_FILE, words: `The signature of ${SUMS_FILE} is not one by the key in ${key.file}.` },
  ];
}

/** Faults of the signatures that are wanted, and who signed. */
async function checkSignatures(
  folder: string,
  text: string,
  { key, bundle }: VerifyOptions,
): Promise<{ readonly faults: readonly Fault[]; readonly signers: readonly string[] }> {
  const ofKey = key ? faultsOfSignature(folder, text, key) : [];
  const checked = bundle ? await bundle(Buffer.from(text, 'latin1')) : null;
  const ofBundle = checked?.fault ? [{ path: SUMS_FILE, words: checked.fault }] : [];
  return {
    faults: [...ofKey, ...ofBundle],
    signers: [
      ...(key && ofKey.length === 0 ? [`the key in ${key.file}`] : []),
      ...(checked?.signer ? [checked.signer] : []),
    ],
  };
}

/** The list of digests, or all faults of a folder whose list cannot be used. */
function readListedSums(
  folder: string,
  { files, faults }: SealedFolder,
): { text: string; sums: Sums } | { faults: readonly Fault[] } {
  if (faults.some(({ path }) => path === SUMS_FILE)) return { faults };
  if (!files.includes(SUMS_FILE)) return { faults: [{ path: SUMS_FILE, words: NO_EVIDENCE }] };
  const read = readSums(folder);
  return 'words' in read ? { faults: [...faults, read] } : read;
}

/** Compares a folder with its digests, and checks its signature. @throws ScanError when the folder or a key cannot be read. */
export async function verifyFolder(folder: string, options: VerifyOptions): Promise<Verdict> {
  const listed = listSealedFolder(folder);
  const { files, faults } = listed;
  const read = readListedSums(folder, listed);
  if ('faults' in read) return { files: 0, faults: read.faults, signedBy: null, isUnchecked: false };
  const { text, sums } = read;
  const ofFiles = faultsOfFiles(folder, listed, sums);
  const signatures = await checkSignatures(folder, text, options);
  return {
    files: sums.size,
    faults: [...faults, ...ofFiles, ...signatures.faults],
    signedBy: signatures.signers.length === 0 ? null : signatures.signers.join(' and '),
    isUnchecked: files.includes(SIGNATURE_FILE) && options.key === null,
  };
}
