/** Numbers the sets of versions of one package, each set once. Set 0 is empty. */
export class VersionSets {
  private readonly members: (readonly number[])[] = [[]];
  private readonly byMembers = new Map<string, number>([['', 0]]);
  private readonly steps = new Map<number, number>();
  private readonly versions: number;

  /** @param versions number of versions. */
  constructor(versions: number) {
    this.versions = versions;
  }

  /** The number of the set with one more version. Versions are added in ascending order. */
  plus(set: number, version: number): number {
    const step = set * this.versions + version;
    const known = this.steps.get(step);
    if (known !== undefined) return known;
    const next = this.numberOf([...(this.members[set] ?? []), version]);
    this.steps.set(step, next);
    return next;
  }

  private numberOf(members: readonly number[]): number {
    const key = members.join();
    const known = this.byMembers.get(key);
    if (known !== undefined) return known;
    this.members.push(members);
    this.byMembers.set(key, this.members.length - 1);
    return this.members.length - 1;
  }

  /** Bitmaps of all sets, in the order of their numbers. */
  bitmaps(): Uint8Array[] {
    return this.members.map((members) => {
      const bitmap = new Uint8Array(Math.ceil(this.versions / 8));
      for (const member of members) bitmap[member >> 3] = (bitmap[member >> 3] ?? 0) | (1 << (member & 7));
      return bitmap;
    });
  }
}

/** The members of a bitmap, ascending. */
export function membersOf(bitmap: Uint8Array): number[] {
  const members: number[] = [];
  for (let member = 0; member < bitmap.length * 8; member += 1)
    if ((bitmap[member >> 3] ?? 0) & (1 << (member & 7))) members.push(member);
  return members;
}
