import type { AccountAccess } from '../access/access.js';
import { isSafeAddress } from '../access/endpoint.js';
import { KEY_ERROR, Refusal } from '../access/refusal.js';

/** The address of code, valid for ten minutes: requested at the moment of use, never stored. */
export interface CodeLink {
  readonly url: string;
  /** Hex; what the bytes must hash to. */
  readonly sha256: string;
}

/** A link that may be used. @throws Refusal */
export function linkOf(action: string, url: string | undefined, sha256: string): CodeLink {
  if (url === undefined || !URL.canParse(url)) throw new Refusal('failed', action, 'NoDownloadLink');
  if (!isSafeAddress(new URL(url))) throw new Refusal('failed', action, 'DownloadLinkNotEncrypted');
  return { url, sha256 };
}

interface VersionName {
  readonly name: string;
  readonly version: string;
}

/** The answer of GetFunction about a version's code. @throws Refusal, also for code that Lambda itself could not reach. */
async function codeOf({ clients, call }: AccountAccess, region: string, { name, version }: VersionName) {
  const { GetFunctionCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:GetFunction';
  const command = new GetFunctionCommand({ FunctionName: name, Qualifier: version });
  const { Code = {} } = await call(region, action, () => client.send(command));
  const { ErrorCode } = (Code as { Error?: { ErrorCode?: string } }).Error ?? {};
  if (ErrorCode !== undefined) {
    throw new Refusal('denied', KEY_ERROR.test(ErrorCode) ? 'kms:Decrypt' : action, ErrorCode);
  }
  return Code;
}

/**
 * The link to a version's zip.
 * @param sha256 hex, from the listing; it reveals a deployment since then.
 * @throws Refusal
 */
export async function functionLink(
  access: AccountAccess,
  region: string,
  { sha256, ...version }: VersionName & { readonly sha256: string },
): Promise<CodeLink> {
  const { Location } = await codeOf(access, region, version);
  return linkOf('lambda:GetFunction', Location, sha256);
}

/**
 * The address of a version's image, with digest where Lambda knows it.
 * @throws Refusal
 */
export async function imageAddress(
  access: AccountAccess,
  region: string,
  version: VersionName,
): Promise<string> {
  const { ResolvedImageUri, ImageUri } = await codeOf(access, region, version);
  const address = ResolvedImageUri ?? ImageUri;
  if (address === undefined) throw new Refusal('failed', 'lambda:GetFunction', 'NoImageUri');
  return address;
}

/**
 * The link to a layer version's zip. Another account's layer needs the layer's own policy to allow it.
 * @throws Refusal
 */
export async function layerLink(
  { clients, call }: AccountAccess,
  region: string,
  arn: string,
): Promise<CodeLink> {
  const { GetLayerVersionByArnCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  // The IAM action of both calls.
  const action = 'lambda:GetLayerVersion';
  const { Content = {} } = await call(region, action, () =>
    client.send(new GetLayerVersionByArnCommand({ Arn: arn })),
  );
  const sha256 = Buffer.from(Content.CodeSha256 ?? '', 'base64').toString('hex');
  return linkOf(action, Content.Location, sha256);
}
