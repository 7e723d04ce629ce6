/** How a list was left, by its address: going back finds the same row at the same place. */
export interface ListMemory {
  scrollTop: number;
  active: number;
  /** A row was followed: on return it has the focus again. */
  wasFollowed: boolean;
}

const memories = new Map<string, ListMemory>();

export function memoryOf(address: string): ListMemory {
  const known = memories.get(address) ?? { scrollTop: 0, active: 0, wasFollowed: false };
  memories.set(address, known);
  return known;
}
