import { assert, nat, property } from 'fast-check';
import { expect, it } from 'vitest';
import { readLockfile } from '../../src/lockfiles/index.js';

interface BrokenLockfiles {
  readonly path: string;
  /** A lockfile that can be read. */
  readonly whole: Buffer;
  /** Texts that are no lockfile of the format. */
  readonly broken: readonly string[];
}

/** Lockfiles that cannot be read are told, and none throws. */
export function describeBrokenLockfiles({ path, whole, broken }: BrokenLockfiles): void {
  const read = (text: string | Uint8Array) => readLockfile({ path, bytes: Buffer.from(text) }, null);

  it.each(broken)('makes a problem of a broken lockfile (%#)', (text) => {
    const { packages, problems } = read(text);
    expect(packages.size).toBe(0);
    expect(problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
  });

  it('never throws for a cut or changed lockfile', () => {
    assert(
      property(nat(whole.length), nat(whole.length), nat(255), (length, at, byte) => {
        const changed = Buffer.from(whole.subarray(0, length));
        if (at < length) changed[at] = byte;
        expect(() => read(changed)).not.toThrow();
      }),
    );
  });
}
