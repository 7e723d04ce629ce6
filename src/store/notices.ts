import type { FindingAnswer, SeverityCount } from './answers.js';
import type { Queries, Sql } from './sql.js';

/** A message for a sink: stored before it is sent, so that an interrupted sweep can send it later. */
export interface Notice {
  readonly id: string;
  readonly sink: string;
  /** Run that it was written in. */
  readonly run: number;
}

/** `aside`: it was sent before, and a rule or a VEX statement now sets it aside. */
type NoticeState = 'new' | 'fixed' | 'aside';

export interface NoticedFinding extends FindingAnswer {
  readonly state: NoticeState;
}

export interface NoticeCount extends SeverityCount {
  readonly state: NoticeState;
}

/** A finding that the run saw itself. */
const SEEN = 'd.fixed_run IS NULL AND NOT d.set_aside AND d.unsure IS NULL AND f.last_run = $2';

async function dropEmptyNotices(sql: Queries, sink: string): Promise<void> {
  await sql.query(
    `DELETE FROM notice o WHERE o.sink = $1 AND o.sent_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM notice_finding n WHERE n.notice = o.id)`,
    [sink],
  );
}

/** Removes findings from unsent notices that are no longer true; they are sent when they are seen again. */
export async function reviseNotices(sql: Sql, sink: string, run: number): Promise<void> {
  await sql.query(
    `DELETE FROM notice_finding n USING notice o WHERE o.id = n.notice AND o.sink = $1 AND o.sent_at IS NULL
       AND n.state = 'new' AND NOT EXISTS (SELECT 1 FROM finding d JOIN function f ON f.arn = d.function
         WHERE d.fingerprint = n.fingerprint AND d.first_run = n.since AND ${SEEN})`,
    [sink, run],
  );
  await dropEmptyNotices(sql, sink);
}

/** A finding that was set aside at the sink and counts again is sent like a new one. */
async function forgetAside(sql: Queries, { sink, run }: Notice): Promise<void> {
  await sql.query(
    `DELETE FROM notice_finding n USING notice_finding a, finding d, function f
     WHERE n.sink = $1 AND a.sink = $1 AND a.state = 'aside' AND n.fingerprint = a.fingerprint AND n.since = a.since
       AND d.fingerprint = a.fingerprint AND d.first_run = a.since AND f.arn = d.function AND ${SEEN}`,
    [sink, run],
  );
}

/**
 * Stores the notice of unsent changes for a sink: findings that this run saw, and sent findings that are fixed.
 * @param sendsAside the sink shows each finding's state, so set-aside findings are sent, too.
 */
export async function writeNotice(
  sql: Sql,
  notice: Notice,
  { now, sendsAside = false }: { readonly now: Date; readonly sendsAside?: boolean },
): Promise<void> {
  const { id, sink, run } = notice;
  await sql.transaction(async (inside) => {
    await forgetAside(inside, notice);
    await inside.query('INSERT INTO notice (id, sink, run, made_at) VALUES ($1, $2, $3, $4)', [
      id,
      sink,
      run,
      now.toISOString(),
    ]);
    await inside.query(
      `INSERT INTO notice_finding (sink, state, fingerprint, since, notice)
       SELECT $1, 'new', d.fingerprint, d.first_run, $3 FROM finding d JOIN function f ON f.arn = d.function WHERE ${SEEN}
       ON CONFLICT DO NOTHING`,
      [sink, run, id],
    );
    await inside.query(
      `INSERT INTO notice_finding (sink, state, fingerprint, since, notice)
       SELECT $1, 'fixed', d.fingerprint, d.fixed_run, $2 FROM finding d
         JOIN notice_finding n ON n.sink = $1 AND n.state = 'new' AND n.fingerprint = d.fingerprint AND n.since = d.first_run
       WHERE d.fixed_run IS NOT NULL ON CONFLICT DO NOTHING`,
      [sink, id],
    );
    if (sendsAside)
      await inside.query(
        `INSERT INTO notice_finding (sink, state, fingerprint, since, notice)
         SELECT $1, 'aside', d.fingerprint, d.first_run, $2 FROM finding d
           JOIN notice_finding n ON n.sink = $1 AND n.state = 'new' AND n.fingerprint = d.fingerprint AND n.since = d.first_run
         WHERE d.fixed_run IS NULL AND d.set_aside ON CONFLICT DO NOTHING`,
        [sink, id],
      );
    await dropEmptyNotices(inside, sink);
  });
}

/** Unsent notices of a sink, the oldest first. */
export async function unsentNotices(sql: Queries, sink: string): Promise<Notice[]> {
  const rows = await sql.query(
    'SELECT id, sink, run FROM notice WHERE sink = $1 AND sent_at IS NULL ORDER BY run, made_at, id',
    [sink],
  );
  return rows as unknown as Notice[];
}

export async function noticeCounts(sql: Queries, id: string): Promise<NoticeCount[]> {
  const rows = await sql.query(
    `SELECT n.state, d.kind, d.severity, count(*)::integer AS count FROM notice_finding n JOIN finding d USING (fingerprint)
     WHERE n.notice = $1 GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3`,
    [id],
  );
  return rows as unknown as NoticeCount[];
}

/** Findings of a notice: new, then fixed, then set aside; the worst first. */
export async function noticeFindings(
  sql: Queries,
  id: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<NoticedFinding[]> {
  const rows = await sql.query(
    `SELECT n.state, d.fingerprint, d.function, f.account, f.region, d.kind, d.rule, d.severity, d.detail, coalesce(f.facts->'triggers', '[]') AS triggers, false AS stale,
       to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
     FROM notice_finding n JOIN finding d USING (fingerprint) JOIN function f ON f.arn = d.function
       LEFT JOIN run r ON r.id = d.first_run
     WHERE n.notice = $1
     ORDER BY n.state DESC, array_position(ARRAY['critical', 'high', 'medium', 'unknown', 'low'], d.severity), d.fingerprint
     LIMIT $2 OFFSET $3`,
    [id, limit, offset],
  );
  return rows as unknown as NoticedFinding[];
}

/** Stores the result of sending. @param problem null: it was sent. */
export async function noteSending(
  sql: Queries,
  id: string,
  { problem, now }: { readonly problem: string | null; readonly now: Date },
): Promise<void> {
  const sentAt = problem === null ? now.toISOString() : null;
  await sql.query('UPDATE notice SET sent_at = $2, problem = $3 WHERE id = $1', [id, sentAt, problem]);
}
