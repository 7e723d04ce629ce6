import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RestApi } from './rest-api.js';
import { Comment } from './schema.js';

const Page = z.array(Comment);

/** People who may write to the repository; a stranger's comment is never taken for ours. */
const TRUSTED = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** The comment of one job on a pull request. */
export interface CommentPlace {
  readonly repository: string;
  readonly pullRequest: number;
  /** A key that separates the comments of several jobs, as JSON: the targets of each, and its label. */
  readonly subject: readonly unknown[];
}

interface Posted {
  readonly url: string;
  readonly isNew: boolean;
}

function markerOf(subject: readonly unknown[]): string {
  const digest = createHash('sha256').update(JSON.stringify(subject)).digest('hex').slice(0, 16);
  return `<!-- stowaway ${digest} -->`;
}

/** Ours begins with the marker, and was written by a program or by someone of the repository. */
function isOurs({ body, user, author_association }: z.infer<typeof Comment>, marker: string): boolean {
  const isTrusted = user?.type === 'Bot' || TRUSTED.has(author_association ?? '');
  return isTrusted && (body ?? '').startsWith(marker);
}

async function findComment(
  api: RestApi,
  { repository, pullRequest }: CommentPlace,
  marker: string,
): Promise<number | null> {
  for await (const comments of api.pages(`repos/${repository}/issues/${pullRequest}/comments`, Page)) {
    const ours = comments.find((comment) => isOurs(comment, marker));
    if (ours) return ours.id;
  }
  return null;
}

/**
 * Writes the comment, in the place of the one of an earlier run.
 * @returns null when nothing was written.
 * @throws ApiFailure, with status 403 where the token may not write.
 */
export async function writeComment(
  api: RestApi,
  place: CommentPlace,
  {
    text,
    begins,
  }: { readonly text: string; /** Whether to begin one where there is none. */ readonly begins: boolean },
): Promise<Posted | null> {
  const marker = markerOf(place.subject);
  const earlier = await findComment(api, place, marker);
  if (earlier === null && !begins) return null;
  const comments = `repos/${place.repository}/issues`;
  const written = await api.send(
    earlier === null
      ? ['POST', `${comments}/${place.pullRequest}/comments`]
      : ['PATCH', `${comments}/comments/${earlier}`],
    { body: `${marker}\n${text}` },
    Comment,
  );
  return { url: written.html_url, isNew: earlier === null };
}
