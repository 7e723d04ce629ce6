export async function withRetries<T>(attempt: () => Promise<T>, times = 3): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= times) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** tried * 50));
    }
  }
}
