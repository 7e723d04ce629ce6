/** The larger input is so many times as large as the smaller one. */
const TIMES = 16;
/**
 * The larger input may take so many times the work of the smaller one. Quadratic work takes 256 times; linear work takes 16 times,
 * and up to 64 times where only the larger input leaves the caches of the processor and of the heap.
 */
const MOST = 96;
/** Work is measured so often. The least measure counts: other programs and the garbage collector only add to it. */
const TRIES = 3;
const MEASUREMENTS = 3;
/** Microseconds that the smaller input counts at least: clocks of processors tell no less, and a stray interrupt takes more. */
const LEAST_WORK = 1000;

/** Microseconds of processor time that this process spends. */
async function workOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

async function leastWorkOf(run: () => unknown): Promise<number> {
  let least = Infinity;
  for (let tried = 0; tried < TRIES; tried += 1) least = Math.min(least, await workOf(run));
  return least;
}

/** Growth of the work in one measurement, if it is more than linear; else null. */
async function measuredGrowth<Input>(
  small: Input,
  large: Input,
  work: (input: Input) => unknown,
): Promise<number | null> {
  const few = Math.max(LEAST_WORK, await leastWorkOf(() => work(small)));
  let many = Infinity;
  for (let tried = 0; tried < TRIES && many > few * MOST; tried += 1)
    many = Math.min(many, await workOf(() => work(large)));
  return many > few * MOST ? many / few : null;
}

/**
 * How many times the work grows when the input grows to this size from a sixteenth of it, if that is more than linear; else null.
 * Both are measured in one process, so that the speed and the load of the machine do not matter. `work` must keep no answer
 * for its next call. Growth counts only if no measurement of several is linear.
 */
export async function superLinearGrowth<Input>(
  size: number,
  inputOf: (size: number) => Input,
  work: (input: Input) => unknown,
): Promise<number | null> {
  const [small, large] = [inputOf(Math.floor(size / TIMES)), inputOf(size)];
  // The first call compiles the code.
  await work(small);
  let growth: number | null = null;
  for (let measured = 0; measured < MEASUREMENTS; measured += 1) {
    growth = await measuredGrowth(small, large, work);
    if (growth === null) return null;
  }
  return growth;
}

/** Expects that work grows no faster than its input does on its way to this size. */
export async function expectLinear<Input>(
  ...given: Parameters<typeof superLinearGrowth<Input>>
): Promise<void> {
  const growth = await superLinearGrowth(...given);
  if (growth !== null)
    throw new Error(`${TIMES} times the input takes ${Math.round(growth)} times the work.`);
}
