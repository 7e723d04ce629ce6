/** Subresource Integrity of what a registry lists, from its SHA-1 where it lists nothing better. https://www.w3.org/TR/SRI/ */
export function integrityOf(dist: {
  readonly integrity?: string | undefined;
  readonly shasum?: string | undefined;
}): string | null {
  const { integrity, shasum } = dist;
  return integrity ?? (shasum ? `sha1-${Buffer.from(shasum, 'hex').toString('base64')}` : null);
}
