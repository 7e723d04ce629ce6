// All that releases require, transitively, if installers take the newest release in each range.
import semver from 'semver';

/** @param lists name → releases, as a registry lists them; names may be added as long as nothing was resolved. */
export function openClosure(lists) {
  const parsed = new Map();
  /** The releases of a package, the newest first, each with its parsed version. */
  function newestFirst(name) {
    if (!parsed.has(name)) {
      const releases = (lists.get(name) ?? []).map((release) => ({
        release,
        semver: semver.parse(release.version),
      }));
      parsed.set(
        name,
        releases.sort((a, b) => b.semver.compare(a.semver)),
      );
    }
    return parsed.get(name);
  }

  const resolved = new Map();
  /** The newest release in a range, among lists that were loaded. */
  function resolve(name, range) {
    const key = `${name} ${range}`;
    if (!resolved.has(key)) {
      const wanted = semver.validRange(range) === null ? null : new semver.Range(range);
      const found = wanted && newestFirst(name).find((each) => wanted.test(each.semver));
      resolved.set(key, found?.release ?? null);
    }
    return resolved.get(key);
  }

  /** Name → version of all that a release requires, the nearest first. */
  function closureOf(release) {
    const found = new Map();
    const queue = [release];
    for (const each of queue)
      for (const [name, range] of each.required) {
        const next = resolve(name, range);
        if (!next || found.has(`${name}@${next.version}`)) continue;
        found.set(`${name}@${next.version}`, { name, version: next.version });
        queue.push(next);
      }
    return [...found.values()];
  }

  /** Name → how many packages of packages.json require it, each by the share of its releases that do. Adds the votes for releases. */
  function needOf(roots, votes) {
    const need = new Map();
    for (const { releases, weight } of roots)
      for (const release of releases) {
        const share = weight / releases.length;
        const closure = closureOf(release);
        for (const { name, version } of closure) add(votes, `${name}@${version}`, share);
        for (const name of new Set(closure.map((each) => each.name))) add(need, name, share);
      }
    return need;
  }
  return { needOf };
}

export function add(sums, key, value) {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
