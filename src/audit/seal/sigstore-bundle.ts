/*
 * Sigstore bundles: https://docs.sigstore.dev/about/bundle/. Sigstore's own library verifies them, without a request: certificates, transparency log and
 * time stamps are held against the trusted root that the user gives.
 */
import { createHash } from 'node:crypto';
import { bundleFromJSON, type Bundle } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier, type Signer } from '@sigstore/verify';
import { ScanError } from '../../model/index.js';

/** Who has to have signed. Both are compared as they are: the library would take the first for a pattern. */
export interface SignerIdentity {
  /** Subject of the certificate: a mail address, or the URL of a workflow. */
  readonly subject: string;
  /** Who vouched for the subject, as `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
}

/** Texts of the files, and who has to have signed. */
export interface BundleFiles {
  readonly bundle: string;
  readonly trustedRoot: string;
  readonly identity: SignerIdentity;
}

/** What is wrong with a bundle for a text, or who signed. */
export interface CheckedBundle {
  readonly fault: string | null;
  readonly signer: string | null;
}

export type BundleCheck = (signed: Buffer) => Promise<CheckedBundle>;

/** @throws ScanError `usage` */
function parsed<T>(text: string, what: string, read: (json: unknown) => T): T {
  try {
    return read(JSON.parse(text));
  } catch (cause) {
    throw new ScanError('usage', `The ${what} could not be read.`, {
      hint: 'Give the JSON that cosign, gh or sigstore wrote.',
      cause,
    });
  }
}

/** Digests that an attestation is about. https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
function subjectsOf(payload: Buffer): unknown[] {
  const statement = JSON.parse(payload.toString('utf8')) as { subject?: unknown };
  const subjects = Array.isArray(statement.subject) ? (statement.subject as unknown[]) : [];
  return subjects.map((one) => (one as { digest?: { sha256?: unknown } } | null)?.digest?.sha256);
}

/** Whether a bundle is about a text. The signature of a message is checked with the text itself. */
function isAbout({ content }: Bundle, signed: Buffer): boolean {
  if (content.$case === 'messageSignature') return true;
  const { payload, payloadType } = content.dsseEnvelope;
  if (payloadType !== 'application/vnd.in-toto+json') return false;
  return subjectsOf(payload).includes(createHash('sha256').update(signed).digest('hex'));
}

function faultOfSigner({ identity }: Signer, wanted: SignerIdentity): string | null {
  const subject = identity?.subjectAlternativeName;
  const issuer = identity?.extensions?.issuer;
  if (subject === wanted.subject && issuer === wanted.issuer) return null;
  return `It was signed by ${subject ?? 'nobody'} (${issuer ?? 'no issuer'}), not by ${wanted.subject} (${wanted.issuer}).`;
}

function checked(
  bundle: Bundle,
  verifier: Verifier,
  { signed, identity }: { signed: Buffer; identity: SignerIdentity },
) {
  const signer = verifier.verify(toSignedEntity(bundle, signed));
  if (!isAbout(bundle, signed))
    return { fault: 'The attestation of the bundle is about another file.', signer: null };
  const fault = faultOfSigner(signer, identity);
  return { fault, signer: fault === null ? `${identity.subject} (sigstore)` : null };
}

/** Opens a bundle and a trusted root. @throws ScanError `usage` where one of them cannot be read. */
export function openBundleCheck({ bundle, trustedRoot, identity }: BundleFiles): BundleCheck {
  const opened = parsed(bundle, 'sigstore bundle', bundleFromJSON);
  const verifier = parsed(
    trustedRoot,
    'trusted root',
    (json) => new Verifier(toTrustMaterial(TrustedRoot.fromJSON(json))),
  );
  return async (signed) => {
    try {
      return checked(opened, verifier, { signed, identity });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { fault: `The sigstore bundle does not verify: ${why}.`, signer: null };
    }
  };
}
