import { groupBy } from '../../model/index.js';
import { appendFile, readFile } from 'node:fs/promises';
import type { Aws, MemberRole } from '../../aws/index.js';
import { importFindings, publishMessage, Refusal } from '../../aws/index.js';
import { codeSpan, escapeTerminal, hubDocument } from '../../reporters/index.js';
import {
  noticeCounts,
  noticeFindings,
  type Notice,
  type NoticedFinding,
  type Sql,
} from '../../store/index.js';
import { TOOL } from '../../tool.js';
import type { FindingDetail } from '../judge/finding-rows.js';
import { MAX_NAMED, noticeLines, noticeTitle, type NoticeContent } from './notice-text.js';
import { postMessage } from './post-message.js';
import type { Sink } from './sinks.js';

/** The connections to sinks. */
export interface Senders {
  readonly sql: Sql;
  readonly aws: Aws;
  readonly role: MemberRole;
  readonly now: Date;
}

const PAGE = 500;

async function contentOf(sql: Sql, { id, run }: Notice): Promise<NoticeContent> {
  const counts = await noticeCounts(sql, id);
  return { id, run, counts, findings: await noticeFindings(sql, id, { limit: MAX_NAMED, offset: 0 }) };
}

function textOf(content: NoticeContent): string {
  return [noticeTitle(content), ...noticeLines(content)].map(escapeTerminal).join('\n');
}

/** Adds a section to a file, once: after an interruption, its mark shows that it was added. */
async function addToDigest(file: string, content: NoticeContent, now: Date): Promise<void> {
  const mark = `<!-- ${content.id} -->`;
  const there = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  if (there.includes(mark)) return;
  const lines = noticeLines(content).map((line) =>
    line.startsWith('  ') ? `- ${codeSpan(line.trim())}` : `\n${escapeTerminal(line)}\n`,
  );
  const head = `## ${noticeTitle(content)} (${now.toISOString().slice(0, 10)})`;
  await appendFile(file, `${mark}\n${head}\n${lines.join('\n')}\n\n`, { mode: 0o600 });
}

function documentOf(finding: NoticedFinding, now: Date): object {
  const { fingerprint, function: arn, account, region, kind, rule, severity, state, since } = finding;
  return hubDocument({
    ...(finding.detail as FindingDetail),
    fingerprint,
    arn,
    account,
    region,
    kind,
    rule,
    severity,
    archived: state !== 'new',
    since: since ?? now.toISOString(),
    at: now.toISOString(),
    version: TOOL.version,
  });
}

/** Imports findings where they belong: each account's own Security Hub takes its findings, in each region. */
async function importPage(findings: readonly NoticedFinding[], { aws, role, now }: Senders): Promise<void> {
  const places = groupBy(findings, ({ account, region }) => [`${account} ${region}`]);
  for (const [key, own] of places) {
    const [account = '', region = ''] = key.split(' ');
    const access = account === aws.own.account ? aws.own : await aws.member(account, role);
    await importFindings(
      access,
      region,
      own.map((finding) => documentOf(finding, now)),
    );
  }
}

async function importAll(notice: Notice, senders: Senders): Promise<void> {
  for (let offset = 0; ; offset += PAGE) {
    const page = await noticeFindings(senders.sql, notice.id, { limit: PAGE, offset });
    await importPage(page, senders);
    if (page.length < PAGE) return;
  }
}

async function send(sink: Sink, notice: Notice, senders: Senders): Promise<void> {
  if (sink.kind === 'securityhub') return importAll(notice, senders);
  const content = await contentOf(senders.sql, notice);
  if (sink.kind === 'slack') return postMessage(sink.url, textOf(content), senders.aws.own.agent);
  if (sink.kind === 'digest') return addToDigest(sink.file, content, senders.now);
  const message = { topic: sink.topic, id: notice.id, title: noticeTitle(content), text: textOf(content) };
  return publishMessage(senders.aws.own, message);
}

/** Why it could not be sent, without an address; null for other errors. */
function problemOf(error: unknown): string | null {
  if (error instanceof Refusal) return `${error.action} was refused (${error.code}).`;
  if (error instanceof Error && error.name === 'SinkError') return error.message;
  if (error instanceof Error && 'syscall' in error && 'code' in error)
    return `The file could not be written (${String(error.code)}).`;
  return null;
}

/** Sends a notice. @returns why that failed; null on success. */
export async function sendNotice(sink: Sink, notice: Notice, senders: Senders): Promise<string | null> {
  try {
    await send(sink, notice, senders);
    return null;
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return problem;
  }
}
