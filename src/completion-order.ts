/** Yields results as they come, whatever order they were started in. Rejects with the first rejection it meets. */
export async function* inCompletionOrder<T>(
  pending: readonly Promise<T>[],
): AsyncGenerator<T, void, undefined> {
  const takers: ((one: Promise<T>) => void)[] = [];
  const slots = pending.map(() => new Promise<T>((resolve) => takers.push(resolve)));
  let next = 0;
  for (const one of pending) {
    const take = (): void => takers[next++]?.(one);
    one.then(take, take);
  }
  for (const slot of slots) yield await slot;
}
