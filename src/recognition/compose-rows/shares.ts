import { MAX_FRAME_BYTES } from '../parameters/compose-rows.js';
import { byteOffsets } from '../../syntax/index.js';
import type { BundleText, Amount, Claim, Owner } from '../../evidence/index.js';

/** The part of a bundle that belongs to one package. */
export interface Share {
  readonly bytes: number;
  /** Byte ranges [start, end), ascending; empty if no position is known. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** All bytes of a bundle by owner, each byte counted once. */
export interface Shares {
  /** By the package's folder. */
  readonly packages: ReadonlyMap<string, Share>;
  readonly bundled: number;
  readonly firstParty: number;
  readonly generated: number;
  /** Tables of data, which are no code. */
  readonly data: number;
  readonly unattributed: number;
}

interface Growing {
  bytes: number;
  ranges: [number, number][];
}

class ShareCount {
  readonly packages = new Map<string, Growing>();
  readonly totals = { bundled: 0, firstParty: 0, generated: 0, data: 0 };

  add(owner: Owner, bytes: number, range?: [number, number]): void {
    if (owner.kind === 'package') {
      this.totals.bundled += bytes;
      this.addTo(owner.folder, bytes, range);
    } else this.totals[owner.kind === 'first-party' ? 'firstParty' : owner.kind] += bytes;
  }

  private addTo(folder: string, bytes: number, range?: [number, number]): void {
    const share = this.packages.get(folder) ?? { bytes: 0, ranges: [] };
    this.packages.set(folder, share);
    share.bytes += bytes;
    const last = share.ranges.at(-1);
    if (range && last?.[1] === range[0]) last[1] = range[1];
    else if (range) share.ranges.push(range);
  }

  get counted(): number {
    const { bundled, firstParty, generated, data } = this.totals;
    return bundled + firstParty + generated + data;
  }

  of(size: number): Shares {
    return { packages: this.packages, ...this.totals, unattributed: size - this.counted };
  }
}

/** Counts bytes by position. */
function countClaims(bundle: BundleText, claims: readonly Claim[], count: ShareCount): void {
  const offsets = byteOffsets(
    bundle,
    claims.flatMap(({ start, end }) => [start, end]),
  );
  for (const [index, { owner }] of claims.entries()) {
    const start = offsets[2 * index] ?? 0;
    const end = offsets[2 * index + 1] ?? start;
    if (end > start) count.add(owner, end - start, [start, end]);
  }
}

/** Counts bytes by amount, up to the file's size. A small rest belongs to the bundler. */
function countAmounts(size: number, amounts: readonly Amount[], count: ShareCount): void {
  for (const { owner, bytes } of amounts) count.add(owner, Math.min(bytes, size - count.counted));
  const rest = size - count.counted;
  if (rest <= MAX_FRAME_BYTES) count.add({ kind: 'generated' }, rest);
}

/**
 * Divides a bundle's bytes among owners.
 * @param claims sorted, without overlaps. @param amounts used only if no claim belongs to a package.
 */
export function divide(bundle: BundleText, claims: readonly Claim[], amounts: readonly Amount[]): Shares {
  const count = new ShareCount();
  const hasPlaces = amounts.length === 0 || claims.some(({ owner }) => owner.kind === 'package');
  // Amounts count the function's own code and data, too.
  countClaims(bundle, hasPlaces ? claims : claims.filter(({ owner }) => owner.kind === 'generated'), count);
  if (!hasPlaces) countAmounts(bundle.size, amounts, count);
  return count.of(bundle.size);
}
