import { Command } from 'commander';
import type { KeyFile, VerifyOptions, Verdict } from '../../audit/index.js';
import { readUserBytes, readUserFile } from '../../files/index.js';
import { ScanError } from '../../model/index.js';
import { EXIT } from '../../policy/index.js';
import { counted, escapeTerminal } from '../../reporters/index.js';

interface VerifyFlags {
  readonly key?: string;
  readonly bundle?: string;
  readonly trustedRoot?: string;
  readonly identity?: string;
  readonly issuer?: string;
}

/** Faults that are printed; the last line counts all. */
const SHOWN = 50;

/** A key in a file. @throws ScanError */
export function readKey(file: string): KeyFile {
  const hint = 'Name a key in PEM, as openssl genpkey -algorithm ed25519 makes one.';
  return { file, pem: readUserBytes({ path: file, what: 'key', hint }) };
}

function textOf(path: string, what: string): string {
  return readUserFile({ path, what, hint: 'Name the JSON file that cosign, gh or sigstore wrote.' });
}

/** @throws ScanError unless all options about a sigstore bundle are given, or none. */
async function bundleOf({
  bundle,
  trustedRoot,
  identity,
  issuer,
}: VerifyFlags): Promise<VerifyOptions['bundle']> {
  const given = [bundle, trustedRoot, identity, issuer];
  if (given.every((one) => one === undefined)) return null;
  if (bundle === undefined || trustedRoot === undefined || identity === undefined || issuer === undefined)
    throw new ScanError('usage', 'A sigstore bundle is checked with four options together.', {
      hint: 'Give --bundle, --trusted-root, --identity and --issuer.',
    });
  const { openBundleCheck } = await import('../../audit/index.js');
  return openBundleCheck({
    bundle: textOf(bundle, 'sigstore bundle'),
    trustedRoot: textOf(trustedRoot, 'trusted root'),
    identity: { subject: identity, issuer },
  });
}

function signatureWords({ signedBy, isUnchecked }: Verdict): string {
  const signed = signedBy === null ? [] : [`Signed by ${signedBy}.`];
  const unchecked = isUnchecked
    ? ['The signature in SHA256SUMS.sig was not checked: give the public key with --key.']
    : [];
  const known = [...signed, ...unchecked];
  if (known.length > 0) return known.join(' ');
  return 'It is not signed: whoever changed a file could have changed its digest, too.';
}

/** What a check of a folder says, with a line for each fault. */
export function verdictText(verdict: Verdict): string {
  const { faults, files } = verdict;
  if (faults.length === 0)
    return escapeTerminal(`Right: ${counted(files, 'file')} have their digests. ${signatureWords(verdict)}`);
  const lines = faults
    .slice(0, SHOWN)
    .map(({ path, words }) => escapeTerminal(path === '' ? words : `${path}: ${words}`));
  const rest = faults.length > SHOWN ? [`and ${counted(faults.length - SHOWN, 'other')}`] : [];
  return [
    'Not as it was made:',
    ...lines.map((line) => `  ${line}`),
    ...rest.map((line) => `  ${line}`),
  ].join('\n');
}

function exitCodeOf({ faults, isUnchecked }: Verdict): number {
  if (faults.length > 0) return EXIT.findings;
  return isUnchecked ? EXIT.incomplete : EXIT.clean;
}

async function verifyEvidence(folder: string, flags: VerifyFlags): Promise<void> {
  const { verifyFolder } = await import('../../audit/index.js');
  const key = flags.key === undefined ? null : readKey(flags.key);
  const verdict = await verifyFolder(folder, { key, bundle: await bundleOf(flags) });
  process.exitCode = exitCodeOf(verdict);
  process.stdout.write(`${verdictText(verdict)}\n`);
}

/** `stowaway evidence verify FOLDER`. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'check that a folder of evidence is as it was made: every digest, no file more or less, the signature',
    )
    .argument('<folder>', 'folder that stowaway evidence made')
    .option('--key <file>', 'public key in PEM that has to have signed it')
    .option(
      '--bundle <file>',
      'sigstore bundle of its SHA256SUMS, as cosign sign-blob or gh attestation make it',
    )
    .option('--trusted-root <file>', "sigstore's trusted root, in JSON; nothing is downloaded")
    .option('--identity <subject>', 'who has to have signed: mail address or URL of the workflow, exactly')
    .option('--issuer <url>', 'who vouches for the identity, exactly')
    .action(verifyEvidence)
    .addHelpText(
      'after',
      `
Exit codes: 0 as it was made · 1 something is changed, missing, too much or not signed as wanted · 2 usage error
            4 its signature was not checked (--key)

Examples:
  $ stowaway evidence verify evidence-2026-12 --key public.pem
  $ stowaway evidence verify evidence-2026-12 --bundle sums.sigstore.json --trusted-root trusted_root.json \\
      --identity release@example.invalid --issuer https://issuer.example.invalid`,
    );
}
