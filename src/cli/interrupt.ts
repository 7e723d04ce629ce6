/** First Ctrl-C: stop and report the results so far. Second: leave at once. */
export function abortOnInterrupt(controller: AbortController): void {
  process.once('SIGINT', () => {
    controller.abort();
    process.once('SIGINT', () => process.exit(130));
  });
}
