// A sweep of an organisation on a clock of its own: the real pace, back-off and order of calls (handed in: from `src` in a test, from `dist`
// here) meet accounts that refuse calls above AWS's documented limits. Only the times of a download and an analysis are given.

/** Calls a second of an account and region. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LIMITS = new Map([
  ['GetFunction', 100],
  ['GetPolicy', 15],
  ['other', 15],
]);
const CALL_MILLIS = 40;
const PAGE = 50;

/** A clock that advances when no other work is left. */
export function virtualClock() {
  const sleeping = [];
  let now = 0;
  let sequence = 0;
  function push(entry) {
    sleeping.push(entry);
    for (let at = sleeping.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isBefore(sleeping[at], sleeping[parent])) break;
      [sleeping[at], sleeping[parent]] = [sleeping[parent], sleeping[at]];
      at = parent;
    }
  }
  function isBefore(one, other) {
    return one.at < other.at || (one.at === other.at && one.sequence < other.sequence);
  }
  function pop() {
    const [first] = sleeping;
    const last = sleeping.pop();
    if (sleeping.length > 0) {
      sleeping[0] = last;
      sink();
    }
    return first;
  }
  function sink() {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < sleeping.length && isBefore(sleeping[left], sleeping[least])) least = left;
      if (right < sleeping.length && isBefore(sleeping[right], sleeping[least])) least = right;
      if (least === at) return;
      [sleeping[at], sleeping[least]] = [sleeping[least], sleeping[at]];
      at = least;
    }
  }
  return {
    now: () => now,
    // The same every time.
    random: () => 0.5,
    sleep: (millis) =>
      new Promise((resolve) => {
        sequence += 1;
        push({ at: now + millis, sequence, resolve });
      }),
    /** Lets time pass until the work is done. */
    async run(work) {
      const state = { isDone: false };
      const ended = work.finally(() => (state.isDone = true));
      ended.catch(() => undefined);
      while (!state.isDone) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = pop();
        if (!next) continue;
        now = next.at;
        next.resolve();
        // All who sleep until the same moment wake together.
        while (sleeping[0]?.at === now) pop().resolve();
      }
      return ended;
    },
  };
}

function openLimits(clock) {
  const buckets = new Map();
  return (place, action) => {
    const kind = LIMITS.has(action) ? action : 'other';
    const limit = LIMITS.get(kind);
    const bucket = buckets.get(`${place} ${kind}`) ?? { left: limit, at: 0 };
    bucket.left = Math.min(limit, bucket.left + ((clock.now() - bucket.at) * limit) / 1000);
    bucket.at = clock.now();
    buckets.set(`${place} ${kind}`, bucket);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  };
}

function failed(name, httpStatusCode) {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
}

function listed(account, region, number) {
  return {
    FunctionName: `fn-${number}`,
    FunctionArn: `arn:aws:lambda:${region}:${account}:function:fn-${number}:$LATEST`,
    Version: '$LATEST',
    CodeSha256: Buffer.alloc(32, number).toString('base64'),
    CodeSize: 1,
  };
}

/** An account as the survey calls it. */
function accountOf(account, { functionsIn, caller, clock, mayGo, counts }) {
  const lambda = (region) => ({
    async send(command) {
      const action = command.constructor.name.replace('Command', '');
      await clock.sleep(CALL_MILLIS);
      if (!mayGo(`${account} ${region}`, action)) {
        counts.refused += 1;
        throw failed('TooManyRequestsException', 429);
      }
      if (action === 'GetPolicy') throw failed('ResourceNotFoundException', 404);
      if (action !== 'ListFunctions') return {};
      const [from, all] = [Number(command.input.Marker ?? 0), functionsIn(account, region)];
      const to = Math.min(all, from + PAGE);
      const Functions = Array.from({ length: to - from }, (_, at) => listed(account, region, from + at));
      return { Functions, ...(to < all ? { NextMarker: String(to) } : {}) };
    },
  });
  return {
    account,
    partition: 'aws',
    home: 'us-east-1',
    clients: {
      lambda: (region) => Promise.resolve(lambda(region)),
      iam: () => Promise.resolve({ send: () => Promise.resolve({ IsTruncated: false }) }),
    },
    call: (region, action, send) => caller.call({ account, region }, action, send),
  };
}

/** A store that only counts what it receives. */
function countingStore(counts) {
  const store = {
    query(text, parameters) {
      if (text.includes('INSERT INTO function ')) counts.listed += JSON.parse(parameters[0]).length;
      return Promise.resolve([]);
    },
    transaction: (work) => work(store),
  };
  return store;
}

/** Workers request and download new code, each at its own pace. */
async function collect(plan, { openCaller, clock, mayGo, counts }) {
  const { accounts, regionsOf, newIn, workers, jobs, paceFactor, secondsOfArtifact } = plan;
  const waiting = accounts.flatMap((account) =>
    regionsOf(account).flatMap((region) =>
      Array.from({ length: newIn(account, region) }, () => ({ account, region })),
    ),
  );
  // As `--enqueue` puts them there: by hash, so that accounts are mixed.
  const mixed = waiting.map((place, at) => ({ place, key: (at * 2_654_435_761) % 4_294_967_296 }));
  mixed.sort((a, b) => a.key - b.key);
  async function work(caller) {
    for (let next = mixed.pop(); next; next = mixed.pop()) {
      const { account, region } = next.place;
      await caller.call(next.place, 'lambda:GetFunction', async () => {
        await clock.sleep(CALL_MILLIS);
        if (mayGo(`${account} ${region}`, 'GetFunction')) return;
        counts.refused += 1;
        throw failed('TooManyRequestsException', 429);
      });
      counts.fetched += 1;
      await clock.sleep(secondsOfArtifact * 1000);
    }
  }
  const callers = Array.from({ length: workers }, () => openCaller({ paceFactor, clock }));
  await Promise.all(callers.flatMap((caller) => Array.from({ length: jobs }, () => work(caller))));
  return callers.map((caller) => caller.counts);
}

/** Work that nothing interrupts, and that an error ends. */
function endlessWork() {
  const controller = new AbortController();
  return { signal: controller.signal, fail: (error) => controller.abort(error) };
}

/**
 * @param real the code under test: `openCaller`, `surveyPlaces`
 * @param plan accounts, regionsOf(account), functionsIn(account, region), newIn(account, region), workers, jobs, paceFactor, secondsOfArtifact
 * @returns seconds of each part, calls, refused calls, functions that were saved, artifacts that were fetched
 */
export async function simulateSweep({ openCaller, surveyPlaces }, plan) {
  const clock = virtualClock();
  const counts = { refused: 0, fetched: 0, listed: 0 };
  const mayGo = openLimits(clock);
  const caller = openCaller({ paceFactor: plan.paceFactor, clock });
  const { functionsIn, regionsOf } = plan;
  const accounts = plan.accounts.map((account) => ({
    access: accountOf(account, { functionsIn, caller, clock, mayGo, counts }),
    regions: regionsOf(account),
  }));
  const run = { id: 1, regionsDone: new Set(), resumed: false };
  const survey = {
    ownerTag: null,
    versionPolicies: 500,
    ending: endlessWork(),
    now: new Date('2026-11-28T00:00:00Z'),
    sql: countingStore(counts),
    run,
    onRegion: () => undefined,
  };
  await clock.run(surveyPlaces({ accounts, gaps: [] }, survey));
  const listing = { seconds: clock.now() / 1000, refused: counts.refused };
  const of = await clock.run(collect(plan, { openCaller, clock, mayGo, counts }));
  const calls = {};
  for (const [action, count] of [caller.counts, ...of].flatMap((map) => [...map])) {
    calls[action] = (calls[action] ?? 0) + count;
  }
  return {
    listing,
    collecting: { seconds: clock.now() / 1000 - listing.seconds, refused: counts.refused - listing.refused },
    listed: counts.listed,
    fetched: counts.fetched,
    calls,
  };
}
